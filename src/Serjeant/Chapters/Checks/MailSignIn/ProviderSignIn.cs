using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Checks.MailSignIn;

/// <summary>For which kind of account somebody signs in at the provider.</summary>
public enum SignInFor
{
    CheckingMailbox = 1,
    WatchedMailbox = 2,
    Learning = 3,
}

/// <summary>A sign-in that was begun: what the way back must fit.</summary>
/// <param name="State">Sent along and back (RFC 6749 §10.12).</param>
/// <param name="Verifier">The secret of PKCE (RFC 7636): whoever catches the code can't use it.</param>
/// <param name="Return">The redirect address that was named; the token endpoint wants it again.</param>
public sealed record BegunSignIn(string State, string Verifier, SignInFor For, long BoxId, long PersonId, long SessionId, string Return);

/// <summary>
/// Sends a person to their mail's provider and takes them back: authorisation code with PKCE (RFC 6749 §4.1, RFC 7636, RFC 9700 §2.1.1). What was begun lies sealed in a cookie of that browser for
/// a quarter of an hour, and fits one person's one session only.
/// </summary>
public sealed class ProviderSignIn(IDataProtectionProvider protection)
{
    public const string CookieName = "serjeant-mail-sign-in";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Where the provider sends the browser back to; the office registers it with its app.</summary>
    public static string ReturnAddress(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}{ChecksLinks.MailSignInBack}";

    /// <summary>The address at the provider, for a link that the person presses: a form may not lead away from the desk.</summary>
    /// <param name="user">Whom the provider should offer first.</param>
    public Uri Begin(HttpContext http, Me me, IOAuthMailbox box, string user)
    {
        ArgumentNullException.ThrowIfNull(http);
        var begun = new BegunSignIn(Random(), Random(), KindOf(box), box.Id, me.Id, me.Session.Id, ReturnAddress(http.Request));
        http.Response.Cookies.Append(CookieName, Protector.Protect(JsonSerializer.Serialize(begun), Life), Cookie(http));
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = box.ClientId,
            ["redirect_uri"] = begun.Return,
            ["scope"] = box.Scopes,
            ["state"] = begun.State,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(begun.Verifier))),
            ["code_challenge_method"] = "S256",
        };
        if (user.Length > 0) query["login_hint"] = user;
        // Google gives a refresh token only to those who ask so, and to those who agreed before only if asked to agree again.
        if (new Uri(box.SignInAddress!).Host == "accounts.google.com") (query["access_type"], query["prompt"]) = ("offline", "consent");
        return new Uri(QueryHelpers.AddQueryString(box.SignInAddress!, query));
    }

    /// <summary>What this browser began, if the answer fits it; used up either way.</summary>
    public BegunSignIn? Finish(HttpContext http, Me me, string? state)
    {
        ArgumentNullException.ThrowIfNull(http);
        var text = http.Request.Cookies[CookieName];
        http.Response.Cookies.Delete(CookieName, Cookie(http));
        if (text is not { Length: > 0 and < 4_000 } || state is not { Length: > 0 and < 200 })
            return null;
        try
        {
            var begun = JsonSerializer.Deserialize<BegunSignIn>(Protector.Unprotect(text));
            return begun is not null && begun.PersonId == me.Id && begun.SessionId == me.Session.Id && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(begun.State), Encoding.UTF8.GetBytes(state)) ? begun : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static SignInFor KindOf(IOAuthMailbox box) => box switch { CheckingMailbox => SignInFor.CheckingMailbox, WatchedMailbox => SignInFor.WatchedMailbox, _ => SignInFor.Learning };

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static CookieOptions Cookie(HttpContext http) =>
        new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = Life };

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("Serjeant.Mail.SignIn.v1").ToTimeLimitedDataProtector();
}
