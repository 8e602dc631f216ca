using Serjeant.Chapters.Inbox.Groups;
using Serjeant.Data;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox.Groups;

public sealed class GroupKindsTests
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 1, 18, 40, 0, TimeSpan.Zero);

    [Fact]
    public void Many_hostile_accounts_in_an_evening_are_a_pile_on_since_its_first_message() =>
        GroupKinds.Of(Messages(12, i => Evening.AddMinutes(5 * i), hostile: true), 60).ShouldBe((TextGroupKind.PileOn, Evening));

    [Fact]
    public void The_burst_begins_after_the_silence_before_it()
    {
        GroupMessage[] all = [new(Evening.AddDays(-30), 900, true, false), .. Messages(12, i => Evening.AddMinutes(5 * i), hostile: true)];

        GroupKinds.Of([.. all.Reverse()], 60).ShouldBe((TextGroupKind.PileOn, Evening));
    }

    [Fact]
    public void The_same_insult_over_a_year_is_no_pile_on() =>
        GroupKinds.Of(Messages(30, i => Evening.AddDays(10 * i), hostile: true), 60).Kind.ShouldBe(TextGroupKind.Same);

    [Fact]
    public void A_civil_slogan_from_many_accounts_is_no_pile_on() =>
        GroupKinds.Of(Messages(100, i => Evening.AddMinutes(i), hostile: false), 60).Kind.ShouldBe(TextGroupKind.Same);

    [Fact]
    public void Many_people_with_one_civil_letter_are_a_campaign_however_fast_they_come() =>
        GroupKinds.Of(Messages(200, i => Evening.AddMinutes(i), hostile: false, letter: true), 900).Kind.ShouldBe(TextGroupKind.Campaign);

    [Fact]
    public void A_hostile_letter_is_no_campaign() =>
        GroupKinds.Of(Messages(20, i => Evening.AddDays(i), hostile: true, letter: true), 900).Kind.ShouldBe(TextGroupKind.Same);

    [Fact]
    public void A_few_accounts_that_send_it_often_are_repeated()
    {
        GroupKinds.Of([.. Enumerable.Range(0, 6).Select(i => new GroupMessage(Evening.AddHours(i), i % 2, false, false))], 40).Kind.ShouldBe(TextGroupKind.Repeated);
        GroupKinds.Of([.. Enumerable.Range(0, 6).Select(i => new GroupMessage(Evening.AddHours(i), i % 4, false, false))], 40).Kind.ShouldBe(TextGroupKind.Same);
    }

    private static GroupMessage[] Messages(int count, Func<int, DateTimeOffset> at, bool hostile, bool letter = false) =>
        [.. Enumerable.Range(0, count).Select(i => new GroupMessage(at(i), i, hostile, letter))];
}
