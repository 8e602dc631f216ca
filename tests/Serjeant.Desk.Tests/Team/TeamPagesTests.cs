using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Team.People;
using Serjeant.Data;
using Serjeant.Desk.Tests.SignIn;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Team;

public sealed class TeamPagesTests
{
    [Fact]
    public async Task Another_offices_person_is_not_found()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        var other = await desk.WithDbAsync(db => db.Users.SingleAsync(p => p.Role == Role.Viewer), desk.OtherOfficeId);
        (await browser.GetAsync($"/team/people/{other.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var own = await desk.WithDbAsync(db => db.Users.SingleAsync(p => p.Role == Role.Viewer));
        var page = await browser.PageAsync($"/team/people/{own.Id}");
        var form = page.QuerySelector("form#leave")!;
        form.SetAttribute("action", form.GetAttribute("action")!.Replace($"/{own.Id}", $"/{other.Id}", StringComparison.Ordinal));
        (await browser.SubmitAsync(page, "form#leave")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.WithDbAsync(db => db.Users.SingleAsync(p => p.Id == other.Id), desk.OtherOfficeId)).LeftAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_risky_page_asks_somebody_who_proved_it_an_hour_ago_to_prove_it_again()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        await desk.WithDbAsync(db => db.SignInSessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.FreshAt, DateTimeOffset.UtcNow.AddMinutes(-11))));

