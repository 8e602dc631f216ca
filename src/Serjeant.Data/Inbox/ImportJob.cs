namespace Serjeant.Data;

public enum ImportState
{
    /// <summary>Uploaded; waiting for a person to check the preview and the columns.</summary>
    Draft = 0,
    Queued = 1,
    Running = 2,
    Stopped = 3,
    Done = 4,
    Failed = 5,
}

/// <summary>
/// One file being brought in. <see cref="Position"/> moves in the same transaction as the messages it counts, so a kill at
/// any moment neither loses nor doubles one.
/// </summary>
public sealed class ImportJob : IOfficeOwned, ILeased
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public required string FileName { get; set; }

    /// <summary>The spooled copy, relative to the data folder.</summary>
    public required string SpoolPath { get; set; }
    public long Bytes { get; set; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public required string FileHash { get; set; }
    public required string Format { get; set; }

    /// <summary>Columns or fields to our names, as JSON; null where the format needs none.</summary>
    public string? Mapping { get; set; }
    public string? Options { get; set; }
    public ImportState State { get; set; }
    public bool StopAsked { get; set; }

    /// <summary>How many entries of the file have been dealt with.</summary>
    public long Position { get; set; }

    /// <summary>0 to 1.</summary>
    public double Fraction { get; set; }
    public int Added { get; set; }
    public int AlreadyHere { get; set; }

    /// <summary>Entries that did not come in; the first of them are listed as <see cref="ImportProblem"/>.</summary>
    public int Bad { get; set; }

    /// <summary>Things worth telling although nothing was lost.</summary>
    public int Remarks { get; set; }

    /// <summary>Messages that the office itself sent, left out.</summary>
    public int SentByOffice { get; set; }
    public string? Error { get; set; }
    public long? StartedById { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}
