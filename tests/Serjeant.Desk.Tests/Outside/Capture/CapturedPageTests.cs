using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Shouldly;
using UglyToad.PdfPig;

namespace Serjeant.Desk.Tests.Outside.Capture;

public sealed class CapturedPageTests(Browsers browsers) : CaptureTestBase(browsers)
{
    [Fact]
    public async Task One_request_keeps_the_post_and_the_profile_each_as_picture_text_html_pdf_and_facts()
    {
        await using var site = await TestSite.StartAsync((_, app) =>
        {
            app.Page("/post", "<h1>A post</h1><p style='height:2400px'>You will regret this</p><p>The end of it</p>");
            app.Page("/author", "<h1>The author</h1>");
        });
        var before = DateTimeOffset.UtcNow;
        using var result = await CaptureAsync(site, "/post", profile: "/author");

        result.IsWhole.ShouldBeTrue(string.Join(' ', result.Pages.SelectMany(page => page.Missing)));
        result.HasPost.ShouldBeTrue();
        string[] expected = ["dom.html", "facts.json", "manifest-sha256.txt", "page.pdf", "page.png", "text.txt", "viewport.png"];
        foreach (var page in (string[])["post", "profile"])
            result.Files.Where(file => file.Path.StartsWith(page + "/")).Select(file => Path.GetFileName(file.Path)).ShouldBe(expected);
        result.Files.ShouldContain(file => file.Path == "capture.wacz" && file.MediaType == "application/wacz");
        foreach (var file in result.Files)
            file.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(result.Folder, file.Path), Cancel))));
        SumsFile.Parse(await File.ReadAllBytesAsync(Path.Combine(result.Folder, "post/manifest-sha256.txt"), Cancel)).Keys.ShouldContain("facts.json");

        var post = result.Post;
        post.Outcome.ShouldBe(CaptureOutcome.Captured);
        post.RequestedAddress.ShouldBe(site.At("/post").AbsoluteUri);
        post.FinalAddress.ShouldBe(post.RequestedAddress);
        post.Status.ShouldBe(200);
        post.Title.ShouldBe("Page /post");
        post.ServerAddress.ShouldBe($"127.0.0.1:{site.Port}");
        post.At.ShouldBeInRange(before, DateTimeOffset.UtcNow);
        post.AtLocal.ShouldBe(post.At);
        post.TimeZone.ShouldBe("Europe/London");
        post.Browser.ShouldMatch(@"^Chromium \d+\.\d+\.\d+\.\d+$");
        post.SignedIn.ShouldBe(false);
        post.Operator.ShouldBe("Jo Smith");
        (post.ViewportWidth, post.ViewportHeight).ShouldBe((1600, 900));
        Read(result, "post/text.txt").ShouldContain("You will regret this");
        Read(result, "post/dom.html").ShouldContain("<h1>A post</h1>");
        Read(result, "profile/text.txt").ShouldContain("The author");
        SizeOf(result, "post/viewport.png").ShouldBe((1600, 900));
        SizeOf(result, "post/page.png").Height.ShouldBeGreaterThan(2400);
        using var pdf = PdfDocument.Open(Path.Combine(result.Folder, "post/page.pdf"));
        string.Concat(pdf.GetPages().Select(page => page.Text)).ShouldContain("The end of it");
    }

    [Fact]
    public async Task What_loads_only_when_scrolled_to_is_kept()
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/late", "<div style='height:5000px'></div><p id=late>not yet</p><script>new IntersectionObserver(seen => { if (seen[0].isIntersecting) fetch('/more').then(r => r.text()).then(t => late.textContent = t) }).observe(late)</script>");
            app.MapGet("/more", () => "here now");
        });
        using var result = await CaptureAsync(site, "/late");
        Read(result, "post/text.txt").ShouldContain("here now");
    }

    [Fact]
    public async Task A_redirect_is_followed_and_each_step_listed()
    {
        await using var site = await SiteAsync(app =>
        {
            app.MapGet("/a", () => Results.Redirect("/b"));
            app.MapGet("/b", () => Results.Redirect("/c", permanent: true));
            app.Page("/c", "<p>Arrived");
        });
        using var result = await CaptureAsync(site, "/a");
        result.Post.FinalAddress.ShouldBe(site.At("/c").AbsoluteUri);
        result.Post.Redirects.Select(step => (step.Status, new Uri(step.From).AbsolutePath, new Uri(step.To).AbsolutePath))
            .ShouldBe([(302, "/a", "/b"), (301, "/b", "/c")]);
    }

    [Theory]
    [InlineData("/gone", 404, CaptureOutcome.NotFound)]
    [InlineData("/deleted", 410, CaptureOutcome.NotFound)]
    [InlineData("/forbidden", 403, CaptureOutcome.Blocked)]
    [InlineData("/broken", 503, CaptureOutcome.Failed)]
    public async Task A_page_that_is_gone_or_refused_is_kept_and_its_status_said(string path, int status, CaptureOutcome outcome)
    {
        await using var site = await SiteAsync(app => app.Page(path, "<p>What the site showed", status));
        using var result = await CaptureAsync(site, path);
        result.Post.Outcome.ShouldBe(outcome);
        result.Post.Status.ShouldBe(status);
        result.HasPost.ShouldBeTrue();
        Read(result, "post/text.txt").ShouldContain("What the site showed");
        CaptureWords.Of(result.Post).ShouldContain(status.ToString());
    }

    [Theory]
    [InlineData("<p>Log in to continue</p><form><input name=u><input type=password></form>")]
    [InlineData("<h1>You must log in to see this page</h1>")]
    public async Task A_login_wall_is_said_to_be_one(string body)
    {
        await using var site = await SiteAsync(app => app.Page("/wall", body));
        using var result = await CaptureAsync(site, "/wall");
        result.Post.Outcome.ShouldBe(CaptureOutcome.LoginWall);
        result.Post.Notes[0].ShouldContain("looks like");
        result.HasPost.ShouldBeTrue();
    }

    [Theory]
    [InlineData(404, CaptureOutcome.NotFound)]
    [InlineData(410, CaptureOutcome.NotFound)]
    [InlineData(403, CaptureOutcome.Blocked)]
    [InlineData(503, CaptureOutcome.Failed)]
    public async Task A_status_with_an_empty_page_is_what_it_says_though_there_is_nothing_to_keep(int status, CaptureOutcome outcome)
    {
        await using var site = await SiteAsync(app => app.MapGet("/post", () => Results.StatusCode(status)));
        using var result = await CaptureAsync(site, "/post");
        (result.Post.Outcome, result.Post.Status, result.HasPost).ShouldBe((outcome, status, false));
        CaptureWords.Of(result.Post).ShouldBe($"The site answered with the status {status} and an empty page.");
    }

    [Fact]
    public async Task A_second_look_keeps_the_first_screen_the_words_and_the_facts_and_no_traffic()
    {
        await using var site = await TestSite.StartAsync((_, app) =>
        {
            app.Page("/post", "<h1>A post</h1>");
            app.Page("/author", "<h1>The author</h1>");
            app.MapGet("/busy", (HttpContext context) =>
            {
                context.Response.Headers.RetryAfter = "120";
                return Results.Content("Slow down", "text/html", statusCode: 429);
            });
        });
        using var result = await CaptureAsync(new CaptureRequest(site.At("/post"), site.At("/author"), "Jo Smith") { Allowed = [site.Allowed], Small = true });
        result.IsWhole.ShouldBeTrue(string.Join(' ', result.Pages.SelectMany(page => page.Missing)));
        result.Files.Select(file => file.Path).ShouldBe(
        [
            "post/facts.json", "post/manifest-sha256.txt", "post/text.txt", "post/viewport.png",
            "profile/facts.json", "profile/manifest-sha256.txt", "profile/text.txt", "profile/viewport.png",
        ]);
        result.AsksToWait.ShouldBeFalse();

        using var busy = await CaptureAsync(new CaptureRequest(site.At("/busy"), site.At("/author"), "Jo Smith") { Allowed = [site.Allowed], Small = true });
        (busy.AsksToWait, busy.RetryAfter, busy.Profile).ShouldBe((true, TimeSpan.FromSeconds(120), null));
    }

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData(" 0 ", 0.0)]
    [InlineData("99999999999999999999", 172_800.0)]
    [InlineData("Sat, 28 Nov 2026 10:01:00 GMT", 60.0)]
    [InlineData("Sat, 28 Nov 2020 10:01:00 GMT", 0.0)]
    [InlineData("Wed, 28 Nov 2096 10:01:00 GMT", 172_800.0)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void How_long_a_site_asks_to_be_left_alone_is_read_and_bounded(string? field, double? seconds) =>
        RetryAfter.Read(field, new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero)).ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);

    [Fact]
    public async Task A_redirect_to_a_sign_in_page_is_a_login_wall()
    {
        await using var site = await SiteAsync(app =>
        {
            app.MapGet("/post", () => Results.Redirect("/accounts/login/?next=/post"));
            app.Page("/accounts/login/", "<p>Welcome");
        });
        using var result = await CaptureAsync(site, "/post");
        result.Post.Outcome.ShouldBe(CaptureOutcome.LoginWall);
    }

    [Fact]
    public async Task A_post_about_signing_in_is_not_taken_for_a_login_wall()
    {
        await using var site = await SiteAsync(app => app.Page("/post", $"<p>They said page not found, please log in to see. {string.Join(' ', Enumerable.Repeat("and so on", 200))}"));
        using var result = await CaptureAsync(site, "/post");
        result.Post.Outcome.ShouldBe(CaptureOutcome.Captured);
    }

    [Fact]
    public async Task Cookies_do_not_outlive_a_page_and_are_not_in_what_is_kept()
    {
        await using var site = await TestSite.StartAsync((_, app) => app.MapGet("/c", (HttpContext context) =>
        {
            context.Response.Cookies.Append("secret-session", "abc123");
            return Results.Content("<!doctype html><p>Hello", "text/html");
        }));
        using var result = await CaptureAsync(site, "/c", profile: "/c");
        site.Cookies.ShouldBeEmpty();
        foreach (var file in result.Files.Where(file => file.Path.EndsWith(".json") || file.Path.EndsWith(".html")))
            Read(result, file.Path).ShouldNotContain("abc123");
        Read(result, "post/facts.json").ShouldNotContain("ookie");
    }

    [Theory]
    [InlineData("<div style='position:fixed;bottom:0;left:0;right:0;background:#fff'>We use cookies. <button onclick=\"document.title='clicked'\">Accept all</button></div>", true)]
    [InlineData("<p>They wrote about cookies, and I ate one</p><button>Reply</button>", false)]
    [InlineData("<div style='position:fixed;bottom:0;left:0;right:0'>Chat with us <button>Open</button></div>", false)]
    [InlineData("<iframe style='position:fixed;bottom:0;left:0;width:100%;height:120px' srcdoc='<p>Your privacy matters to us</p><button>Accept</button>'></iframe>", true)]
    [InlineData("<div id=host></div><script>host.attachShadow({mode:'open'}).innerHTML = '<div style=\"position:fixed;bottom:0;left:0;right:0;background:#fff\">We use cookies <button>Accept</button></div>'</script>", true)]
    [InlineData("<div id=host style='position:fixed;bottom:0;left:0;right:0'></div><script>host.attachShadow({mode:'open'}).innerHTML = '<p>We value your privacy</p><span></span>'; host.shadowRoot.querySelector('span').attachShadow({mode:'open'}).innerHTML = '<button>Agree</button>'</script>", true)]
    [InlineData("<iframe style='width:100%;height:700px' srcdoc='<p>A recipe for cookies</p><button>Like</button>'></iframe>", false)]
    public async Task A_cookie_banner_is_noted_and_not_clicked(string banner, bool noted)
    {
        await using var site = await SiteAsync(app => app.Page("/", $"<h1>A post</h1>{banner}"));
        using var result = await CaptureAsync(site, "/");
        result.Post.Notes.Any(note => note.Contains("cookies")).ShouldBe(noted);
        result.Post.Title.ShouldBe("Page /");
    }

    [Fact]
    public async Task Disposing_the_result_leaves_nothing_on_disk()
    {
        await using var site = await SiteAsync(app => app.Page("/", "<p>Hello"));
        (await CaptureAsync(site, "/")).Dispose();
        Directory.EnumerateDirectories(WorkFolder).ShouldBeEmpty();
    }

    private static (int Width, int Height) SizeOf(CaptureResult result, string path)
    {
        var bytes = File.ReadAllBytes(Path.Combine(result.Folder, path));
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }
}
