using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Inbox.Groups;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Chapters.Inbox.Messages;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Serjeant.Moderation.Offices;
using Serjeant.Text;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox.Groups;

public sealed class NearCopyTests
{
    private const string Plain = "The council sold the library in Linden and every pensioner waits in the rain for the bus";
    private const string Changed = "The council sold the market in Linden and every pensioner waits in the rain for the bus 🚌";
    private const string Twin = "The council never sold the library in Linden and every pensioner waits in the rain for the bus";

    [Fact]
    public async Task A_copy_with_a_word_changed_joins_in_the_same_batch_and_in_a_later_one()
    {
        await using var desk = await InboxDesk.StartAsync();

        await desk.TakeInAsync([Incoming.Of(Plain, "a"), Incoming.Of(Changed, "b"), Incoming.Of(Twin, "c")]);
        await desk.TakeInAsync([Incoming.Of(Changed, "d"), Incoming.Of(Plain.Replace("rain", "snow", StringComparison.Ordinal), "e")]);

        var messages = await desk.AllAsync();
        messages.Select(m => m.TextKey == messages[0].TextKey).ShouldBe([true, true, false, true, true]);
        messages.Select(m => m.StandsForGroup).ShouldBe([true, false, true, false, false]);
        var group = (await desk.GroupsAsync())[0];
        (group.Total, group.Waiting, group.Authors, group.Varies).ShouldBe((4, 4, 4, true));
        (await desk.GroupsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task After_a_start_and_with_two_programs_on_one_database_copies_still_join()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([Incoming.Of(Plain, "a")]);
        // Each has an index of its own, as programs have.
        var (one, other) = (new NearTexts(), new NearTexts());

        await TakeInWithAsync(desk, one, Changed, "b");
        await TakeInWithAsync(desk, other, "Nobody asked the farmers by the river before the new quarry was opened last spring", "c");
        await TakeInWithAsync(desk, one, "Nobody asked the farmers by the river before the new quarry was opened last winter", "d");
        await TakeInWithAsync(desk, other, Plain.Replace("rain", "snow", StringComparison.Ordinal), "e");

        (await desk.GroupsAsync()).Select(g => g.Total).ShouldBe([3, 2]);
    }

    [Fact]
    public async Task What_a_change_that_was_given_up_had_written_is_joined_by_nobody()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([Incoming.Of("Something else was here before all of this", "z")]);
        var near = desk.App.Services.GetRequiredService<NearTexts>();
        await Should.ThrowAsync<InvalidOperationException>(() => TakeInWithAsync(desk, near, Plain, "a", giveUp: true));

        await desk.TakeInAsync([Incoming.Of(Changed, "b")]);

        var changed = (await desk.AllAsync()).Last();
        (changed.TextKey, changed.StandsForGroup).ShouldBe((TextKey.Of(Changed), true));
        (await desk.GroupsAsync()).ShouldAllBe(g => g.Total == 1);
    }

    [Fact]
    public async Task A_threat_added_to_a_copied_text_is_a_row_of_its_own()
    {
        await using var desk = await InboxDesk.StartAsync();

        await desk.TakeInAsync([Incoming.Of(Incoming.Letter, "a"), Incoming.Of(Incoming.Letter, "b")]);
        await desk.TakeInAsync([Incoming.Of(Incoming.Letter + ". " + TestMessages.Threat, "c")]);

        var messages = await desk.AllAsync();
        messages[2].Rank.ShouldBeGreaterThanOrEqualTo(Priority.CannotWait);
        messages[2].TextKey.ShouldNotBe(messages[0].TextKey);
        messages.Select(m => m.StandsForGroup).ShouldBe([true, false, true]);
    }

