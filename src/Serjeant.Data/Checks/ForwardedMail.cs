namespace Serjeant.Data;

/// <summary>What became of a mail in the checking mailbox. Stored as a number: add at the end.</summary>
public enum ForwardedState
{
    /// <summary>Seen; nothing has gone out yet.</summary>
    Taken = 1,

    /// <summary>The answer is being sent. Found so after a stop, nobody can tell whether it went out.</summary>
    Answering = 2,
    Answered = 3,

    /// <summary>Not from the office's people, or no question: left without a word.</summary>
    Ignored = 4,

    /// <summary>The program or the connection stopped while the answer was sent. It is not sent again: at most one answer.</summary>
    Unsure = 5,

    /// <summary>The answer could not be sent, often.</summary>
    GivenUp = 6,
}

/// <summary>A mail in the checking mailbox, by its place there; neither its words nor its sender when it is a stranger's.</summary>
public sealed class ForwardedMail : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long MailboxId { get; set; }

    /// <summary>RFC 9051 §2.3.1.1: the pair names a message for good.</summary>
    public long UidValidity { get; set; }
    public long Uid { get; set; }

    /// <summary>SHA-256 of who asked and the Message-ID; set once it is proved who asked, so that a stranger can't use up somebody's key.</summary>
    public string? MessageKey { get; set; }
    public long? PersonId { get; set; }
    public ForwardedState State { get; set; }

    /// <summary>Why it was ignored, waits or failed, for the page.</summary>
    public string? Why { get; set; }

    /// <summary>The worst answer: 0 none, 1 amber, 2 red; null where nothing was judged.</summary>
    public int? Verdict { get; set; }
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>Not before then.</summary>
    public DateTimeOffset NextTryAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}
