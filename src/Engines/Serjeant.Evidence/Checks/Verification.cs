namespace Serjeant.Evidence;

public enum FileState
{
    /// <summary>Here, and as it was sealed.</summary>
    Whole = 1,

    /// <summary>Listed but not here.</summary>
    Missing = 2,

    /// <summary>Here but not listed.</summary>
    Extra = 3,

    /// <summary>Here, but not as it was sealed.</summary>
    Changed = 4,

    /// <summary>Here, but it can't be read.</summary>
    Unreadable = 5,
}

/// <summary>What was found of one file.</summary>
/// <param name="Text">In plain English; fit to be read out.</param>
public sealed record CheckedFile(string Path, FileState State, string Text);

/// <summary>An exhibit that was found, with its manifest's hash as it is now.</summary>
/// <param name="Folder">Where it is in what was checked; empty for the top.</param>
/// <param name="Manifest">Null when it can't be read.</param>
/// <param name="ManifestSha256">Lower-case hexadecimal.</param>
public sealed record CheckedExhibit(string Folder, ExhibitManifest? Manifest, string ManifestSha256, bool IsWhole);

/// <summary>An author proof that was answered after its exhibit was sealed, as it lies in a pack.</summary>
/// <param name="Exhibit">The exhibit's folder by name, such as <c>JS-1</c>.</param>
/// <param name="Sha256">Of the file as it is now, lower-case hexadecimal.</param>
public sealed record CheckedAnswer(string Path, string Exhibit, string Sha256);

/// <summary>What a check of a folder or zip found. The same file can appear twice: once for the bag, once for its exhibit.</summary>
/// <param name="Kind">What it was taken for.</param>
/// <param name="Root">Where in the tree it starts: the bag's folder with its slash, or empty.</param>
/// <param name="Archives">Each WACZ in it, and what is in that.</param>
public sealed record Verification(
    EvidenceKind Kind, string Root, IReadOnlyList<CheckedFile> Files, IReadOnlyList<CheckedExhibit> Exhibits, IReadOnlyList<CheckedWacz> Archives)
{
    /// <summary>The author proofs, each checked again without asking anybody.</summary>
    public IReadOnlyList<CheckedProof> Proofs { get; init; } = [];

    /// <summary>The proofs that were answered later; that nobody made others is for the ledger to show.</summary>
    public IReadOnlyList<CheckedAnswer> Answers { get; init; } = [];

    public bool IsWhole => Files.All(f => f.State == FileState.Whole) && Archives.All(a => a.IsWhole || !a.Counts) && Proofs.All(p => p.Check != ProofCheck.Different);
}

public enum EvidenceKind
{
    /// <summary>A BagIt bag: a pack.</summary>
    Bag = 1,

    /// <summary>One exhibit's folder.</summary>
    Exhibit = 2,

    /// <summary>One WACZ: a web archive by itself.</summary>
    Wacz = 3,
}
