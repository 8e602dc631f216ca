namespace Serjeant.Evidence;

/// <summary>What can be said of a WACZ's signature.</summary>
public enum SignatureState
{
    /// <summary>It has none.</summary>
    None = 1,

    /// <summary>It fits. Whose key it is, is for people to find out.</summary>
    Valid = 2,

    /// <summary>It does not fit.</summary>
    Invalid = 3,

    /// <summary>It is of a kind that this program does not check, such as one in the name of a domain.</summary>
    NotChecked = 4,
}

/// <summary>A WACZ that was found, by itself or inside an exhibit.</summary>
/// <param name="Path">Where it is in what was checked; empty when it is what was checked.</param>
/// <param name="IsOurs">Whether this program made it. Another's is checked to the letter of the standard, and no further.</param>
/// <param name="Created">As it says; null when it can't be read.</param>
/// <param name="Software">As it says.</param>
/// <param name="SigningKey">SHA-256 of the public key, <c>sha256:</c> and hexadecimal; null when it is not signed by a key.</param>
/// <param name="Records">How many records its archives hold.</param>
/// <param name="Pages">The addresses of its pages.</param>
/// <param name="Files">What was found of each file in it.</param>
public sealed record CheckedWacz(
    string Path, bool IsOurs, string? Created, string? Software, SignatureState Signature, string? SigningKey, int Records,
    IReadOnlyList<string> Pages, IReadOnlyList<CheckedFile> Files)
{
    public bool IsWhole => Files.All(f => f.State == FileState.Whole);

    /// <summary>
    /// Whether its faults are faults of what it is in. A file that somebody supplied may be a broken archive by another
    /// program: the exhibit is whole all the same, when the file is still the one that was supplied.
    /// </summary>
    public bool Counts => Path.Length == 0 || IsOurs;
}
