using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Inbox.Live;

/// <summary>What is urgent as server-sent events (WHATWG HTML, 9.2): <c>urgent</c> with <c>{"count":2,"cannotWait":1,"newest":17,"rules":0,"newestRule":0}</c> (<see cref="UrgentNow"/>).</summary>
internal static class LiveEndpoint
{
    /// <summary>How often an open stream asks whether its session still stands; also keeps proxies from closing a quiet one.</summary>
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(15);

    public static void MapInboxLive(this IEndpointRouteBuilder routes) =>
        routes.MapGet(InboxLinks.Live, Follow).RequireAuthorization(new NeedsAttribute(Permission.SeeMessages)).WithMetadata(new UnattendedAttribute());

    private static IResult Follow(HttpContext http, Me me, SerjeantDb db, UrgentWatch watch, TimeProvider time, IHostApplicationLifetime program)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, program.ApplicationStopping);
        http.Response.RegisterForDispose(stop);
        http.Response.Headers["X-Accel-Buffering"] = "no"; // proxies that gather an answer would hold a threat back
        return TypedResults.ServerSentEvents(EventsAsync(me, db, watch, time, stop.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        Me me, SerjeantDb db, UrgentWatch watch, TimeProvider time, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var states = watch.FollowAsync(Lane.Of(me), mine.Token).GetAsyncEnumerator(mine.Token);
        var next = states.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                if (await Task.WhenAny(next, Task.Delay(Pulse, time, mine.Token)) == next)
                {
                    if (!next.IsCompletedSuccessfully || !await next)
                        yield break;
                    yield return new SseItem<string>(JsonSerializer.Serialize(states.Current, JsonSerializerOptions.Web), "urgent");
                    next = states.MoveNextAsync().AsTask();
                }
                else if (!cancel.IsCancellationRequested && await SessionLife.StandsAsync(db, me, time.GetUtcNow(), cancel))
                    yield return new SseItem<string>("", "pulse");
                else
                    yield break;
            }
        }
        finally
        {
            // An enumerator may be put away only when it is at rest.
            await mine.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
