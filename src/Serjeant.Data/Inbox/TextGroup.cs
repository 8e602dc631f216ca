namespace Serjeant.Data;

/// <summary>What a group of messages that say the same looks like. A suggestion, as every finding is. Stored as a number: add at the end.</summary>
public enum TextGroupKind
{
    /// <summary>The same message, and no more to be said of it.</summary>
    Same = 0,

    /// <summary>Many accounts in a short time, mostly abuse or hostile.</summary>
    PileOn = 1,

    /// <summary>Many people who each write the same civil letter: to be answered once.</summary>
    Campaign = 2,

    /// <summary>A few accounts that send the same thing again and again.</summary>
    Repeated = 3,
}

/// <summary>How many messages of an office say the same or nearly the same thing. Kept up to date by ingest and by decisions.</summary>
public sealed class TextGroup : IOfficeOwned
{
    public long OfficeId { get; set; }

    /// <summary>That of the text that began the group; near copies bear it as well.</summary>
    public long TextKey { get; set; }
    public int Total { get; set; }
    public int Waiting { get; set; }
    public int Authors { get; set; }
    public DateTimeOffset FirstSentAt { get; set; }
    public DateTimeOffset LastSentAt { get; set; }

    /// <summary>Rank of the worst waiting message, which stands for the group; means nothing while none waits.</summary>
    public int TopRank { get; set; }

    /// <summary>True when the wording differs by more than signs, spaces and names.</summary>
    public bool Varies { get; set; }
    public TextGroupKind Kind { get; set; }

    /// <summary>When its last burst began; null unless it is a pile-on.</summary>
    public DateTimeOffset? BurstAt { get; set; }

    /// <summary><see cref="Total"/> when <see cref="Kind"/> was last worked out.</summary>
    public int TotalSeen { get; set; }
}
