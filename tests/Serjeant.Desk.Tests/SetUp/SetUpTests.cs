using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.SetUp.Start;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Storage;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.SetUp;

public sealed class SetUpTests
{
    [Fact]
    public async Task An_office_is_set_up_from_the_link_to_the_open_desk_without_JavaScript()
    {
        await using var desk = await TestDesk.StartAsync();
        var walk = new SetUpWalk(desk);
        await walk.WholeAsync();

        var office = await desk.WithDbAsync(db => db.Offices.SingleAsync(o => o.Politician == "Robin Newcome"));
        office.SetUpAt.ShouldNotBeNull();
        office.Nation.ShouldBe(Nation.Wales);
        await desk.WithDbAsync(async db =>
        {
            (await db.OfficeContacts.SingleAsync()).Name.ShouldBe("Heddlu Gwent");
            (await db.ProcessingPurposes.CountAsync()).ShouldBe(4);
            (await db.RetentionRules.SingleAsync(r => r.Outcome == RetentionOutcome.OpenRisk)).Days.ShouldBe(1095);
            var protocol = await db.Protocols.Include(p => p.Rules).SingleAsync();
            protocol.InForceAt.ShouldNotBeNull();
            var off = protocol.Rules.Single(r => !r.Enabled);
            off.Warning.ShouldNotBeNullOrEmpty();
            var person = await db.Users.SingleAsync();
            (person.Role, person.Initials).ShouldBe((Role.Manager, "SS"));
            var actions = await db.LedgerEntries.OrderBy(e => e.Index).Select(e => e.Action).ToListAsync();
            actions.First().ShouldBe("office.created");
            actions.ShouldContain("office.set-up");
            actions.Last().ShouldBe("person.signed-in");
            return true;
        }, office.Id);
        (await walk.Browser.GetAsync("/me")).StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_printed_sheet_opens_the_evidence_store_without_the_database()
    {
        await using var desk = await TestDesk.StartAsync();
        var walk = new SetUpWalk(desk);
        await walk.StartAsync();
        await walk.OfficeAsync();
        await walk.PersonAsync();
        await walk.SignInWayAsync();
        var page = await walk.Browser.PageAsync("/set-up/recovery-key");
        var printed = page.QuerySelector("[data-recovery-key]")!.TextContent.Trim();

        var wrong = await walk.Browser.SubmitAsync(page, "form#recovery-key", new Dictionary<string, string> { ["LastGroup"] = "00000" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await TestBrowser.ReadAsync(wrong);
        again.QuerySelector("[data-recovery-key]")!.TextContent.Trim().ShouldBe(printed);
        await walk.Browser.SubmitAsync(again, "form#recovery-key", new Dictionary<string, string> { ["LastGroup"] = printed.Split('-')[^1] });

        RecoveryKey.TryParse(printed, out var key, out _).ShouldBeTrue();
        using var opened = await new VaultRecovery(new DiskBlobs(Path.Combine(desk.DataFolder, "evidence"))).RecoverAsync(key, CancellationToken.None);
        var office = await desk.WithDbAsync(db => db.Offices.SingleAsync(o => o.Politician == "Robin Newcome"));
        using var unlocked = desk.App.Services.GetRequiredService<VaultKeys>().Unlock(office.EvidenceKey!);
        unlocked.Folder.ShouldBe(opened.Folder);
    }

    [Fact]
    public async Task A_link_that_was_opened_elsewhere_says_so_and_opens_nothing()
    {
        await using var desk = await TestDesk.StartAsync();
        var link = await SetUpWalk.LinkAsync(desk);
        await new SetUpWalk(desk).StartAsync(link);

        var other = desk.Browser();
        var page = await other.GetAsync(link);
        page.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await TestBrowser.ReadAsync(page)).QuerySelector("form#start").ShouldBeNull();
        (await other.GetAsync("/set-up")).Headers.Location!.ToString().ShouldBe("/join/closed");
    }

    [Fact]
    public async Task A_finished_link_is_spent_in_its_own_browser_too()
    {
        await using var desk = await TestDesk.StartAsync();
        var link = await SetUpWalk.LinkAsync(desk);
        var walk = new SetUpWalk(desk);
        await walk.StartAsync(link);
        await walk.OfficeAsync();
        await desk.WithDbAsync(async db => await db.OneTimeLinks.ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, DateTimeOffset.UtcNow)));

        (await walk.Browser.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await walk.Browser.GetAsync("/set-up/person")).Headers.Location!.ToString().ShouldBe("/join/closed");
    }

