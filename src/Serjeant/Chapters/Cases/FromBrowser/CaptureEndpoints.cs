using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Api;

namespace Serjeant.Chapters.Cases.FromBrowser;

/// <summary>The calls by which a paired browser sends what it captured (docs/browser-api.md).</summary>
internal static class CaptureEndpoints
{
    private const int MostBytes = 128 * 1024;
    private const string Path = BrowserApi.Root + "/captures/{token:guid}";

    public static void MapBrowserCaptures(this IEndpointRouteBuilder routes)
    {
        routes.MapPut(Path, AnnounceAsync).Needs(Permission.WorkCases);
        routes.MapGet(Path, (Guid token, HttpContext http, Me me, SerjeantDb db, BrowserCaptures captures) =>
            AnswerAsync(db, http, () => captures.ProgressAsync(token, me.Person, http.RequestAborted))).Needs(Permission.WorkCases);
        routes.MapPut(Path + "/files/{hash:regex(^[0-9a-f]{{64}}$)}", TakeAsync).Needs(Permission.WorkCases);
        routes.MapPost(Path + "/seal", (Guid token, HttpContext http, Me me, SerjeantDb db, BrowserCaptures captures) =>
            AnswerAsync(db, http, () => captures.SealAsync(token, me.Person, http.RequestAborted))).Needs(Permission.WorkCases);
    }

    private static async Task<IResult> AnnounceAsync(Guid token, HttpContext http, Me me, SerjeantDb db, BrowserCaptures captures)
    {
        if (await BrowserApi.ReadAsync<SentCapture>(http, MostBytes, http.RequestAborted) is not { } sent)
            return BrowserApi.NotJson();
        if (sent.Problem() is { } problem)
            return BrowserApi.Problem(StatusCodes.Status422UnprocessableEntity, "not-taken", $"The desk can’t take this capture ({problem}). Get the newest extension from the desk’s page “Your browsers”.");
        return await AnswerAsync(db, http, () => captures.AnnounceAsync(token, sent, me.Person, http.RequestAborted));
    }

    private static async Task<IResult> TakeAsync(Guid token, string hash, HttpContext http, Me me, SerjeantDb db, BrowserCaptures captures)
    {
        var cancel = http.RequestAborted;
        if (await captures.ExpectedAsync(token, hash, me.Person, cancel) is not { } expected)
            return Refused(CaptureRefusal.NoCapture);
        if (http.Request.ContentLength is { } length && length != expected.Bytes)
            return Refused(CaptureRefusal.WrongBytes);
        return await AnswerAsync(db, http, async () =>
        {
            if (!expected.IsHere)
            {
                if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                    size.MaxRequestBodySize = expected.Bytes;
                await captures.TakeAsync(token, hash, expected.Bytes, http.Request.Body, me.Person, cancel);
            }
            return await captures.ProgressAsync(token, me.Person, cancel);
        });
    }

    private static async Task<IResult> AnswerAsync(SerjeantDb db, HttpContext http, Func<Task<CaptureProgress>> work)
    {
        try
        {
            var progress = await work();
            if (progress.Exhibit is not { } exhibit)
                return Results.Json(new { State = "waiting", progress.Needed });
            var number = await db.Cases.Where(c => c.Id == exhibit.CaseId).Select(c => (int?)c.Number).SingleOrDefaultAsync(http.RequestAborted);
            return Results.Json(new { State = "kept", exhibit.Label, Address = CasesLinks.Exhibit(exhibit.Id), Case = number });
        }
        catch (CaptureRefusedException e)
        {
            return Refused(e.Why);
        }
        catch (ArrivalRefusedException e)
        {
            return BrowserApi.Problem(StatusCodes.Status422UnprocessableEntity, "child-image", $"{e.Refusal.Told} Throw the capture away here.");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refused(CaptureRefusal.WrongBytes);
        }
        catch (VaultException e)
        {
            // For the extension to try again: a file was cleared away in between, or the store is not open yet.
            return BrowserApi.Problem(StatusCodes.Status503ServiceUnavailable, "store", e.Message);
        }
    }

    private static IResult Refused(CaptureRefusal why) => why switch
    {
        CaptureRefusal.NoCase => BrowserApi.Problem(StatusCodes.Status404NotFound, "no-case", "That case is not at the desk. Choose another case."),
        CaptureRefusal.NoCapture => BrowserApi.Problem(StatusCodes.Status404NotFound, "no-capture", "The desk knows nothing of this capture. It is sent from its beginning."),
        _ => BrowserApi.Problem(StatusCodes.Status422UnprocessableEntity, "wrong-bytes", "A file changed on its way to the desk. It is sent again."),
    };
}
