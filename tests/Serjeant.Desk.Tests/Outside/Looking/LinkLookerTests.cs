using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Serjeant.Desk.Tests.Outside.Capture;
using Serjeant.Mail.Looking;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Looking;
using Serjeant.Outside.Pictures;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Looking;

/// <summary>Real pages of hostile kinds, opened in the real browser.</summary>
public sealed class LinkLookerTests(Browsers browsers) : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder work = new();

    public void Dispose() => work.Dispose();

    [Fact]
    public async Task A_sign_in_page_behind_redirects_is_seen_with_its_way_its_words_and_its_picture()
    {
        await using var site = await SiteAsync(app =>
        {
            app.MapGet("/short", () => Results.Redirect("/middle"));
            app.Page("/middle", "<script>location.replace('/end')</script>");
            app.Page("/end", "<img src=/logo.png alt='Contoso logo' width=40 height=40><h1>Sign in</h1><form action='https://collect.example/post'><label>Email <input name=user type=email></label><input name=pass type=password placeholder=Password></form>");
        });
        var (page, picture) = await LookAsync(site, "/short");
        page.Outcome.ShouldBe(LookOutcome.Shown);
        page.Final.ShouldBe(site.At("/end").AbsoluteUri);
        page.Title.ShouldBe("Page /end");
        page.MovedOn.ShouldBeTrue();
        page.Headings.ShouldBe(["Sign in"]);
        page.Pictures.ShouldBe(["Contoso logo"]);
        page.Fields.Select(f => (f.Type, f.Hint, f.SendsTo)).ShouldBe([("email", "Email", "https://collect.example/post"), ("password", "Password", "https://collect.example/post")]);
        PictureHead.Read(picture).ShouldBe(new PictureHead("image/jpeg", 960, 675));
    }

    [Fact]
    public async Task Redirects_by_the_server_are_the_way()
    {
        await using var site = await SiteAsync(app =>
        {
            app.MapGet("/a", () => Results.Redirect("/b"));
            app.MapGet("/b", () => Results.Redirect("/c"));
            app.Page("/c", "<p>There");
        });
        var (page, _) = await LookAsync(site, "/a");
        page.Steps.Select(s => (s.Status, s.To)).ShouldBe([(302, site.At("/b").AbsoluteUri), (302, site.At("/c").AbsoluteUri)]);
        page.MovedOn.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<iframe src=/inner></iframe>")]
    [InlineData("<x-a></x-a><script>document.querySelector('x-a').attachShadow({ mode: 'open' }).innerHTML = '<h2>Inside</h2><input type=password placeholder=Password>'</script>")]
    [InlineData("<x-a></x-a><script>document.querySelector('x-a').attachShadow({ mode: 'closed' }).innerHTML = '<h2>Inside</h2><input type=password placeholder=Password>'</script>")]
    [InlineData("<div><template shadowrootmode=closed><h2>Inside</h2><input type=password placeholder=Password></template></div>")]
    [InlineData("<h2>Inside</h2><input placeholder=Password type=text style='-webkit-text-security: disc'>")]
    // Names that cover what scripts ask for.
    [InlineData("<form><input name=getAttribute><input name=action><h2>Inside</h2><input type=password placeholder=Password></form><img name=title><img name=querySelector><img name=createTreeWalker>")]
    [InlineData("<script>HTMLInputElement.prototype.__defineGetter__('type', () => 'text'); Element.prototype.getAttribute = () => 'x'; Array.prototype.slice = () => []</script><h2>Inside</h2><input type=password placeholder=Password>")]
    public async Task A_password_is_found_where_it_hides(string body)
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/", body);
            app.Page("/inner", "<h2>Inside</h2><input type=password placeholder=Password>");
        });
        var (page, _) = await LookAsync(site, "/");
        page.Fields.ShouldContain(f => f.Hint == "Password" && (f.Type == "password" || f.Masked));
        page.Headings.ShouldContain("Inside");
        page.Text.ShouldContain("Inside");
    }

    [Fact]
    public async Task A_frame_of_another_site_is_read_by_its_own_session()
    {
        await using var site = await SiteAsync(app => app.Page("/inner", "<h2>Inside</h2><div></div><script>document.querySelector('div').attachShadow({ mode: 'closed' }).innerHTML = '<input type=password placeholder=Password>'</script>"));
        await using var outer = await SiteAsync(app => app.Page("/", $"<h1>Documents</h1><iframe src='http://inner.test:{site.Port}/inner'></iframe>"));
        var (page, _) = await LookAsync(new LookRequest(outer.At("/")) { Allowed = [outer.Allowed, new AllowedAddress("inner.test", site.Port)] }, new FixedResolver().With("inner.test", ["127.0.0.1"]));
        var field = page.Fields.ShouldHaveSingleItem();
        (field.Hint, field.Frame).ShouldBe(("Password", $"http://inner.test:{site.Port}/inner"));
        page.Headings.ShouldBe(["Documents", "Inside"]);
        page.Frames.ShouldBe([field.Frame]);
    }

    [Fact]
    public async Task A_field_that_nobody_sees_is_none()
    {
        await using var site = await SiteAsync(app => app.Page("/", "<p>Hello<input type=password style='display:none'><input type=password style='opacity:0'><input type=password style='position:absolute;left:-9999px'><input type=hidden>"));
        (await LookAsync(site, "/")).Page.Fields.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_download_is_refused_and_told()
    {
        await using var site = await SiteAsync(app =>
        {
            app.MapGet("/file", () => Results.File(new byte[100], "application/octet-stream", "setup.exe"));
            app.Page("/page", "<p>Your file is coming<iframe src=/file></iframe>");
        });
        var (file, picture) = await LookAsync(site, "/file");
        (file.Outcome, file.Download, picture).ShouldBe((LookOutcome.File, "setup.exe", null));
        var (page, _) = await LookAsync(site, "/page");
        (page.Outcome, page.Download).ShouldBe((LookOutcome.Shown, "setup.exe"));
    }

    [Fact]
    public async Task What_is_no_page_is_told_for_what_it_is()
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/gone", "<p>Gone", 404);
            app.Page("/no", "<p>Forbidden", 403);
            app.Page("/hiding", "<h1>Sign in</h1><input type=password>", 404);
            app.MapGet("/in", () => Results.Redirect("http://10.0.0.1/admin"));
        });
        (await LookAsync(site, "/gone")).Page.Outcome.ShouldBe(LookOutcome.NotThere);
        (await LookAsync(site, "/no")).Page.Outcome.ShouldBe(LookOutcome.Refused);
        (await LookAsync(site, "/hiding")).Page.Outcome.ShouldBe(LookOutcome.Shown);
        var inside = (await LookAsync(site, "/in")).Page;
        (inside.Outcome, inside.Final).ShouldBe((LookOutcome.Private, "http://10.0.0.1/admin"));
        inside.Why!.ShouldContain("private");
        (await LookAsync(new LookRequest(new Uri("http://no-such-name.example/")))).Page.Outcome.ShouldBe(LookOutcome.NotThere);
        (await LookAsync(new LookRequest(site.At("/gone")))).Page.Outcome.ShouldBe(LookOutcome.Private);
    }

    [Fact]
    public async Task A_page_that_never_lets_go_or_never_ends_costs_bounded_time()
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/busy", "<h1>Busy</h1><script>onload = () => setTimeout(() => { for (;;); }, 50)</script>");
            app.MapGet("/endless", async (HttpContext context) =>
            {
                context.Response.ContentType = "text/html";
                for (var i = 0; ; i++) await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"<p>{i} {new string('x', 100_000)}"), context.RequestAborted);
            });
            app.Page("/many", "<script>for (let i = 0; i < 60000; i++) document.body.append(document.createElement('input')); for (let i = 0; i < 3; i++) open('/busy')</script>");
        });
        var began = TimeProvider.System.GetTimestamp();
        (await LookAsync(site, "/busy")).Page.Outcome.ShouldBe(LookOutcome.Shown);
        (await LookAsync(site, "/endless")).Page.Outcome.ShouldBeOneOf(LookOutcome.Shown, LookOutcome.NoAnswer);
        var many = (await LookAsync(site, "/many")).Page;
        many.Fields.Count.ShouldBeLessThanOrEqualTo(60);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMinutes(3));
    }

    private static Task<TestSite> SiteAsync(Action<WebApplication> pages) => TestSite.StartAsync((_, app) => pages(app));

    private Task<Look> LookAsync(TestSite site, string path) => LookAsync(new LookRequest(site.At(path)) { Allowed = [site.Allowed] });

    private Task<Look> LookAsync(LookRequest request, FixedResolver? names = null) =>
        new LinkLooker(browsers.Host, new PictureRedrawer(browsers.Host), names ?? new FixedResolver(), TimeProvider.System, Browsers.Options with { WorkFolder = work.Path }).LookAsync(request, _ => Task.CompletedTask, Cancel);
}
