using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>
/// A person at a screen of some width. Every page they look at is checked: no axe violation, no CSP error, no script error,
/// nothing wider than the screen. Set SERJEANT_PICTURES to a folder to keep a picture of each.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    public const int Desktop = 1280;
    public const int Phone = 360;

    private readonly List<string> complaints = [];
    private readonly string name;
    private readonly bool script;
    private int pictures;

    private Visitor(IBrowserContext context, IPage page, string name, bool script)
    {
        this.script = script;
        Context = context;
        Page = page;
        this.name = name;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
    }

    public IBrowserContext Context { get; }
    public IPage Page { get; }

    public static async Task<Visitor> NewAsync(IBrowser browser, string address, int width, bool script = true, string name = "visitor")
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address,
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = width, Height = width == Phone ? 740 : 900 },
            IsMobile = width == Phone,
            HasTouch = width == Phone,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            IgnoreHTTPSErrors = false,
        });
        context.SetDefaultTimeout(60_000);
        return new Visitor(context, await context.NewPageAsync(), $"{name}-{width}{(script ? "" : "-noscript")}", script);
    }

    public async Task GoAsync(string path)
    {
        var response = await Page.GotoAsync(path);
        response!.Status.ShouldBeLessThan(400, $"{path} answered {response.Status}");
    }

    /// <summary>Looks hard at the page that is open.</summary>
    public async Task LookAsync(string what)
    {
        await Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        await Page.Locator("h1").First.WaitForAsync();
        complaints.ShouldBeEmpty($"{what} logged errors");
        var tooWide = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        tooWide.ShouldBeLessThanOrEqualTo(1, $"{what} is wider than the screen");
        if (Environment.GetEnvironmentVariable("SERJEANT_PICTURES") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{++pictures:00}-{what.Replace(' ', '-')}.png"), FullPage = true });
        if (!script)
            return; // axe is a script itself; the same pages are looked at with scripts on
        var result = await Page.RunAxe();
        result.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html).Take(3))}")
            .ShouldBeEmpty($"{what} at {Page.Url}");
    }

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
