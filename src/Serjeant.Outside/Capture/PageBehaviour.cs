namespace Serjeant.Outside.Capture;

/// <summary>Scrolls to the end so that late pictures load, comes back to the top, and waits until the page is quiet.</summary>
internal sealed class PageBehaviour(IsolatedWorld world, PageWatch watch, CaptureLimits limits, TimeProvider time)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(600);
    private const int StillAtEnd = 3;

    /// <summary>Answers what is not here because time ran out; nothing when the page came to its end and to rest.</summary>
    /// <exception cref="TimeoutException">The page does not answer.</exception>
    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        bool InTime() => time.GetElapsedTime(start) < limits.Settle && watch.Moves <= limits.Moves;

        // Half of the time at most goes on scrolling down: what loads late needs the rest.
        var still = 0;
        var beyond = false;
        while (still < StillAtEnd && time.GetElapsedTime(start) < limits.Settle / 2 && InTime() && !beyond)
        {
            var place = await world.EvaluateAsync("(() => { scrollBy(0, innerHeight * 0.9); return scrollY + innerHeight })()", AnswerTime, cancel);
            var (_, height) = await world.SizeAsync(AnswerTime, cancel);
            var seen = place.ValueKind == System.Text.Json.JsonValueKind.Number ? place.GetDouble() : height;
            beyond = seen > limits.PictureHeight; // the pictures say that they end there
            still = seen >= height - 2 ? still + 1 : 0;
            await Task.Delay(Step, time, cancel);
        }

        var longer = still < StillAtEnd && !beyond;
        await world.EvaluateAsync("scrollTo(0, 0)", AnswerTime, cancel);
        while (!watch.IsQuiet(time, Quiet))
        {
            if (!InTime())
                return watch.Moves > limits.Moves ? null : $"The page was still asking for more after {limits.Settle.TotalSeconds:0} seconds. What came later is not here.";
            await Task.Delay(Step, time, cancel);
        }

        return longer ? "The page was not scrolled to its end: there was no time left. What shows further down may not be here." : null;
    }
}
