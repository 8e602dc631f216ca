namespace Serjeant.Evidence;

public enum ProofCheck
{
    /// <summary>Done again from the signed bytes and the keys in the proof, it comes to the same.</summary>
    Same = 1,

    /// <summary>It comes to something else, is of another file, or can't be read.</summary>
    Different,

    /// <summary>It is of a kind that this program does not know.</summary>
    UnknownKind,
}

/// <summary>A proof that was found, and what came of checking it again without asking anybody.</summary>
/// <param name="Path">In what was checked.</param>
/// <param name="Says">The proof's sentences where it comes to the same; names in them are from outside.</param>
/// <param name="Problem">Why it does not hold, or was not checked; null where it comes to the same.</param>
public sealed record CheckedProof(string Path, string Kind, ProofCheck Check, IReadOnlyList<string> Says, string? Problem);
