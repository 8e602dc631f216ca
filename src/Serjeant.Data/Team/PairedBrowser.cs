namespace Serjeant.Data;

/// <summary>
/// A browser whose extension a person paired with the desk. The extension holds a token and this row its hash, so that ending
/// the row ends the token at its next use.
/// </summary>
public sealed class PairedBrowser : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long PersonId { get; set; }

    /// <summary>SHA-256 of the token, 32 bytes.</summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>Browser and system in plain words, such as "Chrome on Windows".</summary>
    public required string Device { get; set; }
    public DateTimeOffset PairedAt { get; set; }
    public DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? EndedWhy { get; set; }
}
