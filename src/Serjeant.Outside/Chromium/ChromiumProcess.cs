using System.Diagnostics;
using Microsoft.Playwright;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Outside.Chromium;

/// <summary>A running browser and how it is ended, by force if it must be.</summary>
internal sealed class ChromiumProcess : IAsyncDisposable
{
    /// <summary>
    /// A proxy that is not there: what no context's own proxy carries (the browser's own traffic) goes nowhere.
    /// </summary>
    public const string Nowhere = "http://127.0.0.1:1";

    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);
    private readonly IPlaywright playwright;
    private readonly WorkFolder folder;
    private readonly int processId;

    private ChromiumProcess(IPlaywright playwright, IBrowser browser, WorkFolder folder, InterceptionKey key, int processId, string version, string userAgent)
    {
        this.playwright = playwright;
        this.folder = folder;
        Key = key;
        this.processId = processId;
        Browser = browser;
        Version = version;
        UserAgent = userAgent;
    }

    public IBrowser Browser { get; }

    public string Version { get; }

    public string UserAgent { get; }

    public InterceptionKey Key { get; }

    public bool GivenUp { get; set; }

    public int Renters { get; set; }

    public bool IsUsable => !GivenUp && Browser.IsConnected;

    public static async Task<ChromiumProcess> StartAsync(ChromiumOptions options, CancellationToken cancel)
    {
        var folder = WorkFolder.Create(options.WorkFolder);
        var key = InterceptionKey.Create();
        IPlaywright? playwright = null;
        try
        {
            playwright = await Playwright.CreateAsync().WaitAsync(cancel);
            var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = options.Executable,
                Headless = true,
                ChromiumSandbox = !options.NoSandbox,
                Timeout = 30_000,
                Env = Surroundings(folder.Files),
                Proxy = new Proxy { Server = Nowhere, Bypass = "<-loopback>" },
                IgnoreDefaultArgs = ["--disable-popup-blocking"],
                Args =
                [
                    "--disable-quic",
                    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
                    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", // its name in older versions
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                    "--no-pings",
                    "--dns-prefetch-disable",
                    "--disable-domain-reliability",
                    "--mute-audio",
                    $"--ignore-certificate-errors-spki-list={key.Pin}", // the capture proxy judges the sites' own
                ],
            }).WaitAsync(cancel);
            var session = await browser.NewBrowserCDPSessionAsync();
            var version = await session.SendAsync("Browser.getVersion");
            var processes = await session.SendAsync("SystemInfo.getProcessInfo");
            await session.DetachAsync();
            var processId = processes!.Value.GetProperty("processInfo").EnumerateArray()
                .First(process => process.GetProperty("type").GetString() == "browser").GetProperty("id").GetInt32();
            var product = version!.Value.GetProperty("product").GetString()!.Replace("HeadlessChrome/", "Chromium ", StringComparison.Ordinal).Replace("Chrome/", "Chromium ", StringComparison.Ordinal);
            var userAgent = version.Value.GetProperty("userAgent").GetString()!.Replace("HeadlessChrome", "Chrome", StringComparison.Ordinal);
            return new ChromiumProcess(playwright, browser, folder, key, processId, product, userAgent);
        }
        catch (Exception problem)
        {
            playwright?.Dispose();
            folder.Dispose();
            key.Dispose();
            if (problem is PlaywrightException or TimeoutException)
                throw new ChromiumUnavailableException("Chromium did not start. If this machine does not let programs make sandboxes, see the running guide.", problem);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (GivenUp)
                Kill();
            await Browser.CloseAsync().WaitAsync(ClosingTime);
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            Kill();
        }

        playwright.Dispose();
        folder.Dispose();
        Key.Dispose();
    }

    /// <summary>
    /// The browser gets none of this program's settings: they may hold passwords. It keeps the system's own temporary
    /// folder, because it makes a socket there and a socket's path has room for 107 bytes only.
    /// </summary>
    internal static Dictionary<string, string> Surroundings(string home)
    {
        var kept = new Dictionary<string, string> { ["HOME"] = home, ["XDG_CONFIG_HOME"] = home, ["XDG_CACHE_HOME"] = home, ["LANG"] = "en_GB.UTF-8" };
        foreach (var name in (string[])["PATH", "TMPDIR", "SystemRoot", "TEMP", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH"])
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                kept[name] = value;
        }

        return kept;
    }

    private void Kill()
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is gone already.
        }
    }
}
