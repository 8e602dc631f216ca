namespace Serjeant.Outside.Capture;

/// <summary>Scrolls to the end so that late pictures load, comes back to the top, and waits until the page is quiet.</summary>
internal sealed class PageBehaviour(IsolatedWorld world, PageWatch watch, CaptureLimits limits, TimeProvider time)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(600);
    private const int StillAtEnd = 3;

    /// <summary>Answers what is worth a note; nothing when the page came to rest.</summary>
    /// <exception cref="TimeoutException">The page does not answer.</exception>
    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        bool InTime() => time.GetElapsedTime(start) < limits.Settle && watch.Moves <= limits.Moves;

        // A third of the time at most goes on scrolling down: what loads late needs the rest.
        for (var still = 0; still < StillAtEnd && time.GetElapsedTime(start) < limits.Settle / 2 && InTime();)
        {
            var place = await world.EvaluateAsync("(() => { scrollBy(0, innerHeight * 0.9); return scrollY + innerHeight })()", AnswerTime, cancel);
            var (_, height) = await world.SizeAsync(AnswerTime, cancel);
            var seen = place.ValueKind == System.Text.Json.JsonValueKind.Number ? place.GetDouble() : height;
            if (seen > limits.PictureHeight)
                break;
            still = seen >= height - 2 ? still + 1 : 0;
            await Task.Delay(Step, time, cancel);
        }

        await world.EvaluateAsync("scrollTo(0, 0)", AnswerTime, cancel);
        while (!watch.IsQuiet(time, Quiet))
        {
            if (!InTime())
                return "The page was still asking for more when it was kept.";
            await Task.Delay(Step, time, cancel);
        }

        return null;
    }
}
