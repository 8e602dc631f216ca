using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Outside.FromBrowser;
using Serjeant.Shell.Access;
using Serjeant.Shell.Api;

namespace Serjeant.Chapters.Inbox.FromBrowser;

/// <summary>
/// The comments that somebody looks at, sent to the inbox with one press (docs/browser-api.md). They go the way of every message:
/// judged, grouped, in the ledger, and once each.
/// </summary>
internal static class CommentsEndpoint
{
    private const int MostBytes = 2 * 1024 * 1024;

    public static void MapBrowserComments(this IEndpointRouteBuilder routes) =>
        routes.MapPost(BrowserApi.Root + "/comments", TakeAsync).Needs(Permission.BringMessagesIn);

    private static async Task<IResult> TakeAsync(HttpContext http, Me me, MessageIngest ingest, TimeProvider time)
    {
        var cancel = http.RequestAborted;
        if (await BrowserApi.ReadAsync<PageComments>(http, MostBytes, cancel) is not { } page)
            return BrowserApi.NotJson();
        if (page.Comments?.Count > CommentMessages.Most)
            return BrowserApi.Problem(StatusCodes.Status422UnprocessableEntity, "too-many", $"Send at most {CommentMessages.Most} comments at a time.");
        if (CommentMessages.Read(page, me.Name, time.GetUtcNow()) is not { } messages)
            return BrowserApi.Problem(StatusCodes.Status422UnprocessableEntity, "not-taken", "The page has no address that the desk can keep.");
        var added = messages.Count == 0 ? 0 : await ingest.AddAsync(me.OfficeId, me.Id, messages, cancel);
        return Results.Json(new { Added = added, AlreadyHere = messages.Count - added, Address = InboxLinks.Queue });
    }
}
