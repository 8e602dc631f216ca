namespace Serjeant.Data;

/// <summary>One signed-in browser. The cookie names the row; ending the row ends the session within a minute.</summary>
public sealed class SignInSession : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long PersonId { get; set; }

    /// <summary>SHA-256 of the secret in the cookie, 32 bytes.</summary>
    public required byte[] SecretHash { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When the person last proved who they are; risky acts need it to be recent.</summary>
    public DateTimeOffset FreshAt { get; set; }

    /// <summary>passkey, password+authenticator or password+recovery code.</summary>
    public required string Method { get; set; }

    /// <summary>Browser and system in plain words, for the person's own list.</summary>
    public required string Device { get; set; }
    public string? Address { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? EndedWhy { get; set; }
}
