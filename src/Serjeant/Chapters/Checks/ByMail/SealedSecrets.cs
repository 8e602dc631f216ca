using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.ByMail;

/// <summary>What signing in to a mail server needs: a password, or tokens.</summary>
public sealed record MailSecret(string? Password, string? ClientSecret, string? RefreshToken);

/// <summary>Seals mail secrets with the key ring, each office's for itself, so that a copied row opens nowhere else.</summary>
public sealed class SealedSecrets(IDataProtectionProvider protection, OAuthTokens tokens, IServiceScopeFactory scopes)
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

    /// <exception cref="MailboxException">It was sealed with keys that are not here, or nobody signed in yet.</exception>
    public MailLogin LoginOf(CheckingMailbox box) => LoginOf(box, box.User, box.Way);

    /// <inheritdoc cref="LoginOf(CheckingMailbox)"/>
    public MailLogin LoginOf<T>(T box, string user, MailSignInWay way) where T : class, IOAuthMailbox
    {
        if (way == MailSignInWay.Password) return new MailLogin(user, Open(box.OfficeId, box.Secret).Password, null);
        var source = SourceOf(box);
        return new MailLogin(user, null, cancel => tokens.FetchAsync(source, rotated => KeepAsync(box, rotated), cancel), () => tokens.Forget(source));
    }

    /// <summary>An access token for an account.</summary>
    /// <exception cref="MailboxException">There is none; the message says what to do.</exception>
    public Task<string> TokenOfAsync<T>(T box, CancellationToken cancel) where T : class, IOAuthMailbox => tokens.FetchAsync(SourceOf(box), rotated => KeepAsync(box, rotated), cancel);

    private TokenSource SourceOf(IOAuthMailbox box)
    {
        var secret = Open(box.OfficeId, box.Secret);
        if (secret.RefreshToken is not { Length: > 0 } refresh) throw new MailboxException("Nobody has signed in at the provider yet. Press “Sign in at the provider”");
        return new TokenSource(new Uri(box.TokenAddress!), box.ClientId ?? "", secret.ClientSecret, refresh);
    }

    /// <summary>A provider gave a new refresh token in the place of the old: kept, unless somebody entered another meanwhile.</summary>
    private async Task KeepAsync<T>(T box, string refresh) where T : class, IOAuthMailbox
    {
        var (id, old) = (box.Id, box.Secret);
        var fresh = Seal(box.OfficeId, Open(box.OfficeId, old) with { RefreshToken = refresh });
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SerjeantDb>().Set<T>().IgnoreQueryFilters().Where(m => m.Id == id && m.Secret == old)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Secret, fresh), CancellationToken.None);
        box.Secret = fresh;
    }

    private IDataProtector Protector(long officeId) => protection.CreateProtector("Serjeant.Mail.Secret.v1", FormattableString.Invariant($"office:{officeId}"));
}
