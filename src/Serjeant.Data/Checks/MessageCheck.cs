namespace Serjeant.Data;

/// <summary>The answer that was given. Stored as a number: add at the end.</summary>
public enum CheckAnswer
{
    /// <summary>No warning signs found; never "safe".</summary>
    None = 0,
    Amber = 1,
    Red = 2,
}

/// <summary>What was checked. Stored as a number: add at the end.</summary>
public enum CheckedForm
{
    /// <summary>A mail as it was received (RFC 5322).</summary>
    Mail = 1,

    /// <summary>A mail as classic Outlook saved it ([MS-OXMSG]).</summary>
    Outlook = 2,

    /// <summary>Pasted words of a chat or text message.</summary>
    Words = 3,

    /// <summary>Somebody who asks to be connected on a platform.</summary>
    Connection = 4,

    /// <summary>A page behind a link, opened and looked at.</summary>
    Page = 5,

    /// <summary>A picture with a QR code.</summary>
    Picture = 6,

    /// <summary>A pasted link, judged by its address alone.</summary>
    Link = 7,
}

/// <summary>Where a message that was aimed at the office arrived. Stored as a number: add at the end.</summary>
public enum AimedAddress
{
    /// <summary>An address or account that the office gave.</summary>
    Work = 1,

    /// <summary>One of their own.</summary>
    Personal = 2,
}

/// <summary>
/// Somebody asked whether a message is genuine. The message is in the vault; here is what it is found by. Until somebody keeps it, it is there for an hour,
/// for whoever asked.
/// </summary>
public sealed class MessageCheck : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public CheckedForm Form { get; set; }

    /// <summary>The newest that was kept: the first, or that after its sender was looked up again.</summary>
    public CheckAnswer Answer { get; set; }

    /// <summary>The first, once a later one took its place; else null.</summary>
    public CheckAnswer? FirstAnswer { get; set; }
    public double Score { get; set; }

    /// <summary>It bears the mark of a phishing exercise.</summary>
    public bool Training { get; set; }
    public string? SenderName { get; set; }
    public string? SenderAddress { get; set; }
    public string? Subject { get; set; }

    /// <summary>Sender and subject in lower case, for the search.</summary>
    public required string Words { get; set; }

    /// <summary>Ids of the findings with points, most points first, then of those of attached messages, with spaces between.</summary>
    public required string Findings { get; set; }

    /// <summary>Null: it lay in the drop folder, and nobody knows who put it there.</summary>
    public long? AskedById { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Null while it is there for an hour only.</summary>
    public DateTimeOffset? KeptAt { get; set; }
    public long? KeptById { get; set; }

    /// <summary>SHA-256 of the message in the vault, lower-case hexadecimal; null where only this line was kept.</summary>
    public string? MessageHash { get; set; }
    public long MessageBytes { get; set; }

    /// <summary>What was looked up about who sent it, and when, as JSON; null where nothing was. Judged again, the message is judged by this.</summary>
    public string? LookedUp { get; set; }

    /// <summary>The mailbox file that it lay in, and its number there, from 1.</summary>
    public long? MailboxId { get; set; }
    public int? Number { get; set; }
    public DateTimeOffset? ReportedAt { get; set; }
    public long? ReportedById { get; set; }

    /// <summary>To whom it was reported, in words.</summary>
    public string? ReportedTo { get; set; }

    /// <summary>When somebody noted that it was aimed at the office; null where nobody did, or it was taken back.</summary>
    public DateTimeOffset? AimedAt { get; set; }
    public long? AimedById { get; set; }

    /// <summary>Whom it was aimed at, by name or by what they do, in the words of whoever noted it.</summary>
    public string? AimedWhom { get; set; }
    public AimedAddress? AimedAddress { get; set; }
}

/// <summary>Somebody was rung up to ask whether they sent it.</summary>
public sealed class CheckCall : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long CheckId { get; set; }
    public required string Called { get; set; }

    /// <summary>Where the number was from, in words: never the message itself.</summary>
    public required string NumberFrom { get; set; }

    /// <summary>Whether they said that it is theirs.</summary>
    public bool Genuine { get; set; }
    public string? Note { get; set; }
    public long ById { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>What an office chose about its checks.</summary>
public sealed class CheckSettings : IOfficeOwned
{
    public long OfficeId { get; set; }

    /// <summary>Every check is kept, without asking.</summary>
    public bool KeepAll { get; set; }

    /// <summary>Ask the domain name system about senders. Off unless somebody chose it: it tells others that somebody asks.</summary>
    public bool LooksUp { get; set; }

    /// <summary>Ids whose Authentication-Results are believed, one a line.</summary>
    public string TrustedIds { get; set; } = "";

    /// <summary>Names of the office's servers that take mail from outside, one a line.</summary>
    public string ReceivingServers { get; set; } = "";

    /// <summary>Domains whose ARC seals are believed, one a line.</summary>
    public string Sealers { get; set; } = "";

    /// <summary>The key of what was learned of contacts, sealed with the key ring; null while nothing was.</summary>
    public string? ContactKey { get; set; }
}