    [Fact]
    public async Task A_link_older_than_a_day_does_not_open()
    {
        await using var desk = await TestDesk.StartAsync();
        var link = await SetUpWalk.LinkAsync(desk);
        await desk.WithDbAsync(async db => await db.OneTimeLinks.ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1))));

        (await desk.Browser().GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await desk.Browser().GetAsync("/set-up/not-a-link")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Setting_up_goes_on_where_it_stopped_and_no_step_can_be_jumped_to()
    {
        await using var desk = await TestDesk.StartAsync();
        var walk = new SetUpWalk(desk);
        await walk.StartAsync();
        (await walk.Browser.GetAsync("/set-up/protocol")).Headers.Location!.ToString().ShouldBe("/set-up");
        await walk.OfficeAsync();
        await walk.PersonAsync();

        (await walk.Browser.GetAsync("/set-up/done")).Headers.Location!.ToString().ShouldBe("/set-up");
        var steps = await walk.Browser.PageAsync("/set-up");
        steps.QuerySelector("#next")!.GetAttribute("href").ShouldBe("/join/how");
    }

    [Fact]
    public async Task The_key_step_cannot_be_done_twice()
    {
        await using var desk = await TestDesk.StartAsync();
        var walk = new SetUpWalk(desk);
        await walk.StartAsync();
        await walk.OfficeAsync();
        await walk.PersonAsync();
        await walk.SignInWayAsync();
        await walk.RecoveryKeyAsync();

        (await walk.Browser.GetAsync("/set-up/recovery-key")).Headers.Location!.ToString().ShouldBe("/set-up");
    }

    [Theory]
    [InlineData("Politician", "")]
    [InlineData("Role", "9")]
    [InlineData("PublicEmail", "not an address")]
    [InlineData("Nation", "")]
    public async Task A_wrong_answer_about_the_office_names_its_field(string field, string value)
    {
        await using var desk = await TestDesk.StartAsync();
        var walk = new SetUpWalk(desk);
        await walk.StartAsync();
        var page = await walk.Browser.PageAsync("/set-up/office");
        var fill = new Dictionary<string, string>
        {
            ["Politician"] = "Robin",
            ["Role"] = "Mp",
            ["Area"] = "Newton",
            ["PublicEmail"] = "r@example.org",
            ["Nation"] = "England",
            [field] = value,
        };

        var answer = await walk.Browser.SubmitAsync(page, "form#office", fill);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(answer)).QuerySelectorAll(".govuk-error-summary a").Select(a => a.GetAttribute("href")).ShouldContain("#" + field);
    }

    [Fact]
    public async Task An_address_that_somebody_has_is_refused_and_nothing_is_kept()
    {
        await using var desk = await TestDesk.StartAsync();
        var walk = new SetUpWalk(desk) { Email = $"manager@office{desk.OfficeId}.example" };
        await walk.StartAsync();
        await walk.OfficeAsync();
        var page = await walk.Browser.PageAsync("/set-up/person");
        var answer = await walk.Browser.SubmitAsync(page, "form#person", new Dictionary<string, string> { ["Name"] = "Sam", ["Email"] = walk.Email, ["Initials"] = "S" });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var office = await desk.WithDbAsync(db => db.Offices.SingleAsync(o => o.SetUpAt == null));
        (await desk.WithDbAsync(db => db.Users.CountAsync(), office.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Starting_again_removes_what_an_unfinished_first_set_up_left()
    {
        await using var desk = await TestDesk.StartAsync();
        await desk.WithDbAsync(async db => await db.Offices.ExecuteUpdateAsync(set => set.SetProperty(o => o.IsDemo, true).SetProperty(o => o.SetUpAt, (DateTimeOffset?)null)));
        var first = new SetUpWalk(desk);
        await first.StartAsync(await FirstLinkAsync(desk));
        await first.OfficeAsync();
        await first.PersonAsync();
        await first.SignInWayAsync();

        var second = new SetUpWalk(desk);
        await second.StartAsync(await FirstLinkAsync(desk));
        (await first.Browser.GetAsync("/set-up")).Headers.Location!.ToString().ShouldBe("/join/closed");
        await second.OfficeAsync();
        await second.PersonAsync();
        (await desk.WithDbAsync(db => db.Users.IgnoreQueryFilters().SingleAsync(p => p.Email == first.Email))).PasswordHash.ShouldBeNull();
    }

    [Fact]
    public async Task A_new_first_link_makes_the_one_before_it_worthless()
    {
        await using var desk = await TestDesk.StartAsync();
        var first = await FirstLinkAsync(desk);
        var second = await FirstLinkAsync(desk);

        (await desk.Browser().GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await desk.Browser().GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        await using var desk = await TestDesk.StartAsync();
        var walk = new SetUpWalk(desk);
        await walk.StartAsync();
        var answer = await walk.Browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/set-up/office") { Content = new FormUrlEncodedContent([new("Politician", "x")]) });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<string> FirstLinkAsync(TestDesk desk)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        return "/set-up/" + await scope.ServiceProvider.GetRequiredService<SetUpStarts>().FirstAsync(CancellationToken.None);
    }
}
