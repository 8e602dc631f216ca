using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Chapters.Inbox.Messages;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Inbox.Groups;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Moderation;
using Serjeant.Moderation.Offices;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Plans.Judging;

/// <summary>The office's own decisions teach: seen first, said on each mark, taken back with one press.</summary>
public sealed class LearningTests
{
    private const string Page = "/plans/judging/learning";

    [Fact]
    public async Task It_is_off_until_a_manager_saw_what_it_changes_and_switched_it_on()
    {
        await using var desk = await InboxDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        (await browser.PageAsync(Page)).Body!.TextContent.ShouldContain("Nothing to learn from yet");
        await desk.DecidedInsultsAsync(DecisionKind.Leave, 40);
        var waits = await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        await TestMessages.AddAsync(desk, JudgingDesk.Insult, officeId: desk.OtherOfficeId);
        var before = (await desk.MessageAsync(waits)).Findings.Single(f => f.Category == Category.Insult);
        await desk.TakeInAsync([Incoming.Of(JudgingDesk.Insult + " today", "other")]);
        (await desk.AllAsync()).ShouldAllBe(m => m.Abuse);

        var page = await browser.PageAsync(Page);
        page.Body!.TextContent.ShouldContain("Of your last 42 messages, 42 would be marked otherwise");
        page.QuerySelectorAll("td[data-label='As it is']")[0].TextContent.ShouldContain(SureWords.Of(before.Confidence));
        (await desk.MessageAsync(waits)).Findings.ShouldAllBe(f => f.BeforeLearning == null);

        await browser.SubmitAsync(page, "#on").ShouldGoToAsync("/plans/judging");
        await desk.RejudgeAsync();

        var after = (await desk.MessageAsync(waits)).Findings.Single(f => f.Category == Category.Insult);
        after.Confidence.ShouldBeLessThan(before.Confidence);
        (after.BeforeLearning, after.LearnedLeft, after.LearnedOf, after.LearnedSameRule).ShouldBe((before.Confidence, 40, 40, true));
        await desk.TakeInAsync([Incoming.Of(JudgingDesk.Insult + " tomorrow", "third")]);
        var arrived = await desk.WithDbAsync(db => db.MessageFindings.OrderBy(f => f.Id).LastAsync(f => f.Category == Category.Insult));
        (arrived.Confidence, arrived.BeforeLearning, arrived.LearnedOf).ShouldBe((after.Confidence, before.Confidence, 40));
        (await desk.LedgerAsync("judging.learning-on")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_mark_that_it_changed_says_why()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.DecidedInsultsAsync(DecisionKind.Leave, 20);
        var waits = await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        await desk.LearnAsync(true);
        await desk.RejudgeAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);

        var sent = await browser.SubmitAsync(await browser.PageAsync($"/inbox/messages/{waits}"), "form[action$=reveal]");

        var shown = await browser.PageAsync(sent.Headers.Location!.ToString());
        shown.QuerySelector(".desk-findings")!.TextContent.ShouldContain("Your office left 20 of 20 like this, so it counts for less.");
    }

    [Theory]
    [InlineData("#off", "judging.learning-off", 20)]
    [InlineData("#forget", "judging.learning-forgotten", 0)]
    public async Task It_is_taken_back_with_one_press_and_forgotten_with_another(string form, string action, int remembered)
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.DecidedInsultsAsync(DecisionKind.Leave, 20);
        var waits = await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        var before = await desk.MessageAsync(waits);
        await desk.LearnAsync(true);
        await desk.RejudgeAsync();
        (await desk.MessageAsync(waits)).Score.ShouldBeLessThan(before.Score);
        var browser = await desk.SignedInAsync(Role.Manager);

        await browser.SubmitAsync(await browser.PageAsync(Page), form).ShouldGoToAsync("/plans/judging");
        await desk.RejudgeAsync();

