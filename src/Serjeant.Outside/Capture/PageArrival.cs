using Microsoft.Playwright;
using Serjeant.Evidence;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Outside.Capture;

/// <summary>Opens the address and says in plain words why nothing came, when nothing did.</summary>
internal sealed class PageArrival(IPage page, PageWatch watch, CaptureProxy proxy, CaptureLimits limits)
{
    /// <summary>True when there is a page to keep, whatever it says.</summary>
    public async Task<bool> OpenAsync(Uri address, SeenPage seen, CancellationToken cancel)
    {
        try
        {
            await page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Commit, Timeout = (float)limits.Answer.TotalMilliseconds }).WaitAsync(cancel);
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            Explain(problem, address, seen);
            await RedirectChain.ReadAsync(watch.LastNavigation, seen.Redirects, cancel);
            return false;
        }

        try
        {
            await page.WaitForLoadStateAsync(LoadState.Load, new PageWaitForLoadStateOptions { Timeout = (float)limits.Load.TotalMilliseconds }).WaitAsync(cancel);
        }
        catch (TimeoutException)
        {
            seen.Missing.Add($"The page had not finished loading after {limits.Load.TotalSeconds:0} seconds.");
        }

        return await IsStillThereAsync(seen, cancel);
    }

    /// <summary>False when the page has sent the browser on to somewhere that it may not go, or that did not answer.</summary>
    public async Task<bool> IsStillThereAsync(SeenPage seen, CancellationToken cancel)
    {
        var refusedByUs = watch.LastResponse is { } answer && answer.Headers.GetValueOrDefault(CaptureProxy.MarkField.ToLowerInvariant()) == proxy.Mark;
        if (!refusedByUs && !page.Url.StartsWith("chrome-error:", StringComparison.Ordinal))
            return true;
        var where = Uri.TryCreate(watch.LastNavigation?.Url, UriKind.Absolute, out var last) ? last : null;
        Explain(null, where, seen);
        await RedirectChain.ReadAsync(watch.LastNavigation, seen.Redirects, cancel);
        return false;
    }

    private void Explain(Exception? problem, Uri? address, SeenPage seen)
    {
        var last = Uri.TryCreate(watch.LastNavigation?.Url, UriKind.Absolute, out var where) ? where : address;
        var sentOn = watch.LastNavigation?.RedirectedFrom is not null || watch.Moves > 1;
        var message = problem?.Message ?? "";
        if (last is not null && proxy.Traffic.RefusalOf(last) == VettedAs.Private)
        {
            seen.End(CaptureOutcome.Blocked, sentOn
                ? "Blocked: the page sends the browser on to an address that is private. Nothing was fetched from there."
                : "Blocked: this address is private. Nothing was fetched.");
            return;
        }

        seen.End(CaptureOutcome.Failed, last is not null && proxy.Traffic.RefusalOf(last) == VettedAs.NoSuchName
            ? "There is no site of that name, or its name could not be looked up."
            : message switch
            {
                _ when proxy.Traffic.IsOver => $"The page sent more than {limits.Bytes / (1024 * 1024)} MiB before anything could be shown.",
                _ when watch.SawDownload || message.Contains("Download is starting", StringComparison.Ordinal) || message.Contains("ERR_ABORTED", StringComparison.Ordinal)
                    => "The address gives a file to download, not a page. Download it yourself and add it as an upload.",
                _ when last is not null && proxy.Traffic.RefusalOf(last) == VettedAs.BadCertificate
                    => "The site's certificate is not in order, so nothing was fetched.",
                _ when message.Contains("ERR_CERT", StringComparison.Ordinal) || message.Contains("ERR_SSL", StringComparison.Ordinal)
                    => "The site's certificate is not in order, so nothing was fetched.",
                _ when message.Contains("ERR_TOO_MANY_REDIRECTS", StringComparison.Ordinal) => "The site sends the browser round in a circle.",
                _ when message.Contains("ERR_UNSAFE_PORT", StringComparison.Ordinal) => "The browser does not open pages at that port.",
                _ when problem is TimeoutException => $"The site did not answer within {limits.Answer.TotalSeconds:0} seconds.",
                _ => "The site did not answer.",
            });
    }
}
