using System.Text.Json;
using Microsoft.Playwright;

namespace Serjeant.Outside.Capture;

/// <summary>
/// Looks at the page from a script world of its own, where nothing that the page's scripts have redefined is seen, and
/// can stop those scripts.
/// </summary>
internal sealed class IsolatedWorld(ICDPSession session)
{
    private int? world;

    public static async Task<IsolatedWorld> OpenAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Page.enable");
        return new IsolatedWorld(session);
    }

    /// <summary>Evaluates one expression and answers its value.</summary>
    /// <exception cref="TimeoutException">The page did not answer: a script of its own holds it.</exception>
    public async Task<JsonElement> EvaluateAsync(string expression, TimeSpan limit, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                world ??= await CreateAsync().WaitAsync(limit, cancel);
                var answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["contextId"] = world.Value, ["returnByValue"] = true }).WaitAsync(limit, cancel);
                return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
            }
            catch (PlaywrightException) when (attempt < 3)
            {
                world = null; // the page moved on in between
            }
        }
    }

    /// <summary>The size of the whole page in CSS pixels, from the layout engine itself.</summary>
    public async Task<(double Width, double Height)> SizeAsync(TimeSpan limit, CancellationToken cancel)
    {
        var size = (await SendAsync("Page.getLayoutMetrics", []).WaitAsync(limit, cancel)).GetProperty("cssContentSize");
        return (size.GetProperty("width").GetDouble(), size.GetProperty("height").GetDouble());
    }

    /// <summary>Stops what the page's scripts are doing and lets them do no more. The page can still be looked at.</summary>
    public async Task StopScriptsAsync(TimeSpan limit, CancellationToken cancel)
    {
        // Terminating works even in the middle of an endless loop; the others wait until it has.
        var stopped = SendAsync("Runtime.terminateExecution", []);
        var off = SendAsync("Emulation.setScriptExecutionDisabled", new() { ["value"] = true });
        await Task.WhenAll(stopped, off, SendAsync("Page.stopLoading", [])).WaitAsync(limit, cancel);
        world = null;
    }

    private async Task<int> CreateAsync()
    {
        var tree = await SendAsync("Page.getFrameTree", []);
        var frame = tree.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        var made = await SendAsync("Page.createIsolatedWorld", new() { ["frameId"] = frame, ["worldName"] = "serjeant" });
        return made.GetProperty("executionContextId").GetInt32();
    }

    private async Task<JsonElement> SendAsync(string method, Dictionary<string, object> arguments) =>
        await session.SendAsync(method, arguments) ?? default;
}
