using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Serjeant.Data;
using Serjeant.Shell.Api;

namespace Serjeant.Shell.Access;

/// <summary>
/// Lets a paired browser's extension in by its bearer token (RFC 6750 §2.1). The row, the person and their role are read for
/// each request: a token dies with any of them.
/// </summary>
internal sealed class BrowserTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SerjeantDb db, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "browser";

    /// <summary>A browser that was not used for so long is forgotten: it may be in anybody's hands.</summary>
    public static readonly TimeSpan LongestUnused = TimeSpan.FromDays(90);

    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.Features.Get<IExceptionHandlerFeature>() is not null)
            return AuthenticateResult.NoResult();
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || header.Length > 200)
            return AuthenticateResult.NoResult();
        var hash = SessionHandler.HashOf(header[Prefix.Length..].Trim());
        var found = await (
            from b in db.PairedBrowsers.IgnoreQueryFilters()
            join p in db.Users.IgnoreQueryFilters() on b.PersonId equals p.Id
            join o in db.Offices on b.OfficeId equals o.Id
            where b.TokenHash == hash && b.EndedAt == null
            select new { Browser = b, Person = p, Office = o }).AsNoTracking().FirstOrDefaultAsync(Context.RequestAborted);
        var now = time.GetUtcNow();
        if (found is null || found.Person.OfficeId != found.Office.Id || found.Person.HasLeft(now) || now - found.Browser.LastSeenAt > LongestUnused)
            return AuthenticateResult.Fail("The browser is not paired.");
        if (now - found.Browser.LastSeenAt > SeenStep)
            await db.PairedBrowsers.IgnoreQueryFilters().Where(b => b.Id == found.Browser.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(b => b.LastSeenAt, now), Context.RequestAborted);
        Context.Features.Set(new SessionFeature(null, found.Browser, found.Person, found.Office));
        var who = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, found.Person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(who), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return BrowserApi.WriteProblemAsync(Context, StatusCodes.Status401Unauthorized, "not-paired",
            "This browser is not paired with the desk any more. At the desk, open Your account, Your browsers, and pair it again.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        BrowserApi.WriteProblemAsync(Context, StatusCodes.Status403Forbidden, "not-allowed",
            "Your role at the desk does not let you do this. Ask a manager of your office.");
}
