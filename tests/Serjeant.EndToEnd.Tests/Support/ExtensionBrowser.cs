using System.IO.Compression;
using System.Text.Json;
using Microsoft.Playwright;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>
/// Chromium with the extension as a desk hands it out. Its button is pressed as a person's press (so that the tab is opened to it,
/// and no other), and its window is spoken to over the DevTools protocol, because Playwright does not see it.
/// </summary>
public sealed class ExtensionBrowser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IPlaywright playwright;
    private readonly string folder;
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> asked = [];
    private ICDPSession devTools = null!;
    private string extensionId = "";
    private string? window;
    private int count;

    private ExtensionBrowser(IPlaywright playwright, string folder) => (this.playwright, this.folder) = (playwright, folder);

    public IBrowserContext Context { get; private set; } = null!;

    /// <summary>The tab in front.</summary>
    public IPage Page { get; private set; } = null!;

    public static async Task<ExtensionBrowser> StartAsync(byte[] zip)
    {
        var folder = Directory.CreateTempSubdirectory("serjeant-extension-").FullName;
        ZipFile.ExtractToDirectory(new MemoryStream(zip), folder);
        var browser = new ExtensionBrowser(await Playwright.CreateAsync(), folder);
        await browser.OpenAsync();
        return browser;
    }

    /// <summary>Closes the browser and opens it again, as on the next morning.</summary>
    public async Task RestartAsync()
    {
        await Context.DisposeAsync();
        await OpenAsync();
    }

    /// <summary>Presses the extension's button on the tab in front.</summary>
    public async Task PressButtonAsync()
    {
        foreach (var (id, _) in await TargetsAsync("page", t => t.Contains("/popup.html", StringComparison.Ordinal)))
            await devTools.SendAsync("Target.closeTarget", new() { ["targetId"] = id });
        var (tab, _) = (await TargetsAsync("tab", t => t == Page.Url)).First();
        await devTools.SendAsync("Extensions.triggerAction", new() { ["id"] = extensionId, ["targetId"] = tab });
        var until = DateTime.UtcNow + Patience;
        List<(string Id, string Url)> windows;
        while ((windows = await TargetsAsync("page", t => t.Contains("/popup.html", StringComparison.Ordinal))).Count == 0)
        {
            if (DateTime.UtcNow > until)
                throw new TimeoutException("The extension's window did not open.");
            await Task.Delay(100);
        }
        var attached = await devTools.SendAsync("Target.attachToTarget", new() { ["targetId"] = windows[0].Id, ["flatten"] = false });
        window = attached!.Value.GetProperty("sessionId").GetString();
        await SeeAsync("");
    }

    /// <summary>Waits until the window shows the words; answers all that it shows then.</summary>
    public async Task<string> SeeAsync(string words)
    {
        var until = DateTime.UtcNow + Patience;
        var shown = "";
        while (DateTime.UtcNow < until)
        {
            shown = (await RunAsync("document.readyState === 'complete' ? document.body.innerText.replace(/\\s+/g, ' ') : ''")).GetString() ?? "";
            if (shown.Length > 0 && shown.Contains(words, StringComparison.Ordinal))
                return shown;
            await Task.Delay(200);
        }
        throw new TimeoutException($"The extension's window never said “{words}”. It says: {shown}");
    }

    /// <summary>Presses a button or ticks a box of the window, once it is there and can be pressed.</summary>
    public async Task ClickAsync(string selector)
    {
        var until = DateTime.UtcNow + Patience;
        while (!(await RunAsync($"(() => {{ const e = document.querySelector({JsonSerializer.Serialize(selector)}); if (!e || e.disabled || !e.checkVisibility()) return false; e.click(); return true; }})()")).GetBoolean())
        {
            if (DateTime.UtcNow > until)
                throw new TimeoutException($"{selector} can't be pressed. The window says: {await SeeAsync("")}");
            await Task.Delay(100);
        }
    }

    public Task FillAsync(string selector, string value) =>
        RunAsync($"document.querySelector({JsonSerializer.Serialize(selector)}).value = {JsonSerializer.Serialize(value)}");

    /// <summary>Runs an expression in the window, as a press of the person's.</summary>
    public async Task<JsonElement> RunAsync(string expression)
    {
        var id = ++count;
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (asked)
            asked[id] = answer;
        var message = JsonSerializer.Serialize(new { id, method = "Runtime.evaluate", @params = new { expression, awaitPromise = true, returnByValue = true, userGesture = true } });
        await devTools.SendAsync("Target.sendMessageToTarget", new() { ["sessionId"] = window!, ["message"] = message });
        var result = (await answer.Task.WaitAsync(Patience)).GetProperty("result");
        return result.TryGetProperty("exceptionDetails", out var wrong)
            ? throw new InvalidOperationException(wrong.ToString())
            : result.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        playwright.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        var extension = Path.Combine(folder, "serjeant-extension");
        string[] asRoot = Environment.UserName == "root" ? ["--no-sandbox"] : [];
        Context = await playwright.Chromium.LaunchPersistentContextAsync(Path.Combine(folder, "profile"), new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("SERJEANT_CHROMIUM") ?? "/usr/bin/chromium",
            ViewportSize = new() { Width = 1280, Height = 720 },
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            IgnoreDefaultArgs = ["--disable-extensions"],
            Args =
            [
                "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                $"--load-extension={extension}", $"--disable-extensions-except={extension}", "--enable-unsafe-extension-debugging", .. asRoot,
            ],
        });
        Page = Context.Pages[0];
        devTools = await Context.Browser!.NewBrowserCDPSessionAsync();
        devTools.Event("Target.receivedMessageFromTarget").OnEvent += (_, said) => Hear(said!.Value.GetProperty("message").GetString()!);
        var until = DateTime.UtcNow + Patience;
        List<(string Id, string Url)> workers;
        while ((workers = await TargetsAsync("service_worker", t => t.EndsWith("/background.js", StringComparison.Ordinal))).Count == 0 && DateTime.UtcNow < until)
            await Task.Delay(50);
        extensionId = new Uri(workers.Single().Url).Host;
    }

    private async Task<List<(string Id, string Url)>> TargetsAsync(string type, Func<string, bool> matches)
    {
        var answer = await devTools.SendAsync("Target.getTargets", new() { ["filter"] = new object[] { new Dictionary<string, object>() } });
        return [.. answer!.Value.GetProperty("targetInfos").EnumerateArray()
            .Where(t => t.GetProperty("type").GetString() == type && matches(t.GetProperty("url").GetString()!))
            .Select(t => (t.GetProperty("targetId").GetString()!, t.GetProperty("url").GetString()!))];
    }

    private void Hear(string message)
    {
        using var said = JsonDocument.Parse(message);
        if (!said.RootElement.TryGetProperty("id", out var id))
            return;
        lock (asked)
            if (asked.Remove(id.GetInt32(), out var waiting))
                waiting.SetResult(said.RootElement.Clone());
    }
}
