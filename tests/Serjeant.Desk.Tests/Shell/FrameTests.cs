using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Shell.Access;
using Serjeant.Shell.Layout;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Shell;

/// <summary>What every page carries: headers, frame, and what happens when something goes wrong.</summary>
public sealed class FrameTests
{
    private static Task<TestDesk> StyledDeskAsync(Action<IServiceCollection>? services = null) => TestDesk.StartAsync(b =>
    {
        b.Environment.EnvironmentName = "Development";
        services?.Invoke(b.Services);
    });

    [Fact]
    public async Task Every_page_forbids_inline_code_framing_and_storing()
    {
        await using var desk = await StyledDeskAsync();
        var answer = await desk.Browser().GetAsync("/style");
        var csp = answer.Headers.GetValues("Content-Security-Policy").Single();
        csp.ShouldContain("default-src 'none'");
        csp.ShouldContain("script-src 'self'");
        csp.ShouldContain("style-src 'self'");
        csp.ShouldContain("frame-ancestors 'none'");
        csp.ShouldContain("base-uri 'none'");
        csp.ShouldContain("form-action 'self'");
        csp.ShouldNotContain("unsafe");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
    }

    [Fact]
    public async Task A_page_with_every_component_has_no_inline_style_or_script()
    {
        await using var desk = await StyledDeskAsync();
        var page = await desk.Browser().PageAsync("/style");
        page.QuerySelectorAll("[style], style").ShouldBeEmpty();
        page.QuerySelectorAll("script").ShouldAllBe(s => s.HasAttribute("src") && s.TextContent.Length == 0);
        page.All.SelectMany(e => e.Attributes).Select(a => a.Name).ShouldNotContain(n => n.StartsWith("on") || n.StartsWith("hx-on"));
    }

    [Fact]
    public async Task The_stylesheet_is_served_under_a_name_that_changes_with_it_and_may_be_kept()
    {
        await using var desk = await StyledDeskAsync();
        var browser = desk.Browser();
        var page = await browser.PageAsync("/style");
        var address = page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        address.ShouldMatch(@"^/assets/desk\.[a-z0-9]+\.css$");
        var answer = await browser.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("--desk-paper");
    }

    [Fact]
    public async Task Covered_words_are_inside_a_closed_details_and_encoded()
    {
        await using var desk = await StyledDeskAsync();
        var page = await desk.Browser().PageAsync("/style");
        var covered = page.GetElementById("m-3")!;
        covered.LocalName.ShouldBe("details");
        covered.HasAttribute("open").ShouldBeFalse();
        var text = covered.QuerySelector(".desk-covered__text")!;
        text.TextContent.ShouldContain("<b>Councillor</b>");
        text.QuerySelector("b").ShouldBeNull();
        text.GetAttribute("dir").ShouldBe("auto");
    }

    [Fact]
    public async Task Words_that_the_server_keeps_until_asked_are_not_in_the_page()
    {
        await using var desk = await StyledDeskAsync();
        var covered = (await desk.Browser().PageAsync("/style")).GetElementById("asked")!;
        covered.TextContent.ShouldNotContain("You will pay");
        covered.QuerySelector("a")!.GetAttribute("href").ShouldBe("/style?handler=words");
    }

    [Fact]
    public async Task The_style_page_is_not_there_outside_development()
    {
        await using var desk = await TestDesk.StartAsync();
        (await desk.Browser().GetAsync("/style")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stale_form_is_told_apart_and_nothing_technical_is_said()
    {
        await using var desk = await StyledDeskAsync();
        var answer = await desk.Browser().SendAsync(new(HttpMethod.Post, "/style") { Content = new FormUrlEncodedContent([new("Email", "a@example.org")]) });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await TestBrowser.ReadAsync(answer);
        page.QuerySelector("h1")!.TextContent.ShouldBe("This page was open too long");
        page.Body!.TextContent.ShouldNotContain("ntiforgery");
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_says_so_in_plain_words()
    {
        await using var desk = await TestDesk.StartAsync();
        var answer = await (await desk.SignedInAsync(Role.Manager)).GetAsync("/no-such-page");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await TestBrowser.ReadAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe("Page not found");
    }

    [Fact]
    public async Task A_failure_gives_a_reference_and_no_detail_and_keeps_the_headers()
    {
        await using var desk = await StyledDeskAsync(s => s.Configure<MvcOptions>(o => o.Filters.Add(new Failing())));
        var answer = await desk.Browser().GetAsync("/style");
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
        var page = await TestBrowser.ReadAsync(answer);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Something went wrong on our side");
        page.QuerySelector("main code")!.TextContent.ShouldNotBeEmpty();
        page.Source.Text.ShouldNotContain("the secret detail");
        page.Source.Text.ShouldNotContain(nameof(InvalidOperationException));
    }

    [Fact]
    public async Task A_database_that_is_gone_still_leads_to_the_problem_page()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        await desk.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"SignInSessions\" RENAME TO \"Gone\""));
        var answer = await browser.GetAsync("/happening-now");
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await TestBrowser.ReadAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe("Something went wrong on our side");
    }

    [Fact]
    public async Task Chapters_show_in_their_order_and_only_to_who_may()
    {
        await using var desk = await StyledDeskAsync(s =>
        {
            s.AddChapter(new("Zebra", "/style", ChapterOrder.Today - 1, "team"));
            s.AddChapter(new("Retention test", "/nowhere", ChapterOrder.Team + 1, "plans", Permission.ManageRetention));
        });
        var forManager = await (await desk.SignedInAsync(Role.Manager)).PageAsync("/style");
        var names = forManager.QuerySelectorAll(".desk-side a").Select(a => a.TextContent.Trim()).ToList();
        names[0].ShouldBe("Zebra");
        names[^1].ShouldBe("Retention test");
        forManager.QuerySelector(".desk-side a[aria-current=page]")!.TextContent.Trim().ShouldBe("Zebra");
        var forViewer = await (await desk.SignedInAsync(Role.Viewer)).PageAsync("/style");
        forViewer.QuerySelectorAll(".desk-side a").Select(a => a.TextContent.Trim()).ShouldNotContain("Retention test");
        var forNobody = await desk.Browser().PageAsync("/style");
        forNobody.QuerySelectorAll(".desk-side a, .desk-tabbar a").ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_in_danger_is_on_every_page()
    {
        await using var desk = await TestDesk.StartAsync();
        var page = await TestBrowser.ReadAsync(await desk.Browser().GetAsync("/problem/404"));
        page.QuerySelector("header a.desk-now")!.GetAttribute("href").ShouldBe("/happening-now");
        page.QuerySelector("footer a[href='tel:999']").ShouldNotBeNull();
    }

    private sealed class Failing : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            if (context.HttpContext.Request.Path == "/style") throw new InvalidOperationException("the secret detail");
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }
}
