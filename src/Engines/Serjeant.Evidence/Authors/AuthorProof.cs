using System.Text.Json;

namespace Serjeant.Evidence;

/// <summary>One signature and what became of it. Every word of it but the state may be from outside.</summary>
/// <param name="Signer">Whose key it is said to be: a mail's domain, an account's lasting id; empty when it can't be read.</param>
/// <param name="Reason">One plain sentence without a full stop.</param>
/// <param name="Covers">What is under the signature, by the names that its kind uses; for a mail its header fields, lower case.</param>
/// <param name="SignedAt">As the signer says.</param>
/// <param name="KeyName">Where the key was asked for.</param>
/// <param name="KeyRecord">The key as it was published when asked; null when there was none. Whoever keeps it can check again after it is gone.</param>
public sealed record AuthorSignature(
    string Signer, AuthorProofState State, string Reason, string Algorithm, IReadOnlyList<string> Covers,
    DateTimeOffset? SignedAt, string KeyName, string? KeyRecord);

/// <summary>
/// What signatures say of who made a file of an exhibit: the signed bytes are that file, kept byte for byte; here stand the keys, who gave them, when, and
/// what came of it. How the exhibit came to be here (<see cref="Provenance"/>) is another question, and no proof changes its answer.
/// </summary>
/// <param name="Kind">Which <see cref="IAuthorProofKind"/> it is of.</param>
/// <param name="File">The signed file's path in the exhibit.</param>
/// <param name="Sha256">Of the signed file.</param>
/// <param name="KeysFrom">Who was asked for the keys.</param>
/// <param name="Problem">Why nothing could be said at all; null when something could.</param>
public sealed record AuthorProof(
    string Kind, string File, string Sha256, DateTimeOffset CheckedAt, string KeysFrom, string? Problem, IReadOnlyList<AuthorSignature> Signatures)
{
    /// <summary>Of the file that a proof is written in: 1 MiB.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Of a file whose signatures are checked: 40 MiB.</summary>
    public const int MostSignedBytes = 40 << 20;

    private const string Folder = "proof/";

    /// <summary>The proof's name: the signed file's, then the kind.</summary>
    public static string NameOf(string file, string kind) => $"{file[(file.LastIndexOf('/') + 1)..]}.{kind}.json";

    /// <summary>Where in an exhibit the proof about one of its files lies.</summary>
    public static string PathOf(string file, string kind) => Folder + NameOf(file, kind);

    /// <summary>Whether a path in an exhibit is a proof's; only the desk writes there.</summary>
    public static bool IsPath(string path) => path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>The kind that a proof's path names; empty where it names none.</summary>
    public static string KindOf(string path) => path.Split('.') is [.., _, var kind, "json"] ? kind : "";

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, SealedJson.Options), (byte)'\n'];

    /// <exception cref="FormatException">These bytes are no proof.</exception>
    public static AuthorProof Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<AuthorProof>(bytes, SealedJson.Options) ?? throw new FormatException("The proof is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException("The proof is not JSON of the expected shape.", e);
        }
    }

    /// <summary>The keys as they were published when this was made, by where they were asked for.</summary>
    public IReadOnlyDictionary<string, string> HeldKeys()
    {
        var held = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var signature in Signatures.Where(s => s.KeyRecord is not null))
            held.TryAdd(signature.KeyName, signature.KeyRecord!);
        return held;
    }
}
