using Microsoft.Playwright;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Chromium;

namespace Serjeant.Outside.Capture;

/// <summary>A context of its own for one page from outside: the proxy is its only way out, and it keeps and downloads nothing.</summary>
internal static class GuardedContext
{
    /// <summary>A browser that hasn't opened an empty page by then hangs.</summary>
    public static readonly TimeSpan Opening = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(5);

    /// <exception cref="TimeoutException">The browser itself hangs; the page was never asked for.</exception>
    public static Task<IBrowserContext> OpenAsync(ChromiumLease lease, CaptureProxy proxy, CaptureLimits limits, string timeZone, CancellationToken cancel) =>
        lease.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            Proxy = new Proxy { Server = proxy.Server, Username = proxy.User, Password = proxy.Password, Bypass = "<-loopback>" },
            ViewportSize = new ViewportSize { Width = limits.ViewportWidth, Height = limits.ViewportHeight },
            UserAgent = lease.UserAgent,
            Locale = "en-GB",
            TimezoneId = timeZone,
            ServiceWorkers = ServiceWorkerPolicy.Block,
            AcceptDownloads = false,
        }).WaitAsync(Opening, cancel);

    /// <summary>A browser that doesn't close it in time is given up.</summary>
    public static async Task CloseAsync(ChromiumLease lease, IBrowserContext context)
    {
        try
        {
            await context.CloseAsync().WaitAsync(Courtesy);
        }
        catch (Exception problem) when (problem is TimeoutException or PlaywrightException)
        {
            lease.GiveUpOnBrowser();
        }
    }
}