        (await browser.GetAsync("/team/invite")).Headers.Location!.ToString().ShouldBe("/sign-in/again?returnTo=%2Fteam%2Finvite");
        (await browser.GetAsync("/team")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_invited_person_chooses_how_to_sign_in_and_is_in()
    {
        await using var desk = await TestDesk.StartAsync();
        var manager = await desk.SignedInAsync(Role.Manager);
        var form = await manager.PageAsync("/team/invite");
        var invited = await manager.SubmitAsync(form, "form#invite", new Dictionary<string, string> { ["Name"] = "Kit New", ["Email"] = "kit@example.org", ["Role"] = "Author" });
        var page = await manager.PageAsync(invited.Headers.Location!.ToString());
        var link = new Uri(page.QuerySelector("[data-join-link]")!.TextContent.Trim()).PathAndQuery;
        (await manager.PageAsync(invited.Headers.Location!.ToString())).QuerySelector("[data-join-link]").ShouldBeNull();

        var kit = desk.Browser();
        var join = await kit.PageAsync(link);
        (await kit.SubmitAsync(join, "form#start")).Headers.Location!.ToString().ShouldBe("/join/how");
        await kit.SubmitAsync(await kit.PageAsync("/join/password"), "form#password", new Dictionary<string, string> { ["Password"] = TestSignIn.Password });
        var app = await kit.PageAsync("/join/authenticator");
        await kit.SubmitAsync(app, "form#authenticator", new Dictionary<string, string> { ["Code"] = SetUp.SetUpWalk.CodeOf(SetUp.SetUpWalk.ReadSecret(app)) });
        var codes = await kit.PageAsync("/join/codes");
        (await kit.SubmitAsync(codes, "form#kept")).Headers.Location!.ToString().ShouldBe("/");

        (await kit.GetAsync("/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Browser().GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await kit.GetAsync("/join/password")).Headers.Location!.ToString().ShouldBe("/join/closed");
    }

    [Theory]
    [InlineData("Name", "")]
    [InlineData("Email", "nonsense")]
    [InlineData("Email", "moderator@office1.example")]
    [InlineData("Role", "77")]
    [InlineData("LastDay.Year", "1999")]
    public async Task A_wrong_invitation_names_its_field(string field, string value)
    {
        await using var desk = await TestDesk.StartAsync();
        var manager = await desk.SignedInAsync(Role.Manager);
        var page = await manager.PageAsync("/team/invite");
        var fill = new Dictionary<string, string> { ["Name"] = "Kit", ["Email"] = "kit@example.org", ["Role"] = "Author", [field] = value };
        if (field.StartsWith("LastDay", StringComparison.Ordinal))
            (fill["LastDay.Day"], fill["LastDay.Month"]) = ("1", "1");
        var before = await desk.WithDbAsync(db => db.Users.CountAsync());

        var answer = await manager.SubmitAsync(page, "form#invite", fill);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(answer)).QuerySelectorAll(".govuk-error-summary a").Length.ShouldBe(1);
        (await desk.WithDbAsync(db => db.Users.CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task A_changed_role_counts_at_the_next_press()
    {
        await using var desk = await TestDesk.StartAsync();
        var moderator = await desk.SignedInAsync(Role.Moderator);
        (await moderator.GetAsync("/team")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var person = await desk.WithDbAsync(db => db.Users.SingleAsync(p => p.Role == Role.Moderator));
        var manager = await desk.SignedInAsync(Role.Manager);
        await manager.SubmitAsync(await manager.PageAsync($"/team/people/{person.Id}"), "form#role", new Dictionary<string, string> { ["Role"] = "Viewer" });

        (await moderator.GetAsync("/team")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "person.role-changed"))).SubjectId.ShouldBe(person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Somebody_who_leaves_is_out_at_once_and_cannot_come_back_with_the_old_password()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var moderator = await desk.SignedInAsync(Role.Moderator);
        var manager = await desk.SignedInAsync(Role.Manager);
        await manager.SubmitAsync(await manager.PageAsync($"/team/people/{sam.PersonId}"), "form#leave");

        (await moderator.GetAsync("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await sam.PasswordAsync(desk.Browser())).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("form#role", "Role", "Viewer")]
    [InlineData("form#last-day", "LastDay.Year", "2099")]
    [InlineData("form#leave", "x", "x")]
    public async Task The_last_manager_who_can_sign_in_stays(string form, string field, string value)
    {
        await using var desk = await TestDesk.StartAsync();
        var boss = await TestSignIn.AsAsync(desk, Role.Manager);
        await desk.WithDbAsync(db => db.Users.Where(p => p.Role == Role.Viewer).ExecuteUpdateAsync(set => set.SetProperty(p => p.Role, Role.Manager)));
        var manager = await desk.SignedInAsync(Role.Moderator);
        await desk.WithDbAsync(db => db.Users.Where(p => p.Role == Role.Moderator).ExecuteUpdateAsync(set => set.SetProperty(p => p.Role, Role.Manager)));
        var fill = new Dictionary<string, string> { [field] = value, ["LastDay.Day"] = "1", ["LastDay.Month"] = "1" };

        var answer = await manager.SubmitAsync(await manager.PageAsync($"/team/people/{boss.PersonId}"), form, fill);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(answer)).Body!.TextContent.ShouldContain(TeamChanges.LastManager);
        var kept = await desk.WithDbAsync(db => db.Users.SingleAsync(p => p.Id == boss.PersonId));
        (kept.Role, kept.LeavesAt, kept.LeftAt).ShouldBe((Role.Manager, null, null));
    }

    [Fact]
    public async Task A_reset_takes_every_way_in_away_and_gives_a_link_that_asks_for_both_steps()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var manager = await desk.SignedInAsync(Role.Manager);
        var answer = await manager.SubmitAsync(await manager.PageAsync($"/team/people/{sam.PersonId}"), "form#reset");
        var page = await manager.PageAsync(answer.Headers.Location!.ToString());
        var link = new Uri(page.QuerySelector("[data-join-link]")!.TextContent.Trim()).PathAndQuery;

        (await sam.PasswordAsync(desk.Browser())).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var browser = desk.Browser();
        await browser.SubmitAsync(await browser.PageAsync(link), "form#start");
        (await browser.GetAsync("/join/codes")).Headers.Location!.ToString().ShouldBe("/join/how");
        (await browser.GetAsync("/me")).Headers.Location!.ToString().ShouldStartWith("/sign-in");
    }
}
