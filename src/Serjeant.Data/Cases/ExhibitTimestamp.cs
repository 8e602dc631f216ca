namespace Serjeant.Data;

public enum TimestampState
{
    /// <summary>Asked for: an authority is asked as soon as the office has one that answers.</summary>
    Waiting = 0,
    Done = 1,
}

/// <summary>
/// A time-stamp over the manifest of an exhibit or of a redacted copy of it, or over its web archive (RFC 3161), asked for or come in. It lies beside the exhibit, which is write-once; an
/// exhibit may have several.
/// </summary>
public sealed class ExhibitTimestamp : IOfficeOwned, ILeased
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long ExhibitId { get; set; }

    /// <summary>The redacted copy whose manifest it is over; null where it is the exhibit's own.</summary>
    public long? RedactionId { get; set; }
    public TimestampState State { get; set; }

    /// <summary>What it is over: 0 a manifest, 1 the <c>datapackage.json</c> of its web archive.</summary>
    public int Over { get; set; }

    /// <summary>SHA-256 of that, lower-case hexadecimal: all that the authority is told.</summary>
    public required string Imprint { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Not before then.</summary>
    public DateTimeOffset NextTryAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>What went wrong the last time, for a page; null when nothing did.</summary>
    public string? Problem { get; set; }

    /// <summary>The authority's name as the office calls it, and its address; null until one has answered.</summary>
    public string? AskedOf { get; set; }
    public string? Address { get; set; }

    /// <summary>The time in the token.</summary>
    public DateTimeOffset? StampedAt { get; set; }

    /// <summary>This server's clock when it came in.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>The names in the certificate that signed and in its root. From outside.</summary>
    public string? Authority { get; set; }
    public string? Root { get; set; }

    /// <summary>SHA-256 of the whole answer, lower-case hexadecimal; its bytes are in the vault under it.</summary>
    public string? TokenHash { get; set; }
    public long TokenBytes { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}
