namespace Serjeant.Data;

/// <summary>
/// A redacted copy of a file of an exhibit: parts are covered, and the copy has a manifest of its own that names the file. The exhibit is
/// not touched. A copy that is taken out of use is kept, with who did it and why.
/// </summary>
public sealed class Redaction : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long ExhibitId { get; set; }

    /// <summary>From 1 within the exhibit.</summary>
    public int Number { get; set; }

    /// <summary>Drawn when the form was shown: the form sent twice makes one copy.</summary>
    public Guid Token { get; set; }

    /// <summary>The exhibit's file that it was made from, and that file's SHA-256.</summary>
    public required string SourcePath { get; set; }
    public required string SourceHash { get; set; }

    /// <summary>The copy's own name, without a folder.</summary>
    public required string Path { get; set; }
    public required string MediaType { get; set; }
    public long Bytes { get; set; }

    /// <summary>SHA-256 of the copy, lower-case hexadecimal; its bytes are in the vault under it.</summary>
    public required string Hash { get; set; }
    public required string ManifestHash { get; set; }
    public long ManifestBytes { get; set; }

    /// <summary>How many boxes or passages were covered; 0 where nothing had to be.</summary>
    public int Covered { get; set; }
    public required string Why { get; set; }
    public long MadeById { get; set; }
    public DateTimeOffset MadeAt { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }
    public long? RemovedById { get; set; }
    public string? RemovedWhy { get; set; }
}
