using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Serjeant.Data;

namespace Serjeant.Shell.Access;

/// <summary>
/// Signs people in with a session kept on the server: the cookie holds 32 random bytes and the table their hash, so ending
/// the row ends the session at the next request (ASVS 5.0 §7.4). Identity's SignInManager calls it through its
/// application scheme.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SerjeantDb db, TimeProvider time)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string CookieName = "serjeant";

    /// <summary>"Last seen" is written at most this often: a read of a page should not be a write.</summary>
    private static readonly TimeSpan SeenStep = TimeSpan.FromSeconds(30);

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // The page that says something failed is for anybody: what failed may be the database.
        if (Context.Features.Get<IExceptionHandlerFeature>() is not null)
            return AuthenticateResult.NoResult();
        if (Request.Cookies[CookieName] is not { Length: > 0 and <= 100 } secret)
            return AuthenticateResult.NoResult();
        var hash = HashOf(secret);
        var found = await (
            from s in db.SignInSessions.IgnoreQueryFilters()
            join p in db.Users.IgnoreQueryFilters() on s.PersonId equals p.Id
            join o in db.Offices on s.OfficeId equals o.Id
            where s.SecretHash == hash && s.EndedAt == null
            select new { Session = s, Person = p, Office = o }).AsNoTracking().FirstOrDefaultAsync(Context.RequestAborted);
        var now = time.GetUtcNow();
        if (found is null || found.Person.OfficeId != found.Office.Id || found.Person.HasLeft(now))
            return AuthenticateResult.Fail("The session has ended.");
        if (SessionLife.IsOver(found.Session, found.Office, now))
        {
            await EndAsync(found.Session.Id, "idle", now);
            return AuthenticateResult.Fail("The session was idle too long.");
        }
        if (now - found.Session.LastSeenAt > SeenStep && Context.GetEndpoint()?.Metadata.GetMetadata<UnattendedAttribute>() is null)
            await db.SignInSessions.IgnoreQueryFilters().Where(s => s.Id == found.Session.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), Context.RequestAborted);
        Context.Features.Set(new SessionFeature(found.Session, null, found.Person, found.Office));
        return AuthenticateResult.Success(new AuthenticationTicket(Principal(found.Person), Scheme.Name));
    }

    protected override async Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        var personId = long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, System.Globalization.CultureInfo.InvariantCulture);
        var person = await db.Users.IgnoreQueryFilters().SingleAsync(p => p.Id == personId, Context.RequestAborted);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        db.SignInSessions.Add(new SignInSession
        {
            OfficeId = person.OfficeId,
            PersonId = person.Id,
            SecretHash = HashOf(secret),
            StartedAt = now,
            LastSeenAt = now,
            FreshAt = now,
            Method = user.FindFirstValue(ClaimTypes.AuthenticationMethod) ?? user.FindFirstValue("amr") ?? "unknown",
            Device = DeviceWords.Of(Request.Headers.UserAgent),
            Address = Context.Connection.RemoteIpAddress?.ToString(),
        });
        await db.SaveChangesAsync(Context.RequestAborted);
        Response.Cookies.Append(CookieName, secret, CookieOptions());
    }

    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        if (Context.Features.Get<SessionFeature>() is { Session: { } session })
            await EndAsync(session.Id, "signed out", time.GetUtcNow());
        Response.Cookies.Delete(CookieName, CookieOptions());
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var here = Request.Method == HttpMethods.Get ? Request.PathBase + Request.Path + Request.QueryString.Value : "/";
        Response.Redirect("/sign-in?returnTo=" + Uri.EscapeDataString(here));
        return Task.CompletedTask;
    }

    private Task EndAsync(long sessionId, string why, DateTimeOffset now) =>
        db.SignInSessions.IgnoreQueryFilters().Where(s => s.Id == sessionId && s.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now).SetProperty(s => s.EndedWhy, why), Context.RequestAborted);

    private CookieOptions CookieOptions() =>
        new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, Path = "/" };

    private static ClaimsPrincipal Principal(Person person) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), new Claim(ClaimTypes.Name, person.DisplayName)],
        IdentityConstants.ApplicationScheme));
}
