using Serjeant.Data;

namespace Serjeant.Shell.Access;

/// <summary>Opens the signed-in person's office, and no other, to the request.</summary>
internal sealed class MeMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, Me me, SerjeantDb db)
    {
        if (http.Features.Get<SessionFeature>() is { } found)
        {
            me.Become(found.Person, found.Office, found.Session, found.Browser);
            db.OfficeScope = found.Office.Id;
        }
        return next(http);
    }
}
