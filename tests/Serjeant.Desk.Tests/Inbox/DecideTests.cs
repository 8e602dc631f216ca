using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Ledger;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

public sealed class DecideTests
{
    [Fact]
    public async Task A_decision_cites_the_suggested_rule_and_leaves_one_ledger_leaf()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat);
        var before = await desk.WithDbAsync(db => db.LedgerEntries.CountAsync());

        var result = await desk.DecideAsync(DecisionKind.Mute, [id], note: "Third time this week from Jo Bloggs");

        result.Decided.ShouldBe(1);
        var decision = await desk.WithDbAsync(db => db.Decisions.SingleAsync());
        decision.RuleText.ShouldBe("3. No violence or harm");
        (await desk.MessageAsync(id)).State.ShouldBe(MessageState.Decided);
        var entries = await desk.WithDbAsync(db => db.LedgerEntries.OrderBy(e => e.Index).Skip(before).ToListAsync());
        entries.Select(e => e.Action).ShouldBe(["message.decided"]);
        var leaf = LedgerLeaf.Parse(entries[0].Leaf);
        leaf.Data["messages"].ShouldBe(DecisionRoot.Of([(id, decision.ProtocolRuleId)]));
        leaf.Commitments.Keys.ShouldContain("note");
        System.Text.Encoding.UTF8.GetString(entries[0].Leaf).ShouldNotContain("Bloggs");
    }

    [Fact]
    public async Task Many_messages_decided_at_once_share_a_batch_and_one_leaf()
    {
        await using var desk = await InboxDesk.StartAsync();
        long[] ids = [await TestMessages.AddAsync(desk, TestMessages.Praise), await TestMessages.AddAsync(desk, "Why did the bus stop move?"), await TestMessages.AddAsync(desk, "Hello there")];

        var result = await desk.DecideAsync(DecisionKind.Leave, ids, suggested: false);

        result.Decided.ShouldBe(3);
        var decisions = await desk.WithDbAsync(db => db.Decisions.ToListAsync());
        decisions.Select(d => d.BatchId).Distinct().ShouldHaveSingleItem();
        var leaf = await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "messages.decided"));
        LedgerLeaf.Parse(leaf.Leaf).Data["count"].ShouldBe("3");
    }

    [Theory]
    [InlineData(DecisionKind.Hide)]
    [InlineData(DecisionKind.Delete)]
    [InlineData(DecisionKind.Block)]
    [InlineData(DecisionKind.Mute)]
    [InlineData(DecisionKind.Report)]
    public async Task Acting_against_a_message_must_cite_a_rule(DecisionKind kind)
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Praise);

        (await desk.DecideAsync(kind, [id], suggested: false)).Problem.ShouldBe(DecisionProblem.RuleMissing);
        (await desk.DecideAsync(kind, [id], suggested: true)).Problem.ShouldBe(DecisionProblem.NoSuggestion);
        (await desk.MessageAsync(id)).State.ShouldBe(MessageState.Waiting);
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_of_another_office_is_not_found()
    {
        await using var desk = await InboxDesk.StartAsync();
        var theirs = await TestMessages.AddAsync(desk, TestMessages.Threat, officeId: desk.OtherOfficeId);

        (await desk.DecideAsync(DecisionKind.Leave, [theirs], suggested: false)).Problem.ShouldBe(DecisionProblem.Nothing);
        (await desk.WithDbAsync(db => db.Messages.SingleAsync(), desk.OtherOfficeId)).State.ShouldBe(MessageState.Waiting);
    }

    [Fact]
    public async Task The_second_of_two_people_is_told_and_nothing_is_doubled()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Praise);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.DecideAsync(DecisionKind.Leave, [id], suggested: false)));

        results.Sum(r => r.Decided).ShouldBe(1);
        results.Sum(r => r.Already).ShouldBe(5);
        (await desk.WithDbAsync(db => db.Decisions.CountAsync())).ShouldBe(1);
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "message.decided"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_further_decision_needs_to_have_seen_the_one_before()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat);
        await desk.DecideAsync(DecisionKind.Mute, [id]);
        var first = (await desk.MessageAsync(id)).LastDecisionId!.Value;

        (await desk.DecideAsync(DecisionKind.Report, [id], seen: 0)).Already.ShouldBe(1);
        (await desk.DecideAsync(DecisionKind.Report, [id], seen: first)).Decided.ShouldBe(1);
    }

    [Fact]
    public async Task One_press_takes_a_batch_back_and_cancels_its_steps()
    {
        await using var desk = await InboxDesk.StartAsync();
        long[] ids = [await TestMessages.AddAsync(desk, TestMessages.Threat), await TestMessages.AddAsync(desk, TestMessages.Threat + " You will see.", "another")];
        var result = await desk.DecideAsync(DecisionKind.Hide, ids);
        result.Steps.ShouldBe(2);

        var undone = await desk.UndoAsync(result.Batch!.Value);

        undone!.Undone.ShouldBe(2);
        foreach (var id in ids)
            (await desk.MessageAsync(id)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MessageState.Waiting), m => m.LastDecisionId.ShouldBeNull());
        (await desk.WithDbAsync(db => db.PlatformSteps.CountAsync(s => s.CancelledAt == null))).ShouldBe(0);
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "decision.undone"))).ShouldBe(1);
        (await desk.UndoAsync(result.Batch!.Value)).ShouldBeNull();
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "decision.undone"))).ShouldBe(1);
    }

    [Fact]
    public async Task Taking_back_the_first_decision_leaves_a_later_one_standing()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat);
        var first = await desk.DecideAsync(DecisionKind.Mute, [id]);
        var second = await desk.DecideAsync(DecisionKind.Report, [id], seen: (await desk.MessageAsync(id)).LastDecisionId!.Value);

        await desk.UndoAsync(first.Batch!.Value);
        (await desk.MessageAsync(id)).State.ShouldBe(MessageState.Decided);
        await desk.UndoAsync(second.Batch!.Value);
        (await desk.MessageAsync(id)).State.ShouldBe(MessageState.Waiting);
    }

    [Fact]
    public async Task Another_offices_batch_cannot_be_taken_back()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Praise);
        var result = await desk.DecideAsync(DecisionKind.Leave, [id], suggested: false);

        (await desk.UndoAsync(result.Batch!.Value, desk.OtherOfficeId)).ShouldBeNull();
        (await desk.MessageAsync(id)).State.ShouldBe(MessageState.Decided);
    }
}
