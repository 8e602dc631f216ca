using Serjeant.Chapters.Inbox.Messages;
using Serjeant.Chapters.Plans.Judging;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Inbox.Groups;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Plans.Judging;

/// <summary>Who judges again sees what was seen the first time: the post that was answered, and the language.</summary>
public sealed class JudgedAgainTests
{
    private const string Post = "Delighted that the new bus shelter on Mill Lane opened this morning, after two years of work with the county council.";
    private const string Bread =
        "My cousin bakes sourdough bread every weekend and sells loaves, rolls and cinnamon pastries outside the football ground, cheapest flour around, tasty crumb and crust.";
    private const string Welsh = "Diolch yn fawr iawn am eich gwaith caled dros y pentref.";

    [Fact]
    public async Task Off_topic_stays_until_the_office_switches_it_off()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([Incoming.Of(Bread, "a") with { ParentText = Post }]);
        await AgainAsync(desk);
        (await IsOffTopicAsync(desk)).ShouldBe([true]);

        await desk.SwitchAsync(Category.OffTopic, off: true);
        await desk.RejudgeAsync();
        await desk.TakeInAsync([Incoming.Of(Bread + " Come early!", "b") with { ParentText = Post }]);
        (await IsOffTopicAsync(desk)).ShouldBe([false, false]);
    }

    [Fact]
    public async Task The_language_stays_where_a_person_added_a_kind()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([Incoming.Of(Welsh, "a")]);
        var id = (await desk.AllAsync())[0].Id;
        await desk.WithAsync<CategoryCorrections, bool>((c, office, person) => c.AddAsync(office.Id, person, id, Category.Support, 0, "A thank-you", CancellationToken.None));
        await AgainAsync(desk);
        var message = await desk.MessageAsync(id);
        message.Language.ShouldBe("cy");
        message.Findings.ShouldContain(f => f.Category == Category.Support && f.Stands);
    }

    private static async Task AgainAsync(TestDesk desk)
    {
        await desk.WithAsync<JudgingChanges, bool>((c, office, person) => c.AgainAsync(office.Id, person, CancellationToken.None), Role.Manager);
        await desk.RejudgeAsync();
    }

    private static async Task<IEnumerable<bool>> IsOffTopicAsync(TestDesk desk) =>
        (await desk.AllAsync()).Select(m => (m.CategoryBits & CategoryBits.Of(Category.OffTopic)) != 0);
}
