using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.SignIn;

public sealed class SessionTests
{
    private const string AnyPage = "/sign-in/again";

    [Fact]
    public async Task A_session_ended_elsewhere_is_over_at_the_next_request()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await browser.GetAsync(AnyPage)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await desk.WithDbAsync(db => db.SignInSessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, DateTimeOffset.UtcNow)));

        (await browser.GetAsync(AnyPage)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Somebody_whose_leaving_date_has_come_is_out()
    {
        var clock = new TestClock();
        await using var desk = await TestDesk.StartAsync(clock.Use);
        var browser = await desk.SignedInAsync(Role.Moderator);
        await desk.WithDbAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(p => p.LeavesAt, clock.Now.AddMinutes(1))));
        (await browser.GetAsync(AnyPage)).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Now += TimeSpan.FromMinutes(1);
        (await browser.GetAsync(AnyPage)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_idle_session_closes()
    {
        var clock = new TestClock();
        await using var desk = await TestDesk.StartAsync(clock.Use);
        var browser = await desk.SignedInAsync(Role.Moderator);
        clock.Now += TimeSpan.FromMinutes(31);

        (await browser.GetAsync(AnyPage)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.WithDbAsync(db => db.SignInSessions.SingleAsync())).EndedWhy.ShouldBe("idle");
    }

    [Fact]
    public async Task Signing_out_ends_the_row_and_the_old_cookie_is_worthless()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var cookie = browser.Cookies["serjeant"];
        var page = await browser.PageAsync("/sign-out");
        await browser.SubmitAsync(page, "form#sign-out");

        var thief = desk.Browser();
        thief.Cookies["serjeant"] = cookie;
        (await thief.GetAsync(AnyPage)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Proving_again_needs_the_password_and_a_code_and_makes_the_session_fresh()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Manager);
        var browser = await desk.SignedInAsync(Role.Manager);
        var old = DateTimeOffset.UtcNow.AddHours(-1);
        await desk.WithDbAsync(db => db.SignInSessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.FreshAt, old)));
        var page = await browser.PageAsync("/sign-in/again?returnTo=/team");

        var wrong = await browser.SubmitAsync(page, "form#password", new Dictionary<string, string> { ["Password"] = TestSignIn.Password, ["Code"] = "000000" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var right = await browser.SubmitAsync(page, "form#password",
            new Dictionary<string, string> { ["Password"] = TestSignIn.Password, ["Code"] = sam.Code(DateTimeOffset.UtcNow) });
        right.Headers.Location!.ToString().ShouldBe("/team");
        (await desk.WithDbAsync(db => db.SignInSessions.SingleAsync())).FreshAt.ShouldBeGreaterThan(old.AddMinutes(50));
    }
}
