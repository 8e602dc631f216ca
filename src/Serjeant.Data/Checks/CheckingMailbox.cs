namespace Serjeant.Data;

/// <summary>How a connection to a mail server is protected. There is no way without. Stored as a number: add at the end.</summary>
public enum MailTls
{
    /// <summary>From the first byte (ports 993 and 465).</summary>
    Immediate = 1,

    /// <summary>After STARTTLS, which must succeed (ports 143 and 587).</summary>
    StartTls = 2,
}

/// <summary>How the desk shows a mail server who it is. Stored as a number: add at the end.</summary>
public enum MailSignInWay
{
    /// <summary>A password, best one for this program alone.</summary>
    Password = 1,

    /// <summary>Tokens that are fetched with a refresh token (RFC 6749 §6; SASL XOAUTH2 or OAUTHBEARER, RFC 7628).</summary>
    OAuth = 2,
}

/// <summary>The office's mailbox to which its people forward what they doubt. An office has one at most.</summary>
public sealed class CheckingMailbox : IOfficeOwned, ILeased, IOAuthMailbox
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public bool On { get; set; }

    /// <summary>The mailbox's own address, from which it answers.</summary>
    public required string Address { get; set; }
    public required string ImapHost { get; set; }
    public int ImapPort { get; set; }
    public MailTls ImapTls { get; set; }
    public required string SmtpHost { get; set; }
    public int SmtpPort { get; set; }
    public MailTls SmtpTls { get; set; }
    public required string User { get; set; }
    public MailSignInWay Way { get; set; }

    /// <summary>Password or tokens, sealed with the key ring.</summary>
    public required string Secret { get; set; }

    /// <summary>For <see cref="MailSignInWay.OAuth"/>: where somebody signs in, where tokens are fetched, as whom and for what.</summary>
    public string? SignInAddress { get; set; }
    public string? TokenAddress { get; set; }
    public string? ClientId { get; set; }
    public string? Scopes { get; set; }
    public long SetById { get; set; }
    public DateTimeOffset SetAt { get; set; }

    /// <summary>When all that was there had been dealt with.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>What went wrong the last time; null when nothing did.</summary>
    public string? Problem { get; set; }
    public int Failures { get; set; }
    public DateTimeOffset? RestUntil { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}
