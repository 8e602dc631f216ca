using Microsoft.AspNetCore.Builder;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Chromium;

namespace Serjeant.Desk.Tests.Outside.Capture;

/// <summary>A real browser, a site of the test's own and a resolver that says what the test wants.</summary>
public abstract class CaptureTestBase(Browsers browsers) : IDisposable
{
    private readonly TemporaryFolder work = new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected FixedResolver Names { get; } = new();

    protected string WorkFolder => work.Path;

    /// <summary>Short, so that a page which never ends costs a test little. For such pages only: a busy machine makes an honest one late too.</summary>
    protected static CaptureLimits Quick { get; } = new()
    {
        Total = TimeSpan.FromSeconds(30),
        Load = TimeSpan.FromSeconds(2),
        Settle = TimeSpan.FromSeconds(4),
        File = TimeSpan.FromSeconds(5),
    };

    /// <summary>By when a capture is over, with what it takes to put down a browser that hangs.</summary>
    protected static TimeSpan InAll(CaptureLimits limits) => limits.Total + TimeSpan.FromSeconds(15);

    public void Dispose()
    {
        work.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static Task<TestSite> SiteAsync(Action<WebApplication> pages) => TestSite.StartAsync((_, app) => pages(app));

    private protected Task<CaptureResult> CaptureAsync(TestSite site, string path, CaptureLimits? limits = null, string? profile = null) =>
        CaptureAsync(new CaptureRequest(site.At(path), profile is null ? null : site.At(profile), "Jo Smith") { Allowed = [site.Allowed], Limits = limits ?? new CaptureLimits() });

    private protected Task<CaptureResult> CaptureAsync(string address, params AllowedAddress[] allowed) =>
        CaptureAsync(new CaptureRequest(new Uri(address), null, "Jo Smith") { Allowed = allowed });

    protected Task<CaptureResult> CaptureAsync(CaptureRequest request) =>
        new CaptureService(browsers.Host, Names, TimeProvider.System, Browsers.Options with { WorkFolder = work.Path }).CaptureAsync(request, Cancel);

    private protected static string Read(CaptureResult result, string path) => File.ReadAllText(Path.Combine(result.Folder, path));
}
