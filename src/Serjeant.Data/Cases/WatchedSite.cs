namespace Serjeant.Data;

/// <summary>
/// When a site may be asked again. Whoever holds the lease is the only one who asks it: one request at a time, however many offices
/// and copies of the program share the database. Holds a host's name and nothing of any office.
/// </summary>
public sealed class WatchedSite : ILeased
{
    public long Id { get; set; }
    public required string Host { get; set; }
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>How often in a row it asked to be left alone.</summary>
    public int Failures { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}
