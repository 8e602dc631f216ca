namespace Serjeant.Data;

public enum OneTimeLinkKind
{
    /// <summary>Opens the set-up wizard for a new office.</summary>
    SetUp = 1,

    /// <summary>Lets an invited person choose how they sign in.</summary>
    Invitation = 2,

    /// <summary>Pairs a browser's extension with the person who made it: a short code that is typed in, not a link.</summary>
    Browser = 3,

    /// <summary>Shows that a person reads the mail of their address: a short code that is sent there and typed in.</summary>
    Address = 4,
}

/// <summary>A link that works once. Only its hash is kept.</summary>
public sealed class OneTimeLink
{
    public long Id { get; set; }
    public OneTimeLinkKind Kind { get; set; }

    /// <summary>SHA-256 of the token in the link, 32 bytes.</summary>
    public required byte[] TokenHash { get; set; }
    public long? OfficeId { get; set; }
    public long? PersonId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When a browser took it up. From then on only that browser may go on.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>SHA-256 of the secret in the cookie of the browser that took it up, 32 bytes.</summary>
    public byte[]? BrowserHash { get; set; }

    /// <summary>When what it was for was finished, or a later link took its place.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
