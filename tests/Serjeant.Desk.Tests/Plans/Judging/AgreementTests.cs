using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Chapters.Plans.Judging;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Inbox.Groups;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Plans.Judging;

/// <summary>How often two people say the same of a message.</summary>
public sealed class AgreementTests
{
    [Fact]
    public async Task Two_who_leave_it_agree_and_who_undoes_or_decides_otherwise_does_not()
    {
        await using var desk = await InboxDesk.StartAsync();
        await TwiceAsync(desk, "one", DecisionKind.Leave, DecisionKind.Answered);
        await TwiceAsync(desk, "two", DecisionKind.Mute, DecisionKind.Leave);
        var undone = await TestMessages.AddAsync(desk, "three");
        await UndoAsync(desk, (await DecideAsync(desk, undone, DecisionKind.Leave, Role.Moderator)).Batch!.Value, Role.Manager);
        var own = await TestMessages.AddAsync(desk, "four");
        await UndoAsync(desk, (await DecideAsync(desk, own, DecisionKind.Leave, Role.Moderator)).Batch!.Value, Role.Moderator);
        await DecideAsync(desk, await TestMessages.AddAsync(desk, "five"), DecisionKind.Leave, Role.Moderator);

        (await OfAsync(desk)).ShouldBe(new Agreement(1, 3));
        (await OfAsync(desk, desk.OtherOfficeId)).ShouldBe(new Agreement(0, 0));
        (await desk.WithDbAsync(db => Agreement.OfAsync(db, DateTimeOffset.UtcNow.AddMinutes(1), CancellationToken.None))).Of.ShouldBe(0);
    }

    [Fact]
    public async Task The_same_text_counts_once_and_a_share_is_shown_from_twenty_on()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([.. Enumerable.Range(0, 30).Select(i => Incoming.Of(Incoming.Letter, $"a{i}"))]);
        foreach (var message in await desk.AllAsync())
            await DecideTwiceAsync(desk, message.Id, DecisionKind.Leave, DecisionKind.Leave);
        (await OfAsync(desk)).ShouldBe(new Agreement(1, 1));
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await browser.PageAsync("/plans/judging")).Body!.TextContent.ShouldContain("Not enough yet: two people have had their say on 1 message");

        for (var i = 0; i < Agreement.Fewest - 1; i++)
            await TwiceAsync(desk, $"message {new string((char)('a' + i), 4)}", DecisionKind.Leave, i < 4 ? DecisionKind.Mute : DecisionKind.Leave);

        (await browser.PageAsync("/plans/judging")).Body!.TextContent.ShouldContain("They agreed on 80 of 100");
    }

    private static Task<Agreement> OfAsync(TestDesk desk, long? officeId = null) =>
        desk.WithDbAsync(db => Agreement.OfAsync(db, DateTimeOffset.UtcNow.AddDays(-1), CancellationToken.None), officeId);

    private static async Task TwiceAsync(TestDesk desk, string text, DecisionKind first, DecisionKind second) =>
        await DecideTwiceAsync(desk, await TestMessages.AddAsync(desk, text), first, second);

    private static async Task DecideTwiceAsync(TestDesk desk, long id, DecisionKind first, DecisionKind second)
    {
        (await DecideAsync(desk, id, first, Role.Moderator)).Batch.ShouldNotBeNull();
        (await DecideAsync(desk, id, second, Role.Manager)).Batch.ShouldNotBeNull();
    }

    private static async Task<DecisionResult> DecideAsync(TestDesk desk, long id, DecisionKind kind, Role role)
    {
        var seen = await desk.WithDbAsync(db => db.Messages.Where(m => m.Id == id).Select(m => m.LastDecisionId ?? 0).SingleAsync());
        var rule = await desk.WithDbAsync(db => db.ProtocolRules.OrderBy(r => r.Number).FirstAsync(r => r.Enabled));
        return await desk.WithAsync<Decide, DecisionResult>((decide, office, person) => decide.RunAsync(office, person,
            new DecisionOrder(kind, [new Pick(id, seen)], false) { SuggestedRules = false, RuleId = rule.Id }, CancellationToken.None), role);
    }

    private static Task<UndoResult?> UndoAsync(TestDesk desk, Guid batch, Role role) =>
        desk.WithAsync<UndoDecision, UndoResult?>((undo, office, person) => undo.RunAsync(office.Id, person, batch, CancellationToken.None), role);
}
