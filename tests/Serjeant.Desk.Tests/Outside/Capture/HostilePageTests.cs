using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Capture;

public sealed class HostilePageTests(Browsers browsers) : CaptureTestBase(browsers)
{
    [Fact]
    public async Task An_endless_page_is_kept_in_part()
    {
        await using var site = await SiteAsync(app => app.Page("/", "<p>The post</p><div style='height:3000px'></div><script>onscroll = () => { const more = document.createElement('div'); more.style.height = '3000px'; document.body.append(more) }</script>"));
        using var result = await CaptureAsync(site, "/");
        result.Post.Outcome.ShouldBe(CaptureOutcome.Partial);
        result.Post.Missing.ShouldContain(line => line.Contains("page.png ends after"));
        BinaryPrimitives.ReadInt32BigEndian(File.ReadAllBytes(Path.Combine(result.Folder, "post/page.png")).AsSpan(20)).ShouldBe(16_000);
    }

    [Theory]
    [InlineData("while (true) alert('x')", CaptureOutcome.Partial, "scripts did not let go")]
    [InlineData("setInterval(() => alert('x'), 1)", CaptureOutcome.Captured, "")]
    [InlineData("onload = () => { for (;;) confirm('x') }", CaptureOutcome.Partial, "scripts did not let go")]
    [InlineData("while (true) {}", CaptureOutcome.Partial, "scripts did not let go")]
    [InlineData("setInterval(() => window.open('/other'), 1)", CaptureOutcome.Captured, "")]
    [InlineData("setInterval(() => { location.reload() }, 5)", null, "the browser")] // partial, or, on a slow machine, broken before anything is kept
    [InlineData("setInterval(() => { location = '/?' + Math.random() }, 20)", CaptureOutcome.Partial, "moved the browser on")]
    [InlineData("onbeforeunload = e => { e.preventDefault(); return 'stay' }; print(); prompt('x'); setInterval(() => location.reload(), 20)", CaptureOutcome.Partial, "")]
    [InlineData("for (let i = 0; ; i++) history.pushState(0, '', '/' + i)", CaptureOutcome.Failed, "be kept")]
    [InlineData("document.documentElement.remove()", CaptureOutcome.Partial, "There is no page.png")]
    [InlineData("Array.prototype.map = JSON.stringify = Promise.prototype.then = () => { throw 1 }; document.createElement = 0", CaptureOutcome.Captured, "")]
    public async Task A_page_that_will_not_stop_ends_in_time_in_a_state_that_is_true_and_does_not_harm_the_next(string script, CaptureOutcome? outcome, string said)
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/", $"<p>The post</p><script>{script}</script>");
            app.Page("/other", "<p>Another");
            app.Page("/good", "<p>A good page");
        });
        var start = Stopwatch.GetTimestamp();
        using (var result = await CaptureAsync(site, "/", Quick))
        {
            var told = string.Join('|', result.Post.Missing.Concat(result.Post.Notes));
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(InAll(Quick), told);
            result.Post.Outcome.ShouldBeOneOf(outcome is { } one ? [one] : [CaptureOutcome.Partial, CaptureOutcome.Failed]);
            told.ShouldContain(said);
        }

        using var after = await CaptureAsync(site, "/good");
        after.Post.Outcome.ShouldBe(CaptureOutcome.Captured, string.Join(' ', after.Post.Missing));
    }

    [Fact]
    public async Task A_page_that_holds_its_own_script_for_ever_is_still_photographed()
    {
        await using var site = await SiteAsync(app => app.Page("/", "<h1>A threat</h1><script>onload = () => setTimeout(() => { while (true) {} }, 50)</script>"));
        using var result = await CaptureAsync(site, "/", Quick);
        result.Post.Outcome.ShouldBe(CaptureOutcome.Partial);
        result.Post.Missing.ShouldContain(line => line.Contains("scripts"));
        Read(result, "post/text.txt").ShouldContain("A threat");
        result.Files.ShouldContain(file => file.Path == "post/viewport.png");
    }

    [Fact]
    public async Task A_page_that_drips_is_kept_as_far_as_it_came()
    {
        await using var site = await SiteAsync(app => app.MapGet("/", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync("<!doctype html><p>The first words</p>", context.RequestAborted);
            while (true)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(100, context.RequestAborted);
            }
        }));
        using var result = await CaptureAsync(site, "/", Quick);
        result.Post.Outcome.ShouldBe(CaptureOutcome.Partial);
        result.Post.Missing.ShouldContain("The page had not finished loading after 2 seconds.");
        Read(result, "post/text.txt").ShouldContain("The first words");
    }

    [Fact]
    public async Task A_site_that_never_answers_is_given_up()
    {
        await using var site = await SiteAsync(app => app.MapGet("/", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted)));
        using var result = await CaptureAsync(site, "/", Quick with { Answer = TimeSpan.FromSeconds(2) });
        result.Post.Outcome.ShouldBe(CaptureOutcome.Failed);
        CaptureWords.Of(result.Post).ShouldBe("The site did not answer within 2 seconds.");
    }

    [Fact]
    public async Task A_page_over_the_byte_limit_is_kept_in_part()
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/", "<h1>The post</h1><script>fetch('/big').then(r => r.text())</script>");
            app.MapGet("/big", async (HttpContext context) =>
            {
                var block = new byte[65536];
                for (var sent = 0; sent < 200; sent++)
                    await context.Response.Body.WriteAsync(block, context.RequestAborted);
            });
        });
        using var result = await CaptureAsync(site, "/", new CaptureLimits { Bytes = 2 * 1024 * 1024 });
        result.Post.Outcome.ShouldBe(CaptureOutcome.Partial);
        result.Post.Missing.ShouldContain("The page sent more than 2 MiB; what came after that is not here.");
        Read(result, "post/text.txt").ShouldContain("The post");
    }

    [Fact]
    public async Task A_file_is_not_downloaded()
    {
        await using var site = await SiteAsync(app =>
        {
            app.MapGet("/file", () => Results.File(new byte[1000], "application/octet-stream", "virus.exe"));
            app.Page("/page", "<p>The post<iframe src=/file></iframe><a id=a href=/file download>x</a><script>a.click()</script>");
        });
        using (var direct = await CaptureAsync(site, "/file"))
        {
            direct.Post.Outcome.ShouldBe(CaptureOutcome.Failed);
            CaptureWords.Of(direct.Post).ShouldContain("a file to download");
        }

        using var result = await CaptureAsync(site, "/page");
        result.HasPost.ShouldBeTrue();
        Directory.EnumerateFiles(WorkFolder, "*.exe", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        await using var site = await SiteAsync(app => app.MapGet("/", () => Results.Redirect("/")));
        using var result = await CaptureAsync(site, "/");
        result.Post.Outcome.ShouldBe(CaptureOutcome.Failed);
        CaptureWords.Of(result.Post).ShouldContain("circle");
    }

    [Fact]
    public async Task A_huge_page_is_kept_in_part()
    {
        await using var site = await SiteAsync(app => app.Page("/", "<p>The post<script>document.title = 'x'.repeat(5e6); document.body.append('word '.repeat(2e6)); document.body.append(Object.assign(document.createElement('div'), { style: 'width:1000000px;height:9px' }))</script>"));
        using var result = await CaptureAsync(site, "/", new CaptureLimits { Text = 100_000, Html = 1_000_000 });
        result.Post.Outcome.ShouldBe(CaptureOutcome.Partial);
        result.Post.Title!.Length.ShouldBeLessThan(2100);
        Read(result, "post/text.txt").Length.ShouldBe(100_000);
        result.Post.Missing.ShouldContain(line => line.Contains("dom.html"));
    }

    [Theory]
    [InlineData(200, CaptureOutcome.Captured, null)]
    [InlineData(20, CaptureOutcome.Partial, "The page sent more than 20 MiB; what came after that is not here.")]
    public async Task A_picture_of_100_megabytes_is_kept_within_the_limits(int most, CaptureOutcome outcome, string? missing)
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/", "<p>The post</p><img src=/huge.bmp width=50>");
            app.MapGet("/huge.bmp", async (HttpContext context) =>
            {
                // A true one, uncompressed, of 5,000 by 7,000: the browser gives up a false one after the first bytes.
                context.Response.ContentType = "image/bmp";
                context.Response.ContentLength = 54 + 105_000_000;
                await context.Response.Body.WriteAsync(Bitmap(5000, 7000), context.RequestAborted);
                var block = new byte[1_000_000];
                for (var sent = 0; sent < 105; sent++)
                    await context.Response.Body.WriteAsync(block, context.RequestAborted);
            });
        });
        var limits = new CaptureLimits { Bytes = most * 1024L * 1024 };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        using var result = await CaptureAsync(site, "/", limits);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(InAll(limits));
        result.Post.Outcome.ShouldBe(outcome, string.Join('|', result.Post.Missing));
        if (missing is not null)
            result.Post.Missing.ShouldContain(missing);
        Read(result, "post/text.txt").ShouldContain("The post");
        result.Files.Single(file => file.Path == "capture.wacz").Bytes.ShouldBeGreaterThan(most > 100 ? 50_000 : 10_000); // zeros pack well
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(50 * 1024 * 1024);
    }

    [Theory]
    [InlineData("application/pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>", "a PDF")]
    [InlineData("video/mp4", "\0\0\0\x18ftypmp42", "a video")]
    [InlineData("image/gif", "GIF89a", "a picture")]
    [InlineData("text/plain", "only words", "text")]
    [InlineData("application/json", "{}", "data")]
    public async Task A_file_in_place_of_a_page_is_said_to_be_one_and_is_in_the_archive(string type, string body, string said)
    {
        await using var site = await SiteAsync(app => app.MapGet("/it", () => Results.Bytes(Encoding.Latin1.GetBytes(body), type)));
        using var result = await CaptureAsync(site, "/it");
        result.Post.Notes.Concat(result.Post.Missing).ShouldContain(line => line.Contains($"gives {said}"), string.Join('|', result.Post.Notes.Concat(result.Post.Missing)));
        result.Files.ShouldContain(file => file.Path == "capture.wacz");
    }

    private static byte[] Bitmap(int width, int height)
    {
        var head = new byte[54];
        "BM"u8.CopyTo(head);
        (int At, int Is)[] fields = [(2, 54 + (width * height * 3)), (10, 54), (14, 40), (18, width), (22, height), (26, 1 | (24 << 16)), (34, width * height * 3)];
        foreach (var (at, value) in fields)
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(at), value);
        return head;
    }
}
