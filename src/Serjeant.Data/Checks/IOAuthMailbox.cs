namespace Serjeant.Data;

/// <summary>A mail account at which the desk may sign in with tokens of the office's own app registration.</summary>
public interface IOAuthMailbox : IOfficeOwned
{
    long Id { get; }

    /// <summary>The provider's authorisation endpoint (RFC 6749 §3.1), where a person signs in; null where a refresh token was typed in.</summary>
    string? SignInAddress { get; }

    /// <summary>The provider's token endpoint (RFC 6749 §3.2).</summary>
    string? TokenAddress { get; }
    string? ClientId { get; }

    /// <summary>What is asked for, with spaces between.</summary>
    string? Scopes { get; }

    /// <summary>Sealed with the key ring.</summary>
    string Secret { get; set; }
}
