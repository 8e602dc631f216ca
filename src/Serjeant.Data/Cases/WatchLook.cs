namespace Serjeant.Data;

/// <summary>One later look at an exhibit's address and what it showed.</summary>
public sealed class WatchLook : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }

    /// <summary>The exhibit whose address was looked at.</summary>
    public long WatchedId { get; set; }

    /// <summary>The small capture that was kept; null where the look could not even be begun.</summary>
    public long? ExhibitId { get; set; }

    /// <summary>When the page was seen.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>StillUp, Changed, Gone, AccountGone, Locked or CannotTell.</summary>
    public required string Verdict { get; set; }

    /// <summary>What it rests on, in words; may quote the page. Hostile.</summary>
    public required string What { get; set; }

    /// <summary>HTTP status of the post's page; null when none came.</summary>
    public int? Status { get; set; }

    /// <summary>SHA-256 of the page's words, lower-case hexadecimal; null when there were none.</summary>
    public string? TextHash { get; set; }

    /// <summary>How often the site was asked for it: this counts against the office's day.</summary>
    public int Tries { get; set; }
}