        var after = await desk.MessageAsync(waits);
        (after.Score, after.Rank).ShouldBe((before.Score, before.Rank));
        after.Findings.ShouldAllBe(f => f.BeforeLearning == null);
        var settings = await desk.WithDbAsync(db => db.JudgingSettings.SingleAsync());
        settings.Learns.ShouldBeFalse();
        var rule = before.Findings.Single(f => f.Category == Category.Insult).Rule;
        (await desk.OutcomesAsync(settings.LearnsFrom)).Count(o => o.Category == Category.Insult && o.Rule == rule).ShouldBe(remembered);
        (await desk.LedgerAsync(action)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_learned_since_is_used_when_a_manager_asks_again()
    {
        await using var desk = await InboxDesk.StartAsync();
        var waits = await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        await desk.LearnAsync(true);
        await desk.RejudgeAsync();
        await desk.DecidedInsultsAsync(DecisionKind.Leave, 20);
        var browser = await desk.SignedInAsync(Role.Manager);

        await browser.SubmitAsync(await browser.PageAsync(Page), "#again").ShouldGoToAsync("/plans/judging");
        await desk.RejudgeAsync();

        (await desk.MessageAsync(waits)).Findings.Single(f => f.Category == Category.Insult).LearnedOf.ShouldBe(20);
    }

    [Fact]
    public async Task Decisions_and_corrections_teach_what_they_say_and_no_more()
    {
        await using var desk = await InboxDesk.StartAsync();
        var left = await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        var undone = await TestMessages.AddAsync(desk, "once: " + JudgingDesk.Insult);
        var answered = await TestMessages.AddAsync(desk, "twice: " + JudgingDesk.Insult);
        var hidden = await TestMessages.AddAsync(desk, "thrice: " + JudgingDesk.Insult);
        var asks = await TestMessages.AddAsync(desk, "Could you help me with my housing application please?");
        var taken = await TestMessages.AddAsync(desk, TestMessages.Advert);
        var added = await TestMessages.AddAsync(desk, TestMessages.Praise);
        await desk.DecideAsync(DecisionKind.Leave, [left, asks]);
        await desk.UndoAsync((await desk.DecideAsync(DecisionKind.Leave, [undone])).Batch!.Value);
        await desk.DecideAsync(DecisionKind.Answered, [answered]);
        await desk.DecideAsync(DecisionKind.Mute, [hidden]);
        var spam = (await desk.MessageAsync(taken)).Findings[0];
        await desk.WithAsync<CategoryCorrections, bool>((c, office, person) => c.RemoveAsync(office.Id, person, taken, spam.Category, "Ours", CancellationToken.None));
        await desk.WithAsync<CategoryCorrections, bool>((c, office, person) => c.AddAsync(office.Id, person, added, Category.Insult, 1, "Irony", CancellationToken.None));

        var outcomes = await desk.OutcomesAsync();

        outcomes.Where(o => o.Category == Category.Insult).Select(o => (o.Rule is null, o.Acted)).ShouldBe([(true, true), (false, true), (false, false)]);
        outcomes.ShouldContain(o => o.Category == spam.Category && !o.Acted && o.Rule == spam.Rule);
        outcomes.ShouldNotContain(o => o.Category == Category.Casework || o.Category == Category.Question);
        (await desk.OutcomesAsync(officeId: desk.OtherOfficeId)).ShouldBeEmpty();
        (await desk.OutcomesAsync(DateTimeOffset.UtcNow.AddMinutes(1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_sends_the_same_text_a_hundred_times_teaches_once()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([.. Enumerable.Range(0, 100).Select(i => Incoming.Of(Incoming.Insult, $"a{i}"))]);
        await desk.DecideAsync(DecisionKind.Leave, (await desk.AllAsync()).Select(m => m.Id));
        (await desk.OutcomesAsync()).GroupBy(o => (o.Rule, o.Category)).ShouldAllBe(g => g.Count() == 1);
        (await desk.OutcomesAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_rule_that_was_cited_for_something_else_confirms_nothing()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, JudgingDesk.Insult);
        var rules = await desk.WithDbAsync(db => db.ProtocolRules.ToListAsync());
        var other = rules.First(r => r.Enabled && r.Categories.Length > 0 && !r.Categories.Contains("insult", StringComparison.Ordinal));
        await desk.DecideAsync(DecisionKind.Mute, [id]);
        await desk.WithDbAsync(db => db.Decisions.ExecuteUpdateAsync(set => set.SetProperty(d => d.ProtocolRuleId, other.Id)));
        (await desk.OutcomesAsync()).ShouldNotContain(o => o.Category == Category.Insult);
    }

    [Fact]
    public async Task A_change_while_messages_come_in_is_noticed_before_they_are_written()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.WithAsync<OfficeJudges, bool>(async (judges, office, _) =>
        {
            var now = await judges.NowAsync(office.Id, CancellationToken.None);
            (await judges.IsStillAsync(office.Id, now, CancellationToken.None)).ShouldBeTrue();
            await desk.SwitchAsync(Category.Insult, off: true, desk.OtherOfficeId);
            (await judges.IsStillAsync(office.Id, now, CancellationToken.None)).ShouldBeTrue();
            await desk.SwitchAsync(Category.Insult, off: true);
            (await judges.IsStillAsync(office.Id, now, CancellationToken.None)).ShouldBeFalse();
            return true;
        });
    }

    [Theory]
    [InlineData(0.9, 0.6, true, "Your office left 12 of 14 like this, so it counts for less.")]
    [InlineData(0.6, 0.9, false, "Your office acted on 2 of 14 of this kind, so it counts for more.")]
    public void The_reason_is_a_sentence(double before, double now, bool sameRule, string words) =>
        LearnedWords.Of(new Learned(before, 12, 14, sameRule), now).ShouldBe(words);
}
