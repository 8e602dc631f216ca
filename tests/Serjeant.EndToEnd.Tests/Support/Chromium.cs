using Microsoft.Playwright;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>One Chromium for the whole run; each test gets contexts of its own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public static async Task<Chromium> StartAsync(params string[] more)
    {
        var playwright = await Playwright.CreateAsync();
        string[] quiet = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
        string[] asRoot = Environment.UserName == "root" ? ["--no-sandbox"] : [];
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("SERJEANT_CHROMIUM") ?? "/usr/bin/chromium",
            Args = [.. quiet, .. asRoot, .. more],
        });
        return new Chromium { playwright = playwright, Browser = browser };
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}
