using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>A file of an exhibit whose bytes are safely in the vault already.</summary>
/// <param name="Path">Within the exhibit; safe by <see cref="SafePath"/>.</param>
public sealed record SealedFile(string Path, string MediaType, BlobRef Blob);

/// <summary>Everything that becomes an exhibit, but its label.</summary>
/// <param name="Key">What it is made from, such as <c>capture:12</c>: the same key makes one exhibit only.</param>
/// <param name="Outcome">Captured, Partial, NotFound, LoginWall, Blocked, Failed; Supplied; or a look's verdict.</param>
public sealed record ExhibitDraft(string Key, ExhibitSource Source, Provenance Provenance, string Title, string Outcome)
{
    /// <summary>Where it follows from another exhibit's; null for the next of its maker.</summary>
    public string? Label { get; init; }
    public required IReadOnlyList<SealedFile> Files { get; init; }
    public long? CaseId { get; init; }
    public long? MessageId { get; init; }
    public string? Address { get; init; }
    public string? ProfileAddress { get; init; }

    /// <summary>Null when the profile page is here; else why it is not.</summary>
    public string? ProfileGap { get; init; }
    public bool? SeenSignedOut { get; init; }
    public IReadOnlyList<CaptureFacts> Captures { get; init; } = [];
    public IReadOnlyList<string> Notes { get; init; } = [];
}
