using Microsoft.Playwright;
using Serjeant.Evidence;
using Serjeant.Mail.Looking;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Chromium;

namespace Serjeant.Outside.Looking;

/// <summary>Opens one page in a context of its own, lets it settle, reads what a person would see and asks for its picture.</summary>
internal sealed class PageLook(ChromiumLease lease, CaptureProxy proxy, LookRequest request, TimeProvider time)
{
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(5);

    /// <summary>How long after it has given up on a page the browser may take to say that it is a file.</summary>
    private static readonly TimeSpan FileNamed = TimeSpan.FromSeconds(2);
    private readonly CaptureLimits limits = request.Limits;

    private readonly SeenPage seen = new();
    private PageWords words = PageWords.None;
    private byte[]? picture;
    private PageWatch? watch;
    private bool arrived;

    /// <exception cref="TimeoutException">The browser itself hangs; the page was never asked for.</exception>
    public async Task<(LookedPage Page, byte[]? Picture)> RunAsync(Func<LookStage, Task> told, CancellationToken cancel)
    {
        using var total = new CancellationTokenSource(limits.Total, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, total.Token);
        var context = await GuardedContext.OpenAsync(lease, proxy, limits, request.TimeZone, cancel);
        try
        {
            var page = await context.NewPageAsync().WaitAsync(GuardedContext.Opening, cancel);
            watch = new PageWatch(page, time);
            var work = LookAsync(page, watch, told, limit.Token);
            if (await Task.WhenAny(work, watch.Crashed) == watch.Crashed)
            {
                await limit.CancelAsync();
                words = words with { Cuts = [.. words.Cuts, "The page broke the browser, so not all of it was seen."] };
            }
            await work;
        }
        catch (Exception problem) when (problem is OperationCanceledException or PlaywrightException or TimeoutException)
        {
            cancel.ThrowIfCancellationRequested();
            if (!arrived)
                seen.End(CaptureOutcome.Failed, $"Nothing was seen within {limits.Total.TotalSeconds:0} seconds.");
            words = words with { Cuts = [.. words.Cuts, "The page took too long or broke off, so not all of it was seen."] };
        }
        finally
        {
            await GuardedContext.CloseAsync(lease, context);
        }
        return (Tell(), picture);
    }

    private async Task LookAsync(IPage page, PageWatch listening, Func<LookStage, Task> told, CancellationToken cancel)
    {
        var world = await IsolatedWorld.OpenAsync(page).WaitAsync(cancel);
        var arrival = new PageArrival(page, listening, proxy, limits);
        if (!await arrival.OpenAsync(request.Address, seen, cancel))
        {
            if (listening.LastResponse is { Ok: true })
                await listening.Downloaded.WaitAsync(FileNamed, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        arrived = true;
        await told(LookStage.Looking);
        await SettleAsync(world, listening, cancel);
        if (!await arrival.IsStillThereAsync(seen, cancel))
            return;
        await new PageFacts(page, world, listening, proxy).ReadAsync(seen, cancel);
        words = await new WordReader(page).ReadAsync(cancel);
        picture = await page.ScreenshotAsync(new PageScreenshotOptions { Timeout = (float)limits.File.TotalMilliseconds }).WaitAsync(cancel);
    }

    private async Task SettleAsync(IsolatedWorld world, PageWatch listening, CancellationToken cancel)
    {
        try
        {
            await new PageBehaviour(world, listening, limits, time).RunAsync(cancel);
            if (listening.Moves <= limits.Moves)
                return;
        }
        catch (TimeoutException)
        {
            // Its own scripts do not let go of it.
        }
        try
        {
            await world.StopScriptsAsync(Courtesy, cancel);
        }
        catch (Exception problem) when (problem is TimeoutException or PlaywrightException)
        {
            // It is looked at all the same.
        }
    }

    private LookedPage Tell()
    {
        var final = Uri.TryCreate(seen.FinalAddress, UriKind.Absolute, out var end) ? end : null;
        var outcome = Outcome(final);
        return new LookedPage
        {
            Asked = request.Address.AbsoluteUri,
            Outcome = outcome,
            Why = outcome == LookOutcome.Shown ? null : seen.Missing.FirstOrDefault(),
            Final = seen.FinalAddress ?? (seen.Redirects is [.., var last] ? last.To : null),
            Status = seen.Status,
            Steps = [.. seen.Redirects.Select(r => new LookedStep(r.Status, r.To))],
            MovedOn = watch?.Moves > 1,
            Title = words.Title,
            Headings = words.Headings,
            Pictures = words.Pictures,
            Text = words.Text,
            Fields = words.Fields,
            Frames = words.Frames,
            Download = watch?.DownloadName,
            Windows = watch?.Windows ?? 0,
            Cuts = words.Cuts,
        };
    }

    private LookOutcome Outcome(Uri? final)
    {
        var last = Uri.TryCreate(watch?.LastNavigation?.Url, UriKind.Absolute, out var asked) ? asked : request.Address;
        if (proxy.Traffic.RefusalOf(last) == VettedAs.Private)
            return LookOutcome.Private;
        if (final is null)
            return watch?.SawDownload == true ? LookOutcome.File
                : proxy.Traffic.RefusalOf(last) == VettedAs.NoSuchName || seen.Outcome == CaptureOutcome.NotFound ? LookOutcome.NotThere
                : seen.Outcome == CaptureOutcome.Blocked ? LookOutcome.Refused : LookOutcome.NoAnswer;
        // Some false pages come with a status that makes scanners look away.
        if (words.Fields.Count > 0)
            return LookOutcome.Shown;
        return OutcomeReader.Read(request.Address, final, seen.Status, words.Text, hasPasswordField: false).Outcome switch
        {
            CaptureOutcome.NotFound => LookOutcome.NotThere,
            CaptureOutcome.Blocked => LookOutcome.Refused,
            CaptureOutcome.Failed => LookOutcome.NoAnswer,
            _ => LookOutcome.Shown,
        };
    }
}
