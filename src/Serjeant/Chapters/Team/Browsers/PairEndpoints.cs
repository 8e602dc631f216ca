using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Api;

namespace Serjeant.Chapters.Team.Browsers;

/// <summary>What an extension asks about itself: pair me, who am I, forget me.</summary>
internal static class PairEndpoints
{
    private const int MostBytes = 4 * 1024;

    /// <summary>How many cases a person can choose from in the extension, the newest first.</summary>
    private const int MostCases = 100;

    public static void MapBrowserPairing(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(BrowserApi.Root + "/pair", PairAsync).AllowAnonymous().WithMetadata(new ThrottledAttribute());
        routes.MapGet(BrowserApi.Root + "/me", MeAsync).Needs(Permission.PairBrowsers);
        routes.MapDelete(BrowserApi.Root + "/me", EndAsync).Needs(Permission.PairBrowsers);
    }

    private static async Task<IResult> PairAsync(HttpContext http, BrowserPairing pairing)
    {
        if (await BrowserApi.ReadAsync<PairRequest>(http, MostBytes, http.RequestAborted) is not { } asked)
            return BrowserApi.NotJson();
        if (await pairing.PairAsync(asked.Code, DeviceWords.Of(http.Request.Headers.UserAgent), http.RequestAborted) is not { } paired)
            return BrowserApi.Problem(StatusCodes.Status422UnprocessableEntity, "wrong-code",
                "That code is not right, too old, or was used before. Make a new one at the desk: Your account, Your browsers.");
        return Results.Json(new { paired.Token, Person = Who(paired.Person), Office = paired.Office.Politician });
    }

    private static async Task<IResult> MeAsync(HttpContext http, Me me, SerjeantDb db)
    {
        var cases = await ChildImageCases.Others(db).AsNoTracking().Where(c => c.State == CaseState.Open)
            .OrderByDescending(c => c.Number).Take(MostCases).Select(c => new { c.Number, c.Title }).ToListAsync(http.RequestAborted);
        return Results.Json(new
        {
            Person = Who(me.Person),
            Office = me.Office.Politician,
            MayKeep = me.Can(Permission.WorkCases),
            MaySend = me.Can(Permission.BringMessagesIn),
            Cases = me.Can(Permission.WorkCases) ? cases : [],
        });
    }

    private static async Task<IResult> EndAsync(HttpContext http, Me me, BrowserPairing pairing)
    {
        await pairing.EndAsync(me.Person, me.Id, me.Browser.Id, "ended in the browser", http.RequestAborted);
        return Results.NoContent();
    }

    private static object Who(Person person) => new { person.Id, Name = person.DisplayName };

    private sealed record PairRequest(string? Code);
}
