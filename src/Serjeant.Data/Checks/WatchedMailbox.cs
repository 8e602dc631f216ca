namespace Serjeant.Data;

/// <summary>How an account's rules are read. Stored as a number: add at the end.</summary>
public enum MailRulesKind
{
    /// <summary>Sieve scripts over ManageSieve, with a password.</summary>
    Sieve = 1,

    /// <summary>Microsoft Graph, with tokens.</summary>
    Microsoft = 2,

    /// <summary>The Gmail API, with tokens.</summary>
    Google = 3,

    /// <summary>By nobody but a person, who says so now and then.</summary>
    ByHand = 4,
}

/// <summary>A mail account whose rules are looked at on a schedule: does anything forward, delete or hide its mail?</summary>
public sealed class WatchedMailbox : IOfficeOwned, ILeased, IOAuthMailbox
{
    public long Id { get; set; }
    public long OfficeId { get; set; }

    /// <summary>What the office calls it.</summary>
    public required string Name { get; set; }

    public MailRulesKind Kind { get; set; }

    /// <summary>For <see cref="MailRulesKind.Sieve"/>: the server and who signs in; else empty.</summary>
    public required string Host { get; set; }
    public int Port { get; set; }
    public MailTls Tls { get; set; }
    public required string User { get; set; }

    /// <summary>For the others: where somebody signs in, where access tokens are fetched, as whom and for what.</summary>
    public string? SignInAddress { get; set; }
    public string? TokenAddress { get; set; }
    public string? ClientId { get; set; }
    public string? Scopes { get; set; }

    /// <summary>Sealed with the key ring.</summary>
    public required string Secret { get; set; }
    public long AddedById { get; set; }
    public DateTimeOffset AddedAt { get; set; }
    public DateTimeOffset NextAt { get; set; }

    /// <summary>When all its rules were last read, or when a person last looked.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>Who looked, for <see cref="MailRulesKind.ByHand"/>.</summary>
    public long? CheckedById { get; set; }

    /// <summary>What went wrong the last time, for a page; null when nothing did.</summary>
    public string? Problem { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}

/// <summary>A rule that was found in a watched account.</summary>
public sealed class FoundMailRule : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long MailboxId { get; set; }

    /// <summary>SHA-256 of what it is called, does and whether it is on: the same rule seen again is the same row.</summary>
    public required string Key { get; set; }

    /// <summary>1 forward, 2 redirect, 3 delete, 4 hide.</summary>
    public int Harm { get; set; }
    public bool Active { get; set; }

    /// <summary>From the account.</summary>
    public required string Name { get; set; }
    public required string Words { get; set; }
    public DateTimeOffset FirstSeenAt { get; set; }
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When it was no longer there.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>Somebody said that the account's owner made it.</summary>
    public DateTimeOffset? KnownAt { get; set; }
    public long? KnownById { get; set; }
}
