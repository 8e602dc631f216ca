using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

public sealed class SameTextTests
{
    [Fact]
    public async Task The_whole_group_is_decided_at_once()
    {
        await using var desk = await InboxDesk.StartAsync();
        var ids = await GroupAsync(desk, 5);
        var elsewhere = await TestMessages.AddAsync(desk, "Something else");

        var result = await desk.DecideAsync(DecisionKind.Leave, [ids[0]], groups: true, suggested: false);

        result.Decided.ShouldBe(5);
        (await WaitingAsync(desk)).ShouldBe([elsewhere]);
        (await GroupRowAsync(desk, ids[0])).Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task When_the_standing_message_alone_is_decided_the_next_one_stands()
    {
        await using var desk = await InboxDesk.StartAsync();
        var ids = await GroupAsync(desk, 3);

        await desk.DecideAsync(DecisionKind.Leave, [ids[0]], suggested: false);

        (await StandingAsync(desk, MessageState.Waiting)).ShouldBe([ids[1]]);
        (await GroupRowAsync(desk, ids[0])).Waiting.ShouldBe(2);
        (await StandingAsync(desk, MessageState.Decided)).ShouldBe([ids[0]]);
    }

    [Fact]
    public async Task Undo_leaves_one_message_standing_for_the_whole_group()
    {
        await using var desk = await InboxDesk.StartAsync();
        var ids = await GroupAsync(desk, 4);
        var one = await desk.DecideAsync(DecisionKind.Leave, [ids[0]], suggested: false);
        var rest = await desk.DecideAsync(DecisionKind.Leave, [ids[1]], groups: true, suggested: false);

        await desk.UndoAsync(rest.Batch!.Value);
        await desk.UndoAsync(one.Batch!.Value);

        (await StandingAsync(desk, MessageState.Waiting)).ShouldHaveSingleItem();
        (await GroupRowAsync(desk, ids[0])).Waiting.ShouldBe(4);
    }

    [Fact]
    public async Task Blocking_a_group_is_one_step_for_each_account()
    {
        await using var desk = await InboxDesk.StartAsync();
        var first = await TestMessages.AddAsync(desk, TestMessages.Threat, "a");
        await TestMessages.AddAsync(desk, TestMessages.Threat, "a");
        await TestMessages.AddAsync(desk, TestMessages.Threat, "b");

        var result = await desk.DecideAsync(DecisionKind.Block, [first], groups: true);

        result.Decided.ShouldBe(3);
        result.Steps.ShouldBe(2);
    }

    private static async Task<List<long>> GroupAsync(TestDesk desk, int count)
    {
        var ids = new List<long>();
        for (var i = 0; i < count; i++)
            ids.Add(await TestMessages.AddAsync(desk, "The very same words here", $"person{i}", i % 2 == 0 ? Platform.Facebook : Platform.X, sentAt: DateTimeOffset.UnixEpoch.AddHours(i)));
        return ids;
    }

    private static Task<List<long>> WaitingAsync(TestDesk desk) => desk.WithDbAsync(db =>
        db.Messages.Where(m => m.State == MessageState.Waiting).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync());

    private static Task<List<long>> StandingAsync(TestDesk desk, MessageState state) => desk.WithDbAsync(db =>
        db.Messages.Where(m => m.State == state && m.StandsForGroup).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync());

    private static Task<TextGroup> GroupRowAsync(TestDesk desk, long id) => desk.WithDbAsync(db =>
        db.TextGroups.SingleAsync(g => db.Messages.Any(m => m.Id == id && m.TextKey == g.TextKey)));
}
