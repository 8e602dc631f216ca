using Serjeant.Moderation;

namespace Serjeant.Data;

/// <summary>Where a message stands with the people of the office.</summary>
public enum MessageState
{
    /// <summary>Nobody has decided.</summary>
    Waiting = 0,

    /// <summary>Somebody decided; steps on the platform may still be open.</summary>
    Decided = 1,
}

/// <summary>
/// One message as it came in. What the queue needs to sort, count and show a row is here; the raw object is in
/// <see cref="MessageRaw"/> so that a page of the queue reads little.
/// </summary>
public sealed class Message : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public Platform Platform { get; set; }
    public MessageKind Kind { get; set; }

    /// <summary>The platform's own id; with <see cref="Platform"/> it makes the same message arrive only once.</summary>
    public required string ExternalId { get; set; }
    public string? ThreadId { get; set; }
    public string? InReplyTo { get; set; }

    /// <summary>The beginning of the post it answers, where the export gave that: mostly the office's own.</summary>
    public string? ParentText { get; set; }

    /// <summary>The office's account that it came to.</summary>
    public string? Account { get; set; }
    public long AuthorId { get; set; }
    public Author? Author { get; set; }
    public string? Subject { get; set; }
    public required string Text { get; set; }

    /// <summary>The message's own address on the web, where it has one.</summary>
    public string? Address { get; set; }

    /// <summary>When the author sent it, as the source says; the time of import where the source is silent.</summary>
    public DateTimeOffset SentAt { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public long? ImportJobId { get; set; }

    public MessageState State { get; set; }

    /// <summary>Worst first: 0 to 1000, higher is worse.</summary>
    public int Rank { get; set; }

    /// <summary>The category of the worst finding; null when there is none.</summary>
    public Category? TopCategory { get; set; }
    public int TopSeverity { get; set; }

    /// <summary>0 to 1: how surely a fair protocol would act on it.</summary>
    public double Score { get; set; }
    public bool Abuse { get; set; }

    /// <summary>BCP 47 code of the language it is in, which was not read (<c>cy</c>); null for English or unknown.</summary>
    public string? Language { get; set; }

    /// <summary>Every category of the findings that stand, and whether it is abuse, as <see cref="Data.CategoryBits"/> packs them.</summary>
    public long CategoryBits { get; set; }

    /// <summary>One key for the same text in other letters, spacing or names, and for near copies of the one that began their group; null when there is no text.</summary>
    public long? TextKey { get; set; }

    /// <summary>True for the one waiting message, the worst, that stands for all waiting messages of the same group.</summary>
    public bool StandsForGroup { get; set; } = true;
    public long? LastDecisionId { get; set; }

    /// <summary>Kept whatever retention says.</summary>
    public bool LegalHold { get; set; }
    public List<MessageFinding> Findings { get; set; } = [];
}