    [Fact]
    public async Task The_worst_stands_for_the_group_whenever_it_comes()
    {
        await using var desk = await InboxDesk.StartAsync();
        var letter = Incoming.Letter;
        var worse = letter.Replace("I look forward", "Why do you do nothing about it, I would like to ask. I look forward", StringComparison.Ordinal);

        await desk.TakeInAsync([Incoming.Of(letter, "a"), Incoming.Of(letter, "b")]);
        await desk.WithDbAsync(db => db.Messages.ExecuteUpdateAsync(set => set.SetProperty(m => m.Rank, 10)));
        await desk.WithDbAsync(db => db.TextGroups.ExecuteUpdateAsync(set => set.SetProperty(g => g.TopRank, 10)));
        await desk.TakeInAsync([Incoming.Of(worse, "c")]);

        var messages = await desk.AllAsync();
        messages[2].TextKey.ShouldBe(messages[0].TextKey);
        messages[2].Rank.ShouldBeGreaterThan(10);
        messages.Select(m => m.StandsForGroup).ShouldBe([false, false, true]);
        (await desk.GroupsAsync())[0].TopRank.ShouldBe(messages[2].Rank);
    }

    [Fact]
    public async Task A_message_that_a_person_calls_worse_stands_from_then_on()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([Incoming.Of(Plain, "a"), Incoming.Of(Changed, "b")]);
        var second = (await desk.AllAsync())[1].Id;

        await desk.WithAsync<CategoryCorrections, bool>((corrections, office, person) =>
            corrections.AddAsync(office.Id, person, second, Category.Threat, 3, "It is meant as one", CancellationToken.None));

        (await desk.AllAsync()).Select(m => m.StandsForGroup).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Another_offices_messages_never_group_with_ours()
    {
        await using var desk = await InboxDesk.StartAsync();

        await desk.TakeInAsync([Incoming.Of(Plain, "a")]);
        await desk.TakeInAsync([Incoming.Of(Changed, "b")], desk.OtherOfficeId);

        (await desk.GroupsAsync()).ShouldHaveSingleItem().Total.ShouldBe(1);
        var other = (await desk.GroupsAsync(desk.OtherOfficeId)).ShouldHaveSingleItem();
        (other.Total, other.TextKey).ShouldBe((1, TextKey.Of(Changed)!.Value));
    }

    [Fact]
    public async Task A_near_copy_without_a_rule_of_its_own_cites_the_one_that_was_chosen()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([Incoming.Of(Incoming.Insult, "a"), Incoming.Of(Incoming.Insult.Replace("share it", "send it", StringComparison.Ordinal), "b")]);
        var ids = (await desk.AllAsync()).Select(m => m.Id).ToList();
        await desk.WithDbAsync(db => db.MessageFindings.Where(f => f.MessageId == ids[1]).ExecuteDeleteAsync());

        var result = await desk.DecideAsync(DecisionKind.Mute, [ids[0]], groups: true);

        result.Decided.ShouldBe(2);
        (await desk.WithDbAsync(db => db.Decisions.Select(d => d.RuleText).Distinct().ToListAsync())).ShouldHaveSingleItem().ShouldNotBeNull();
    }

    private static async Task TakeInWithAsync(TestDesk desk, NearTexts near, string text, string handle, bool giveUp = false)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        db.OfficeScope = desk.OfficeId;
        var changes = scope.ServiceProvider.GetRequiredService<OfficeChanges>();
        var prepared = new MessagePreparer(new JudgeNow(scope.ServiceProvider.GetRequiredService<IJudge>(), OfficeLens.Clear, 0), TimeProvider.System, near.Key).Prepare(Incoming.Of(text, handle));
        await db.Database.OpenConnectionAsync();
        using var writer = new BatchWriter(db, near, TimeProvider.System);
        await changes.RunAsync(desk.OfficeId, null, async ledger =>
        {
            await writer.AddAsync(desk.OfficeId, null, [prepared], ledger, CancellationToken.None);
            if (giveUp)
                throw new InvalidOperationException("Given up.");
        }, CancellationToken.None);
    }
}
