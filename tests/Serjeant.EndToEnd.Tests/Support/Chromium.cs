using Microsoft.Playwright;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>
/// The browser of those who use the desk. It is Chromium's headless shell, the same engine without windows: a page costs it a seventh of
/// the processor's time. What the desk itself captures and looks at is opened by the desk, in the whole browser.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly Lazy<Task<Chromium>> Shared = new(() => LaunchAsync());
    private readonly IPlaywright playwright;
    private readonly bool isShared;

    private Chromium(IPlaywright playwright, IBrowser browser, bool isShared)
    {
        this.playwright = playwright;
        this.isShared = isShared;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    /// <summary>The one of the whole run, where each visitor has a context of its own; with flags one by itself.</summary>
    public static async Task<Chromium> StartAsync(params string[] flags) =>
        flags.Length > 0 ? await LaunchAsync(flags) : new Chromium((await Shared.Value).playwright, (await Shared.Value).Browser, isShared: true);

    public async ValueTask DisposeAsync()
    {
        if (isShared)
            return; // it ends with the run
        await Browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<Chromium> LaunchAsync(params string[] flags)
    {
        var playwright = await Playwright.CreateAsync();
        string[] asRoot = Environment.UserName == "root" ? ["--no-sandbox"] : [];
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("SERJEANT_CHROMIUM") ?? "/usr/bin/chromium-headless-shell",
            Args = [.. asRoot, .. flags],
        });
        return new Chromium(playwright, browser, isShared: false);
    }
}
