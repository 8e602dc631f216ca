using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Serjeant.Mail.Looking;

namespace Serjeant.Outside.Looking;

/// <summary>
/// Reads a page's words and fields, frame by frame: those of the page's own process by its session, those of other sites by theirs. Inputs that scripts can't reach, in closed shadow roots, are found by the
/// browser's own search.
/// </summary>
internal sealed class WordReader(IPage page)
{
    private const int MostFrames = 15;
    private const int MostFields = 60;
    private const int MostText = 60_000;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(4);

    private readonly List<string> headings = [];
    private readonly List<string> pictures = [];
    private readonly List<LookedField> fields = [];
    private readonly List<string> frames = [];
    private readonly List<string> cuts = [];
    private readonly StringBuilder text = new();
    private string title = "";

    public async Task<PageWords> ReadAsync(CancellationToken cancel)
    {
        await SessionAsync(() => page.Context.NewCDPSessionAsync(page), main: true, cancel);
        foreach (var frame in page.Frames.Where(f => f != page.MainFrame).Take(MostFrames))
        {
            if (frames.Count < MostFrames && frame.Url is { Length: > 0 } address)
                frames.Add(address.Length > 2000 ? address[..2000] : address);
            // One of the page's own process has no session of its own and was read with it.
            await SessionAsync(() => page.Context.NewCDPSessionAsync(frame), main: false, cancel);
        }
        if (page.Frames.Count > MostFrames)
            cuts.Add($"The page has more than {MostFrames} pages within it; the others were not read.");
        return new PageWords(title, headings, pictures, text.Length > MostText ? text.ToString(0, MostText) : text.ToString(), fields, frames, [.. cuts.Distinct()]);
    }

    private async Task SessionAsync(Func<Task<ICDPSession>> open, bool main, CancellationToken cancel)
    {
        ICDPSession? session = null;
        try
        {
            session = await open().WaitAsync(Each, cancel);
            await SendAsync(session, "Page.enable", [], cancel);
            var tree = await SendAsync(session, "Page.getFrameTree", [], cancel);
            var worlds = new List<int>();
            var inputs = 0;
            foreach (var frame in Flat(tree.GetProperty("frameTree")).Take(MostFrames))
                inputs += await DocumentAsync(session, frame, main && worlds.Count == 0, worlds, cancel);
            await ClosedAsync(session, worlds, inputs, cancel);
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            if (session is not null)
                cuts.Add("Part of the page could not be read.");
        }
    }

    private static IEnumerable<string> Flat(JsonElement tree)
    {
        yield return tree.GetProperty("frame").GetProperty("id").GetString()!;
        if (!tree.TryGetProperty("childFrames", out var children))
            yield break;
        foreach (var child in children.EnumerateArray())
            foreach (var frame in Flat(child))
                yield return frame;
    }

    /// <returns>How many inputs of any kind were met.</returns>
    private async Task<int> DocumentAsync(ICDPSession session, string frame, bool isPage, List<int> worlds, CancellationToken cancel)
    {
        try
        {
            var world = (await SendAsync(session, "Page.createIsolatedWorld", new() { ["frameId"] = frame, ["worldName"] = "serjeant-look" }, cancel)).GetProperty("executionContextId").GetInt32();
            worlds.Add(world);
            var answer = await SendAsync(session, "Runtime.evaluate", new() { ["expression"] = FrameScript.Document, ["contextId"] = world, ["returnByValue"] = true }, cancel);
            if (!answer.GetProperty("result").TryGetProperty("value", out var found))
                return 0;
            if (isPage)
                title = found.GetProperty("title").GetString()!;
            headings.AddRange(Texts(found, "headings").Take(60 - headings.Count));
            pictures.AddRange(Texts(found, "pictures").Take(120 - pictures.Count));
            Say(found.GetProperty("text").GetString()!);
            foreach (var field in found.GetProperty("fields").EnumerateArray())
                Add(field);
            if (found.GetProperty("cut").GetBoolean())
                cuts.Add("The page is very large; its end was not read.");
            return found.GetProperty("inputs").GetInt32();
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            cuts.Add("Part of the page could not be read.");
            return 0;
        }
    }

    private async Task ClosedAsync(ICDPSession session, List<int> worlds, int met, CancellationToken cancel)
    {
        await SendAsync(session, "DOM.enable", [], cancel);
        await SendAsync(session, "DOM.getDocument", new() { ["depth"] = 0 }, cancel);
        var search = await SendAsync(session, "DOM.performSearch", new() { ["query"] = "<input>" }, cancel);
        var count = search.GetProperty("resultCount").GetInt32();
        if (count <= met)
            return;
        var ids = (await SendAsync(session, "DOM.getSearchResults", new() { ["searchId"] = search.GetProperty("searchId").GetString()!, ["fromIndex"] = 0, ["toIndex"] = Math.Min(count, MostFields) }, cancel))
            .GetProperty("nodeIds").EnumerateArray().Select(n => n.GetInt32()).ToArray();
        foreach (var id in ids)
        {
            if (await OwnAsync(session, id, worlds, cancel) is not { ValueKind: JsonValueKind.Object } found)
                continue;
            Add(found.GetProperty("field"));
            headings.AddRange(Texts(found, "headings").Except(headings));
            pictures.AddRange(Texts(found, "pictures").Except(pictures));
            Say(found.GetProperty("words").GetString()!);
        }
    }

    // A node is known in the world of its own document alone, and the search does not say which that is.
    private static async Task<JsonElement?> OwnAsync(ICDPSession session, int node, List<int> worlds, CancellationToken cancel)
    {
        for (var i = 0; i < worlds.Count; i++)
        {
            try
            {
                var known = await SendAsync(session, "DOM.resolveNode", new() { ["nodeId"] = node, ["executionContextId"] = worlds[i] }, cancel);
                var answer = await SendAsync(session, "Runtime.callFunctionOn", new() { ["objectId"] = known.GetProperty("object").GetProperty("objectId").GetString()!, ["functionDeclaration"] = FrameScript.Closed, ["returnByValue"] = true }, cancel);
                (worlds[0], worlds[i]) = (worlds[i], worlds[0]);
                return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : null;
            }
            catch (PlaywrightException)
            {
                // It is of another document.
            }
        }
        return null;
    }

    private void Add(JsonElement field)
    {
        string Text(string name) => field.GetProperty(name).GetString() ?? "";
        if (fields.Count < MostFields)
            fields.Add(new LookedField(Text("type"), Text("name").Trim(), Text("autocomplete"), Text("hint"), field.GetProperty("masked").GetBoolean(), Text("frame"), field.GetProperty("sends").ValueKind == JsonValueKind.String ? Text("sends") : null));
    }

    private void Say(string words)
    {
        if (text.Length < MostText && words.Length > 0)
            text.Append(text.Length > 0 ? "\n" : "").Append(words);
    }

    private static IEnumerable<string> Texts(JsonElement found, string name) => found.GetProperty(name).EnumerateArray().Select(t => t.GetString()!);

    private static async Task<JsonElement> SendAsync(ICDPSession session, string method, Dictionary<string, object> arguments, CancellationToken cancel) =>
        await session.SendAsync(method, arguments).WaitAsync(Each, cancel) ?? default;
}
