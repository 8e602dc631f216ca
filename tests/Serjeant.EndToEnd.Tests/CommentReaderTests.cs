using System.Text.Json;
using Microsoft.Playwright;
using Serjeant.EndToEnd.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>
/// The extension's readers on pages built as each site builds its own, as far as the readers rest on it. Nothing is fetched from the
/// sites: the browser is given these pages under their addresses.
/// </summary>
public sealed class CommentReaderTests
{
    private sealed record Found(string? Id, string Text, string? Name, string? Handle, string? Profile, string? At, string? Address, bool Reply);

    private sealed record Read(string? Reader, string? PostText, List<Found> Comments);

    [Fact]
    public async Task Comments_are_read_on_each_site_and_what_is_not_one_is_left()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();

        var x = await ReadAsync(page, "https://x.com/office/status/1790000000000000001", """
            <article role="article"><div data-testid="User-Name"><a href="/office">The office</a><a href="/office">@office</a></div>
              <a href="/office/status/1790000000000000001"><time datetime="2026-05-03T08:00:00.000Z">8h</time></a><div data-testid="tweetText" lang="en">Our plan</div></article>
            <article role="article"><div data-testid="User-Name"><a href="/una_b">Una</a><a href="/una_b">@una_b</a></div>
              <a href="/una_b/status/1790000000000000002"><time datetime="2026-05-03T09:30:00.000Z">7h</time></a><div data-testid="tweetText" lang="en">We know<br>your street</div>
              <article><a href="/x/status/1790000000000000009"><time datetime="2026-01-01T00:00:00Z">1 Jan</time></a><div data-testid="tweetText">quoted</div></article></article>
            <article role="article"><a href="/ad">Promoted</a><div lang="en">Buy this</div></article>
            """);
        (x.Reader, x.PostText).ShouldBe(("x", "Our plan"));
        x.Comments[0].ShouldBe(new Found("1790000000000000002", "We know\nyour street", "Una", "@una_b", "https://x.com/una_b", "2026-05-03T09:30:00.000Z", "https://x.com/una_b/status/1790000000000000002", true));
        x.Comments.Count.ShouldBe(1, "neither what it quotes nor the advertisement");

        var youTube = await ReadAsync(page, "https://www.youtube.com/watch?v=abcdefghijk", """
            <ytd-watch-metadata><h1>Council meeting</h1></ytd-watch-metadata>
            <ytd-comments><ytd-comment-thread-renderer><ytd-comment-view-model><a id="author-text" href="/@una"><span>@una</span></a>
              <span id="published-time-text"><a href="/watch?v=abcdefghijk&amp;lc=UgxAAAAAAAAAAAAAAAA4AaABAg">2 days ago</a></span><div id="content-text">Traitors</div></ytd-comment-view-model>
              <ytd-comment-view-model><a id="author-text" href="/@duo"><span>@duo</span></a>
              <span id="published-time-text"><a href="/watch?v=abcdefghijk&amp;lc=UgxAAAAAAAAAAAAAAAA4AaABAg.9zBBBBBBBBBBBBBBBBBBBB">1 day ago</a></span><div id="content-text">Calm down</div></ytd-comment-view-model></ytd-comment-thread-renderer></ytd-comments>
            """);
        youTube.PostText.ShouldBe("Council meeting");
        youTube.Comments.Select(c => (c.Id, c.Text, c.Handle, c.Profile, c.Reply)).ShouldBe(
        [
            ("UgxAAAAAAAAAAAAAAAA4AaABAg", "Traitors", "@una", "https://www.youtube.com/@una", false),
            ("UgxAAAAAAAAAAAAAAAA4AaABAg.9zBBBBBBBBBBBBBBBBBBBB", "Calm down", "@duo", "https://www.youtube.com/@duo", true),
        ]);

        var facebook = await ReadAsync(page, "https://www.facebook.com/office/posts/pfbid0abc", """
            <div role="article"><div dir="auto">The post itself</div>
              <div role="article" aria-label="x"><a href="/una.brown?comment_id=Y29t&amp;__cft__=1"><span dir="auto">Una Brown</span></a><div dir="auto" lang="en">Go home</div>
                <a href="https://www.facebook.com/office/posts/pfbid0abc?comment_id=123456789012&amp;__tn__=R">2h</a></div>
              <div role="article" aria-label="x"><a href="/profile.php?id=100000000000777&amp;comment_id=Y&amp;__cft__=1"><span dir="auto">Duo</span></a><div dir="auto">Thanks</div>
                <a href="https://www.facebook.com/office/posts/pfbid0abc?comment_id=123456789012&amp;reply_comment_id=223456789012">1h</a></div></div>
            """);
        facebook.Comments.Select(c => (c.Id, c.Text, c.Name, c.Profile, c.Reply)).ShouldBe(
        [
            ("123456789012", "Go home", "Una Brown", "https://www.facebook.com/una.brown", false),
            ("223456789012", "Thanks", "Duo", "https://www.facebook.com/profile.php?id=100000000000777", true),
        ]);

