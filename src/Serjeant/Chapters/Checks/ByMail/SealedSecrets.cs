using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.ByMail;

/// <summary>What signing in to a mail server needs: a password, or tokens.</summary>
public sealed record MailSecret(string? Password, string? ClientSecret, string? RefreshToken);

/// <summary>Seals mail secrets with the key ring, each office's for itself, so that a copied row opens nowhere else.</summary>
public sealed class SealedSecrets(IDataProtectionProvider protection, OAuthTokens tokens)
{
    public string Seal(long officeId, MailSecret secret) => Protector(officeId).Protect(JsonSerializer.Serialize(secret));

    /// <exception cref="MailboxException">It was sealed with keys that are not here.</exception>
    public MailSecret Open(long officeId, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<MailSecret>(Protector(officeId).Unprotect(text)) ?? throw new JsonException();
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            throw new MailboxException("The password can’t be opened with the keys that are here. Enter it again", e);
        }
    }

    /// <exception cref="MailboxException">It was sealed with keys that are not here.</exception>
    public MailLogin LoginOf(CheckingMailbox box)
    {
        var secret = Open(box.OfficeId, box.Secret);
        if (box.Way == MailSignInWay.Password) return new MailLogin(box.User, secret.Password, null);
        var source = new TokenSource(new Uri(box.TokenAddress!), box.ClientId ?? "", secret.ClientSecret, secret.RefreshToken ?? "");
        return new MailLogin(box.User, null, cancel => tokens.FetchAsync(source, cancel));
    }

    private IDataProtector Protector(long officeId) => protection.CreateProtector("Serjeant.Mail.Secret.v1", FormattableString.Invariant($"office:{officeId}"));
}
