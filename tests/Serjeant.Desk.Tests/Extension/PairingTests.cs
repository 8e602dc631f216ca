using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Team.Browsers;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Shell.Access;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Extension;

public sealed class PairingTests
{
    [Fact]
    public async Task A_code_pairs_one_browser_for_one_person_and_the_ledger_says_so()
    {
        await using var desk = await TestDesk.StartAsync();
        var code = await PairedExtension.CodeAsync(desk);
        code.ShouldMatch("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$");
        var first = new PairedExtension(desk, null);
        var typed = " " + code.Replace("-", " ").ToLowerInvariant();

        var paired = await PairedExtension.JsonAsync(await first.SendAsync(HttpMethod.Post, "/pair", new { code = typed }));
        paired.GetProperty("person").GetProperty("name").GetString().ShouldBe("Moderator person");
        var again = await new PairedExtension(desk, null).SendAsync(HttpMethod.Post, "/pair", new { code });
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PairedExtension.CodeOfAsync(again)).ShouldBe("wrong-code");

        var token = paired.GetProperty("token").GetString()!;
        first.Token = token;
        (await first.SendAsync(HttpMethod.Get, "/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var row = await desk.WithDbAsync(db => db.PairedBrowsers.SingleAsync());
        row.Device.ShouldBe("Chrome on Linux");
        row.TokenHash.ShouldBe(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        (await ActionsAsync(desk)).ShouldBe(["browser.code-made", "browser.paired"]);
    }

    [Fact]
    public async Task A_code_is_too_old_after_ten_minutes_and_a_newer_one_ends_it()
    {
        var clock = new TestClock();
        await using var desk = await TestDesk.StartAsync(clock.Use);
        var (older, code) = (await PairedExtension.CodeAsync(desk), await PairedExtension.CodeAsync(desk));
        var extension = new PairedExtension(desk, null);
        (await extension.SendAsync(HttpMethod.Post, "/pair", new { code = older })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        clock.Now += TimeSpan.FromMinutes(10);
        (await extension.SendAsync(HttpMethod.Post, "/pair", new { code })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"code\":7}")]
    public async Task What_is_no_request_is_refused_as_such(string body)
    {
        await using var desk = await TestDesk.StartAsync();
        var answer = await new PairedExtension(desk, null).SendAsync(HttpMethod.Post, "/pair", new StringContent(body, Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PairedExtension.CodeOfAsync(answer)).ShouldBe("not-understood");
        (await new PairedExtension(desk, null).SendAsync(HttpMethod.Post, "/pair", new { code = new string('7', 5_000) })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_down()
    {
        await using var desk = await TestDesk.StartAsync();
        var extension = new PairedExtension(desk, null);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 31; i++)
            answers.Add((await extension.SendAsync(HttpMethod.Post, "/pair", new { code = "0000-0000" })).StatusCode);
        answers.Take(30).ShouldAllBe(a => a == HttpStatusCode.UnprocessableEntity);
        answers[30].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("manager")]
    [InlineData("the extension itself")]
    [InlineData("leaving")]
    [InlineData("reset")]
    [InlineData("role")]
    public async Task A_token_ends_at_once(string by)
    {
        await using var desk = await TestDesk.StartAsync();
        var extension = await PairedExtension.PairAsync(desk);
        var (browser, person) = await desk.WithDbAsync(async db => (await db.PairedBrowsers.SingleAsync(), await db.Users.SingleAsync(p => p.Role == Role.Moderator)));
        var owner = await desk.SignedInAsync(Role.Moderator);
        var manager = await desk.SignedInAsync(Role.Manager);
        var theirPage = $"/team/people/{person.Id}";
        switch (by)
        {
            case "owner":
                await owner.SubmitAsync(await owner.PageAsync("/me/browsers"), $"form#end-{browser.Id}");
                break;
            case "manager":
                await manager.SubmitAsync(await manager.PageAsync(theirPage), $"form#end-browser-{browser.Id}");
                break;
            case "the extension itself":
                (await extension.SendAsync(HttpMethod.Delete, "/me")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
                break;
            case "leaving":
                await manager.SubmitAsync(await manager.PageAsync(theirPage), "form#leave");
                break;
            case "reset":
                await manager.SubmitAsync(await manager.PageAsync(theirPage), "form#reset");
                break;
            default:
                await manager.SubmitAsync(await manager.PageAsync(theirPage), "form#role", new Dictionary<string, string> { ["Role"] = "Viewer" });
                break;
        }

        var answer = await extension.SendAsync(HttpMethod.Get, "/me");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await PairedExtension.JsonAsync(answer)).GetProperty("message").GetString()!.ShouldContain("pair it again");
        (await desk.WithDbAsync(db => db.PairedBrowsers.SingleAsync())).EndedAt.ShouldNotBeNull();
        (await ActionsAsync(desk)).ShouldContain("browser.ended");
    }

    [Fact]
    public async Task A_code_made_before_a_role_was_lost_pairs_nothing()
    {
        await using var desk = await TestDesk.StartAsync();
        var code = await PairedExtension.CodeAsync(desk);
        await desk.WithDbAsync(db => db.Users.Where(p => p.Role == Role.Moderator).ExecuteUpdateAsync(set => set.SetProperty(p => p.Role, Role.Author)));
        (await new PairedExtension(desk, null).SendAsync(HttpMethod.Post, "/pair", new { code })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_last_day_or_ninety_days_unused_end_a_token_by_themselves()
    {
        var clock = new TestClock();
        await using var desk = await TestDesk.StartAsync(clock.Use);
        var (leaver, idler) = (await PairedExtension.PairAsync(desk), await PairedExtension.PairAsync(desk, Role.Manager));
        await desk.WithDbAsync(db => db.Users.Where(p => p.Role == Role.Moderator).ExecuteUpdateAsync(set => set.SetProperty(p => p.LeavesAt, clock.Now.AddDays(1))));
        clock.Now += TimeSpan.FromDays(2);
        (await leaver.SendAsync(HttpMethod.Get, "/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await idler.SendAsync(HttpMethod.Get, "/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Now += BrowserTokenHandler.LongestUnused + TimeSpan.FromMinutes(1);
        (await idler.SendAsync(HttpMethod.Get, "/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Somebody_elses_browser_is_not_found()
    {
        await using var desk = await TestDesk.StartAsync();
        var mine = await PairedExtension.PairAsync(desk);
        await PairedExtension.PairAsync(desk, Role.Manager);
        var other = await PairedExtension.PairAsync(desk, Role.Moderator, desk.OtherOfficeId);
        var ids = await desk.WithDbAsync(db => db.PairedBrowsers.IgnoreQueryFilters().OrderBy(b => b.Id).Select(b => b.Id).ToListAsync());
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync("/me/browsers");
        foreach (var id in ids.Skip(1))
            (await browser.SubmitAsync(page, $"form#end-{ids[0]}", to: $"/me/browsers?browser={id}&handler=End")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.SendAsync(HttpMethod.Get, "/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await mine.SendAsync(HttpMethod.Get, "/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cookie_opens_no_call_and_a_token_no_page()
    {
        await using var desk = await TestDesk.StartAsync();
        var extension = await PairedExtension.PairAsync(desk);
        (await (await desk.SignedInAsync(Role.Manager)).GetAsync("/api/browser/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var stranger = desk.Browser();
        var request = new HttpRequestMessage(HttpMethod.Get, "/inbox");
        request.Headers.Add("Authorization", "Bearer " + extension.Token);
        (await stranger.SendAsync(request)).Headers.Location!.ToString().ShouldStartWith("/sign-in?");
        var answer = await extension.SendAsync(HttpMethod.Get, "/me");
        answer.Headers.ShouldNotContain(h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        answer.Headers.ShouldNotContain(h => h.Key == "Set-Cookie");
    }

    [Fact]
    public async Task Ten_browsers_are_enough()
    {
        await using var desk = await TestDesk.StartAsync();
        await desk.WithDbAsync(async db =>
        {
            var person = await db.Users.SingleAsync(p => p.Role == Role.Moderator);
            for (var i = 0; i < BrowserPairing.Most; i++)
                db.PairedBrowsers.Add(new PairedBrowser { OfficeId = desk.OfficeId, PersonId = person.Id, TokenHash = [(byte)i], Device = "A test", PairedAt = DateTimeOffset.UtcNow, LastSeenAt = DateTimeOffset.UtcNow });
            return await db.SaveChangesAsync();
        });
        var browser = await desk.SignedInAsync(Role.Moderator);
        var answer = await browser.SubmitAsync(await browser.PageAsync("/me/browsers"), "form#code-form");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(answer)).QuerySelector(".govuk-error-summary a[href='#make-code']").ShouldNotBeNull();
    }

    private static Task<List<string>> ActionsAsync(TestDesk desk) => desk.WithDbAsync(db =>
        db.LedgerEntries.Where(e => e.Action.StartsWith("browser.")).OrderBy(e => e.Index).Select(e => e.Action).ToListAsync());
}
