using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Links;

/// <summary>
/// What a browser may do that took up a one-time link and is not signed in: set up one office, or choose one person's ways
/// of signing in. It opens that office to the request.
/// </summary>
public sealed class Visit(SerjeantDb db, OneTimeLinks links, TimeProvider time)
{
    public const string CookieName = "serjeant-visit";

    public OneTimeLink? Link { get; private set; }
    public Office? Office { get; private set; }
    public Person? Person { get; private set; }
    public bool IsSetUp => Link?.Kind == OneTimeLinkKind.SetUp;

    public async Task<bool> LoadAsync(HttpContext http)
    {
        if (http.Request.Cookies[CookieName] is not { Length: > 0 and <= 100 } secret)
            return false;
        Link = await links.OfBrowserAsync(secret, http.RequestAborted);
        if (Link is null)
            return false;
        db.OfficeScope = Link.OfficeId;
        Office = Link.OfficeId is { } office ? await db.Offices.SingleOrDefaultAsync(o => o.Id == office, http.RequestAborted) : null;
        Person = Link.PersonId is { } person ? await db.Users.SingleOrDefaultAsync(p => p.Id == person, http.RequestAborted) : null;
        return IsSetUp || (Office is not null && Person is not null && !Person.HasLeft(time.GetUtcNow()));
    }

    public static void Begin(HttpContext http, string secret) => http.Response.Cookies.Append(CookieName, secret, Cookie(http));

    /// <summary>Inside the change that completes it.</summary>
    public void Finish(HttpContext http)
    {
        Link!.UsedAt = time.GetUtcNow();
        http.Response.Cookies.Delete(CookieName, Cookie(http));
    }

    private static CookieOptions Cookie(HttpContext http) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = "/",
        MaxAge = TimeSpan.FromDays(7),
    };
}
