namespace Serjeant.Data;

/// <summary>How far the learning from a mailbox is. Stored as a number: add at the end.</summary>
public enum LearningState
{
    /// <summary>It waits for its owner to sign in at the provider.</summary>
    Asked = 1,
    Queued = 2,
    Running = 3,
    Done = 4,
    Failed = 5,
    Stopped = 6,
}

/// <summary>
/// Somebody let the desk learn from a folder of their own mailbox whom they write with. <see cref="LowestUid"/> moves in the transaction that writes what was
/// learned, so a kill neither loses nor doubles a message. The secret is gone when it ends.
/// </summary>
public sealed class ContactLearning : IOfficeOwned, ILeased, IOAuthMailbox
{
    public long Id { get; set; }
    public long OfficeId { get; set; }

    /// <summary>Whose mailbox it is, and who agreed.</summary>
    public long PersonId { get; set; }
    public required string Host { get; set; }
    public int Port { get; set; }
    public MailTls Tls { get; set; }
    public required string User { get; set; }
    public MailSignInWay Way { get; set; }
    public string? SignInAddress { get; set; }
    public string? TokenAddress { get; set; }
    public string? ClientId { get; set; }
    public string? Scopes { get; set; }

    /// <summary>Password or tokens, sealed with the key ring; empty when it ended.</summary>
    public required string Secret { get; set; }

    /// <summary>The folder's name; empty: the one that the server marks as that of sent mail (RFC 6154).</summary>
    public string Folder { get; set; } = "";
    public LearningState State { get; set; }
    public bool StopAsked { get; set; }

    /// <summary>The folder's, when reading began (RFC 9051 §2.3.1.1).</summary>
    public long? UidValidity { get; set; }

    /// <summary>Everything from here up was read; null before the first.</summary>
    public long? LowestUid { get; set; }

    /// <summary>Messages read, and how many there are to read.</summary>
    public int Read { get; set; }
    public int Total { get; set; }
    public string? Error { get; set; }
    public DateTimeOffset AskedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}

/// <summary>An address that was learned, and a name it had: neither can be read back, only asked after with the office's key.</summary>
public sealed class LearnedContact : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long LearningId { get; set; }

    /// <summary>HMAC-SHA-256 of the address in lower case, lower-case hexadecimal.</summary>
    public required string AddressHash { get; set; }

    /// <summary>HMAC-SHA-256 of the name as names are compared; empty where there was none.</summary>
    public string NameHash { get; set; } = "";

    /// <summary>How often the mailbox's owner wrote to it.</summary>
    public int Written { get; set; }

    /// <summary>Days, at their beginning in UTC.</summary>
    public DateTimeOffset FirstSeenAt { get; set; }
    public DateTimeOffset LastSeenAt { get; set; }
}
