using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Capture;

/// <summary>What of a page's traffic is in the web archive, looked at as an outside tool would: gzip members one after the other.</summary>
public sealed class RecordedTrafficTests(Browsers browsers) : CaptureTestBase(browsers)
{
    [Fact]
    public async Task Each_answer_is_in_the_archive_as_it_came_and_the_page_frames_scripts_and_workers_asked_for_it()
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/post", "<h1>A post</h1><img src=/a.png><iframe src=/frame></iframe><script>fetch('/packed'); new Worker('/worker.js'); fetch('/posted', { method: 'POST', body: 'the body' })</script>");
            app.Page("/frame", "<p>In a frame<img src=/b.png>");
            app.MapGet("/{name}.png", (string name) => Results.Bytes(Encoding.ASCII.GetBytes("picture " + name), "image/png"));
            app.MapGet("/worker.js", () => Results.Text("fetch('/from-worker')", "text/javascript"));
            app.MapGet("/from-worker", () => "worked");
            app.MapPost("/posted", () => "taken");
            app.MapGet("/packed", async (HttpContext context) =>
            {
                context.Response.Headers.ContentEncoding = "gzip";
                await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
                await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("packed words ", 500))), Cancel);
            });
        });
        using var result = await CaptureAsync(site, "/post");
        var archive = Archive(result, "post");
        foreach (var path in (string[])["/post", "/frame", "/a.png", "/b.png", "/packed", "/worker.js", "/from-worker", "/posted"])
            archive.ShouldContain($"WARC-Target-URI: {site.At(path)}\r\n");
        archive.ShouldContain("\r\n\r\npicture b");
        archive.ShouldContain("content-encoding: gzip", Case.Insensitive);
        archive.ShouldContain("the body");
        archive.ShouldContain($"urn:screenshot:{site.At("/post")}");
        archive.ShouldContain($"urn:text:{site.At("/post")}");
    }

    [Fact]
    public async Task No_cookie_and_no_password_is_in_the_archive()
    {
        await using var site = await SiteAsync(app =>
        {
            app.MapGet("/", (HttpContext context) =>
            {
                context.Response.Cookies.Append("session", "s3cret-cookie");
                return Results.Content("<!doctype html><p>Hello<script>fetch('/again', { headers: { Authorization: 'Bearer t0' + 'ken' } })</script>", "text/html");
            });
            app.MapGet("/again", () => "again");
        });
        using var result = await CaptureAsync(site, "/");
        var archive = Archive(result, "post");
        archive.ShouldContain("/again");
        archive.ShouldNotContain("s3cret-cookie");
        archive.ShouldNotContain("t0ken");
        archive.ShouldNotContain("Proxy-Authorization");
    }

    [Fact]
    public async Task What_goes_over_an_encrypted_connection_is_recorded_too()
    {
        using var certificate = Certificates.Make("posts.example");
        await using var site = await TestSite.StartAsync((_, app) => app.Page("/", "<p>A secret post"), certificate);
        Names.With("posts.example", ["127.0.0.1"]);
        using var result = await CaptureAsync(new CaptureRequest(new Uri($"https://posts.example:{site.Port}/"), null, "Jo")
        {
            Allowed = [new("posts.example", site.Port)],
            Roots = [certificate],
        });
        result.Post.Outcome.ShouldBe(CaptureOutcome.Captured, string.Join(' ', result.Post.Missing));
        Archive(result, "post").ShouldContain("A secret post");
    }

    [Fact]
    public async Task A_body_that_was_cut_off_is_kept_as_cut_off()
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/", "<p>Hello<script>fetch('/stream')</script>");
            app.MapGet("/stream", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("the beginning", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            });
        });
        using var result = await CaptureAsync(site, "/", Quick);
        var archive = Archive(result, "post");
        archive.ShouldContain("the beginning");
        archive.ShouldContain("WARC-Truncated: time");
        result.Post.Outcome.ShouldBe(CaptureOutcome.Partial);
        result.Post.Missing.ShouldBe(["The page was still asking for more after 4 seconds. What came later is not here.", "One answer was cut off at a limit of time or size; the archive says which."]);
    }

    [Fact]
    public async Task A_body_that_the_site_itself_broke_off_is_noted_and_no_limit_of_ours()
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/", "<p>Hello<script>fetch('/broken').then(r => r.text()).catch(() => {})</script>");
            app.MapGet("/broken", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("the beginning", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(500, context.RequestAborted); // a reset throws away what was not read yet
                context.Abort();
            });
        });
        using var result = await CaptureAsync(site, "/");
        Archive(result, "post").ShouldContain("WARC-Truncated: disconnect");
        (result.Post.Outcome, result.Post.Missing.Count).ShouldBe((CaptureOutcome.Captured, 0));
        result.Post.Notes.ShouldContain("One answer broke off before its end; the archive says which.");
    }

    /// <summary>All records of a page's archive, unpacked, one after the other.</summary>
    private static string Archive(CaptureResult result, string page)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(result.Folder, "capture.wacz"));
        using var stream = zip.GetEntry($"archive/{page}.warc.gz")!.Open();
        using var packed = new MemoryStream();
        stream.CopyTo(packed);
        packed.Position = 0;
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var all = new MemoryStream();
        unpacked.CopyTo(all);
        return Encoding.Latin1.GetString(all.ToArray());
    }
}