        var instagram = await ReadAsync(page, "https://www.instagram.com/p/CAbc123/", """
            <ul><li><div><a href="/una.b/"><span dir="auto">una.b</span></a> <a href="/p/CAbc123/c/17900000000000001/"><time datetime="2026-05-03T09:30:00.000Z">2h</time></a></div>
              <div><span dir="auto">You will regret this</span></div><button>Reply</button></li>
            <li><div><a href="/duo/"><span dir="auto">duo</span></a> <a href="/p/CAbc123/c/17900000000000002/"><time datetime="2026-05-03T10:30:00.000Z">1h</time></a></div>
              <div><span dir="auto">Lovely day</span></div></li></ul>
            """);
        instagram.Comments.Select(c => (c.Id, c.Text, c.Handle, c.At)).ShouldBe(
            [("17900000000000001", "You will regret this", "@una.b", "2026-05-03T09:30:00.000Z"), ("17900000000000002", "Lovely day", "@duo", "2026-05-03T10:30:00.000Z")]);

        var tikTok = await ReadAsync(page, "https://www.tiktok.com/@office/video/7300000000000000001", """
            <h1 data-e2e="browse-video-desc">At the market</h1>
            <div><div><a href="/@una"><span data-e2e="comment-username-1">Una</span></a><p data-e2e="comment-level-1">Clowns</p></div>
            <div><a href="/@duo"><span data-e2e="comment-username-2">Duo</span></a><p data-e2e="comment-level-2">Be kind</p></div></div>
            """);
        tikTok.PostText.ShouldBe("At the market");
        tikTok.Comments.Select(c => (c.Text, c.Name, c.Handle, c.Reply)).ShouldBe([("Clowns", "Una", "@una", false), ("Be kind", "Duo", "@duo", true)]);

        var marked = await ReadAsync(page, "https://news.example/story", """
            <div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Una</span><time itemprop="dateCreated" datetime="2026-05-03T09:30:00Z">x</time><div itemprop="text">Disgrace</div>
              <div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Duo</span><div itemprop="text">Agreed</div></div></div>
            <article><p>Something else on the page</p></article>
            """);
        marked.Comments.Select(c => (c.Text, c.Name, c.Reply)).ShouldBe([("Disgrace", "Una", false), ("Agreed", "Duo", true)]);
    }

    [Fact]
    public async Task A_page_that_lies_gets_no_further_than_text_of_bounded_length()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var read = await ReadAsync(page, "https://evil.example/", $$"""
            <article class="comment"><a class="author" href="javascript:alert(1)">{{new string('n', 5_000)}}</a><a href="http://[">x</a><p>{{new string('t', 50_000)}}&#0;</p></article>
            <article class="comment"><a class="author" href="/a">A</a><svg><a href="/b"><text>B</text></a></svg><p>&lt;script&gt;alert(1)&lt;/script&gt;</p></article>
            {{string.Concat(Enumerable.Range(0, 700).Select(i => $"<article class=comment><b class=author>N{i}</b><p>comment {i}</p></article>"))}}
            <script>Array.prototype.map = () => { throw new Error('taken'); }; JSON.stringify = () => 'taken';</script>
            """, isolated: true);
        read.Comments.Count.ShouldBe(500);
        (read.Comments[0].Text.Length, read.Comments[0].Name!.Length, read.Comments[0].Profile).ShouldBe((10_000, 200, null));
        read.Comments[1].Text.ShouldBe("<script>alert(1)</script>");
    }

    /// <param name="isolated">In a world of its own, as the extension runs them: what the page did to the language doesn't reach it.</param>
    private static async Task<Read> ReadAsync(IPage page, string address, string body, bool isolated = false)
    {
        await page.RouteAsync("**/*", route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = $"<!doctype html><html lang=en><body>{body}</body></html>" }));
        await page.GotoAsync(address);
        var folder = Path.Combine(AppContext.BaseDirectory, "extension", "page");
        string[] scripts = ["comment-words.js", .. new[] { "x", "youtube", "facebook", "instagram", "tiktok", "generic" }.Select(n => $"readers/{n}.js"), "comments.js"];
        var code = string.Join('\n', scripts.Take(scripts.Length - 1).Select(s => File.ReadAllText(Path.Combine(folder, s)))) + "\n";
        var last = File.ReadAllText(Path.Combine(folder, scripts[^1]));
        var expression = $"{code}JSON.stringify({last[last.IndexOf("(() =>", StringComparison.Ordinal)..].TrimEnd().TrimEnd(';')})";
        string json;
        if (!isolated)
            json = await page.EvaluateAsync<string>(expression);
        else
        {
            var devTools = await page.Context.NewCDPSessionAsync(page);
            var frame = (await devTools.SendAsync("Page.getFrameTree"))!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
            var world = (await devTools.SendAsync("Page.createIsolatedWorld", new() { ["frameId"] = frame }))!.Value.GetProperty("executionContextId").GetInt32();
            var answer = (await devTools.SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["contextId"] = world, ["returnByValue"] = true }))!.Value;
            json = answer.GetProperty("result").GetProperty("value").GetString()!;
        }
        await page.UnrouteAsync("**/*");
        return JsonSerializer.Deserialize<Read>(json, JsonSerializerOptions.Web)!;
    }
}
