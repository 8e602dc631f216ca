using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Inbox.Groups;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Ledger;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Plans.Judging;

/// <summary>Switching categories off and on.</summary>
public sealed class CategorySwitchTests
{
    [Fact]
    public async Task What_would_change_is_shown_first_and_nothing_is_written_by_looking()
    {
        await using var desk = await InboxDesk.StartAsync();
        var insult = await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        await TestMessages.AddAsync(desk, TestMessages.Praise);
        await TestMessages.AddAsync(desk, JudgingDesk.Insult, officeId: desk.OtherOfficeId);
        var browser = await desk.SignedInAsync(Role.Manager);

        var page = await browser.PageAsync(JudgingDesk.PageOf(Category.Insult));

        page.Body!.TextContent.ShouldContain("Of your last 2 messages, 1 would no longer be flagged as this.");
        page.QuerySelectorAll("a[href^='/inbox/messages/']").Select(a => a.GetAttribute("href")).ShouldBe([$"/inbox/messages/{insult}"]);
        (await desk.MessageAsync(insult)).Findings.ShouldContain(f => f.Category == Category.Insult);
        (await desk.WithDbAsync(db => db.JudgingSettings.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task An_office_without_messages_is_told_so()
    {
        await using var desk = await TestDesk.StartAsync();
        (await (await desk.SignedInAsync(Role.Manager)).PageAsync(JudgingDesk.PageOf(Category.Spam))).Body!.TextContent.ShouldContain("No messages yet");
    }

    [Fact]
    public async Task Switched_off_it_is_found_neither_in_what_waits_nor_in_what_comes_and_switched_on_it_is_found_again()
    {
        await using var desk = await InboxDesk.StartAsync();
        var waits = await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        var before = await desk.MessageAsync(waits);
        var theirs = await TestMessages.AddAsync(desk, JudgingDesk.Insult, officeId: desk.OtherOfficeId);
        var browser = await desk.SignedInAsync(Role.Manager);

        await browser.SubmitAsync(await browser.PageAsync(JudgingDesk.PageOf(Category.Insult)), "#switch").ShouldGoToAsync("/plans/judging");
        (await browser.PageAsync("/plans/judging")).Body!.TextContent.ShouldContain("Judging again what waits");
        var done = await desk.RejudgeAsync();

        (done.Judged, done.Changed, done.Total, done.LeaseOwner).ShouldBe((1, 1, 1, null));
        var after = await desk.MessageAsync(waits);
        after.Findings.ShouldNotContain(f => f.Category == Category.Insult);
        (after.Abuse, after.CategoryBits & CategoryBits.Of(Category.Insult)).ShouldBe((false, 0));
        after.Rank.ShouldBeLessThan(before.Rank);
        await desk.TakeInAsync([Incoming.Of(JudgingDesk.Insult + " indeed", "new")]);
        (await desk.AllAsync()).ShouldAllBe(m => !m.Abuse);
        (await desk.WithDbAsync(db => db.Messages.SingleAsync(m => m.Id == theirs), desk.OtherOfficeId)).Abuse.ShouldBeTrue();
        var page = await browser.PageAsync("/plans/judging");
        page.QuerySelector("td[data-category=insult]")!.TextContent.ShouldContain("Off");
        page.Body!.TextContent.ShouldContain("1 of 1 messages changed");

        await browser.SubmitAsync(await browser.PageAsync(JudgingDesk.PageOf(Category.Insult)), "#switch").ShouldGoToAsync("/plans/judging");
        await desk.RejudgeAsync();

        var again = await desk.MessageAsync(waits);
        (again.Rank, again.Score, again.Abuse, again.CategoryBits).ShouldBe((before.Rank, before.Score, before.Abuse, before.CategoryBits));
        (await desk.AllAsync()).ShouldAllBe(m => m.Abuse);
        (await desk.LedgerAsync("judging.category-off")).Select(e => LedgerLeaf.Parse(e.Leaf).Data["category"]).ShouldBe(["insult"]);
        (await desk.LedgerAsync("judging.category-on")).Count.ShouldBe(1);
        (await desk.LedgerAsync("judging.judged-again")).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(Category.Threat)]
    [InlineData(Category.Incitement)]
    [InlineData(Category.Leak)]
    [InlineData(Category.Fixation)]
    [InlineData(Category.Welfare)]
    public async Task What_may_be_danger_is_switched_off_only_by_who_read_what_is_missed(Category category)
    {
        await using var desk = await InboxDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);

        var refused = await browser.SubmitAsync(await browser.PageAsync(JudgingDesk.PageOf(category)), "#switch").ShouldBeRefusedAtAsync("Understood");
        refused.QuerySelector(".govuk-warning-text").ShouldNotBeNull();
        (await desk.WithDbAsync(db => db.JudgingSettings.AnyAsync())).ShouldBeFalse();
        await browser.SubmitAsync(refused, "#switch", new Dictionary<string, string> { ["Understood"] = "true" }).ShouldGoToAsync("/plans/judging");

        (await desk.WithDbAsync(db => db.JudgingSettings.SingleAsync())).Off.ShouldBe(CategoryBits.Of(category));
    }

    [Fact]
    public async Task What_people_said_of_a_message_stays_when_it_is_judged_again()
    {
        await using var desk = await InboxDesk.StartAsync();
        var taken = await TestMessages.AddAsync(desk, TestMessages.Threat);
        var added = await TestMessages.AddAsync(desk, TestMessages.Praise);
        var decided = await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        await desk.DecideAsync(DecisionKind.Leave, [decided]);
        await desk.WithAsync<Serjeant.Chapters.Inbox.Messages.CategoryCorrections, bool>((c, office, person) =>
            c.RemoveAsync(office.Id, person, taken, Category.Threat, "A line of a song", CancellationToken.None));
        await desk.WithAsync<Serjeant.Chapters.Inbox.Messages.CategoryCorrections, bool>((c, office, person) =>
            c.AddAsync(office.Id, person, added, Category.Insult, 2, "Irony", CancellationToken.None));
        var marks = await desk.AllAsync();

        await desk.SwitchAsync(Category.Insult, off: true);
        await desk.RejudgeAsync();
        await desk.SwitchAsync(Category.Insult, off: false);
        var done = await desk.RejudgeAsync();

        done.Judged.ShouldBe(2);
        (await desk.AllAsync()).Select(m => (m.Id, m.Rank, m.CategoryBits)).ShouldBe(marks.Select(m => (m.Id, m.Rank, m.CategoryBits)));
        (await desk.MessageAsync(taken)).Findings.Where(f => f.Category == Category.Threat).ShouldAllBe(f => !f.Stands && f.RemovedWhy == "A line of a song");
        (await desk.MessageAsync(added)).Findings.ShouldContain(f => f.Category == Category.Insult && f.AddedById != null);
    }

    [Fact]
    public async Task How_far_it_has_come_is_told_until_it_is_done()
    {
        await using var desk = await InboxDesk.StartAsync();
        await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        await desk.SwitchAsync(Category.Insult, off: true);
        var browser = await desk.SignedInAsync(Role.Viewer);

        (await ProgressAsync(browser)).QuerySelector("#rejudging[hx-get='/plans/judging/progress'] progress").ShouldNotBeNull();
        await desk.RejudgeAsync();

        var done = await ProgressAsync(browser);
        done.QuerySelector("[hx-get]").ShouldBeNull();
        done.QuerySelector("#rejudging")!.TextContent.ShouldContain("1 of 1 messages changed");
        (await ProgressAsync(await desk.SignedInAsync(Role.Viewer, desk.OtherOfficeId))).QuerySelector("#rejudging").ShouldBeNull();
    }

    [Fact]
    public async Task What_a_dead_worker_left_is_taken_up_where_it_stands()
    {
        await using var desk = await InboxDesk.StartAsync();
        var judged = await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        var left = await TestMessages.AddAsync(desk, "Again: " + JudgingDesk.Insult);
        await desk.SwitchAsync(Category.Insult, off: true);
        await desk.WithDbAsync(db => db.Rejudgings.ExecuteUpdateAsync(set => set.SetProperty(r => r.Position, judged).SetProperty(r => r.Judged, 1)
            .SetProperty(r => r.LeaseOwner, "elsewhere/1/1").SetProperty(r => r.LeaseUntil, DateTimeOffset.UtcNow.AddMinutes(1))));
        (await desk.RejudgeAsync()).FinishedAt.ShouldBeNull();
        await desk.WithDbAsync(db => db.Rejudgings.ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, DateTimeOffset.UtcNow.AddMinutes(-1))));

        var done = await desk.RejudgeAsync();

        (done.Judged, done.Changed).ShouldBe((2, 1));
        (await desk.MessageAsync(judged)).Abuse.ShouldBeTrue();
        (await desk.MessageAsync(left)).Abuse.ShouldBeFalse();
    }

    [Fact]
    public async Task More_than_a_batch_is_judged_again_and_the_worst_stands_for_its_group()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([.. Enumerable.Range(0, 450).Select(i => Incoming.Of(i == 300 ? Incoming.Insult + " " + TestMessages.Threat : Incoming.Insult, $"a{i}"))]);
        await desk.SwitchAsync(Category.Threat, off: true);
        await desk.SwitchAsync(Category.Threat, off: true);

        var done = await desk.RejudgeAsync();

        done.Judged.ShouldBe(450);
        var all = await desk.AllAsync();
        all.ShouldAllBe(m => m.Rank < Priority.MayBeDanger);
        foreach (var group in all.GroupBy(m => m.TextKey))
            group.Count(m => m.StandsForGroup).ShouldBe(1);
        (await desk.GroupsAsync()).ShouldAllBe(g => g.TopRank == all.Where(m => m.TextKey == g.TextKey).Max(m => m.Rank));
        (await desk.LedgerAsync("judging.category-off")).Count.ShouldBe(1);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> ProgressAsync(TestBrowser browser) => await TestBrowser.ReadAsync(
        await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/plans/judging/progress") { Headers = { { "HX-Request", "true" } } }));
}
