namespace Serjeant.Data;

public enum WatchState
{
    /// <summary>It is looked at again when <see cref="ExhibitWatch.NextLookAt"/> comes.</summary>
    On = 0,

    /// <summary>A person stopped it.</summary>
    Stopped = 1,

    /// <summary>All looks were made.</summary>
    Done = 2,
}

/// <summary>That the address of an exhibit is looked at again, and when next. One for an exhibit; started again, it goes on counting its looks.</summary>
public sealed class ExhibitWatch : IOfficeOwned, ILeased
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long ExhibitId { get; set; }

    /// <summary>The host of its address as politeness counts it: small letters, without www.</summary>
    public required string Site { get; set; }
    public WatchState State { get; set; }

    /// <summary>Who asked for the capture or started the watch: looks are made in their name.</summary>
    public long StartedById { get; set; }

    /// <summary>From when the hour, the day, the week and the month count.</summary>
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset NextLookAt { get; set; }

    /// <summary>Looks that came to an end, ever: the next has the next number.</summary>
    public int Looks { get; set; }

    /// <summary>How often the look that is due was begun.</summary>
    public int Tries { get; set; }
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>Why the look that is due waits, for a page; null when nothing is in its way.</summary>
    public string? Problem { get; set; }
    public long? StoppedById { get; set; }
    public DateTimeOffset? StoppedAt { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}
