using Microsoft.Playwright;
using Serjeant.Evidence;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Chromium;

namespace Serjeant.Outside.Capture;

/// <summary>Opens one page in a context of its own, lets it load and settle, writes its files and says what it was.</summary>
internal sealed class PageCapture(ChromiumLease lease, CaptureProxy proxy, CaptureRequest request, TimeProvider time)
{
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(5);
    private readonly CaptureLimits limits = request.Limits;

    /// <exception cref="TimeoutException">The browser itself hangs; the page was never asked for.</exception>
    public async Task<SeenPage> RunAsync(Uri address, string folder, CancellationToken cancel)
    {
        using var total = new CancellationTokenSource(limits.Total, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, total.Token);
        var seen = new SeenPage();
        var context = await GuardedContext.OpenAsync(lease, proxy, limits, request.TimeZone, cancel);
        try
        {
            var page = await context.NewPageAsync().WaitAsync(GuardedContext.Opening, cancel);
            var watch = new PageWatch(page, time);
            var work = RunAsync(page, watch, address, folder, seen, limit.Token);
            var broke = await Task.WhenAny(work, watch.Crashed) == watch.Crashed;
            if (broke)
                await limit.CancelAsync();
            return await EndAsync(work, seen, folder, broke, cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return seen.End(CaptureOutcome.Failed, $"Nothing could be kept within {limits.Total.TotalSeconds:0} seconds.");
        }
        finally
        {
            proxy.Traffic.End();
            await GuardedContext.CloseAsync(lease, context);
        }
    }

    private async Task<SeenPage> EndAsync(Task<SeenPage> work, SeenPage seen, string folder, bool broke, CancellationToken cancel)
    {
        try
        {
            return await work;
        }
        catch (Exception problem) when (problem is OperationCanceledException or PlaywrightException or TimeoutException)
        {
            cancel.ThrowIfCancellationRequested();
            broke |= problem is PlaywrightException;
        }

        var why = broke ? "The page broke the browser" : $"It took longer than {limits.Total.TotalSeconds:0} seconds";
        if (!Directory.EnumerateFiles(folder).Any())
            return seen.End(CaptureOutcome.Failed, $"{why}, before anything could be kept.");
        foreach (var name in PageFiles.Of(request).Where(name => !File.Exists(Path.Combine(folder, name)) && !seen.Missing.Exists(line => line.Contains(name, StringComparison.Ordinal))))
            seen.Missing.Add($"There is no {name}: time ran out.");
        return seen.End(CaptureOutcome.Partial, $"{why}, before everything could be kept.");
    }

    private async Task<SeenPage> RunAsync(IPage page, PageWatch watch, Uri address, string folder, SeenPage seen, CancellationToken cancel)
    {
        await request.OnStep(PageStep.Opening);
        var world = await IsolatedWorld.OpenAsync(page).WaitAsync(cancel);
        var arrival = new PageArrival(page, watch, proxy, limits);
        if (!await arrival.OpenAsync(address, seen, cancel))
            return seen;
        await request.OnStep(PageStep.Scrolling);
        await SettleAsync(page, world, watch, seen, cancel);
        if (!await arrival.IsStillThereAsync(seen, cancel))
            return seen;

        await request.OnStep(PageStep.Pictures);
        seen.At = time.GetUtcNow();
        await new PageFacts(page, world, watch, proxy).ReadAsync(seen, cancel);
        var text = await new PageFiles(page, world, request, folder, seen.Missing).WriteAsync(cancel);
        if (proxy.Traffic.IsOver)
            seen.Missing.Add($"The page sent more than {limits.Bytes / (1024 * 1024)} MiB; what came after that is not here.");
        if (proxy.Traffic.PrivateRefusals is > 0 and var refused)
            seen.Notes.Add($"The page also asked for something at {refused} private address{(refused == 1 ? "" : "es")}. That was refused.");

        var password = await HasPasswordFieldAsync(world, cancel);
        (seen.Outcome, var note) = OutcomeReader.Read(address, Uri.TryCreate(seen.FinalAddress, UriKind.Absolute, out var final) ? final : null, seen.Status, text, password, await GatePage.NameAsync(world, cancel));
        if (note is not null)
            seen.Notes.Insert(0, note);
        return seen;
    }

    private async Task SettleAsync(IPage page, IsolatedWorld world, PageWatch watch, SeenPage seen, CancellationToken cancel)
    {
        try
        {
            if (await new PageBehaviour(world, watch, limits, time).RunAsync(cancel) is { } cut)
                seen.Missing.Add(cut);
            if (watch.Moves <= limits.Moves)
                return;
            seen.Missing.Add("The page kept sending the browser on, so its scripts were stopped.");
        }
        catch (TimeoutException)
        {
            seen.Missing.Add("The page's own scripts did not let go, so they were stopped. What they would have shown later is not here.");
        }

        try
        {
            await world.StopScriptsAsync(Courtesy, cancel);
        }
        catch (Exception problem) when (problem is TimeoutException or PlaywrightException)
        {
            // The files are tried all the same, each within its time.
        }
    }

    private static async Task<bool> HasPasswordFieldAsync(IsolatedWorld world, CancellationToken cancel)
    {
        try
        {
            var found = await world.EvaluateAsync("[...document.querySelectorAll('input[type=password]')].some(field => field.getClientRects().length > 0)", Courtesy, cancel);
            return found.ValueKind == System.Text.Json.JsonValueKind.True;
        }
        catch (Exception problem) when (problem is TimeoutException or PlaywrightException)
        {
            return false;
        }
    }
}
