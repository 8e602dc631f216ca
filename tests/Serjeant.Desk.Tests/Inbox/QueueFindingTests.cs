using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

public sealed class QueueFindingTests
{
    private static readonly QueueSight Moderator = new(Abuse: true, Uncover: true, Snippets: true);
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public async Task Pages_forward_and_back_show_every_message_once_in_order()
    {
        await using var desk = await InboxDesk.StartAsync();
        // Few ranks and few moments, so that every part of the order has ties.
        for (var i = 0; i < 25; i++)
            await AddPlainAsync(desk, $"words number {i}", rank: i % 3 * 100, sentAt: DateTimeOffset.UnixEpoch.AddHours(i / 4), stands: true);

        var forward = new List<long>();
        var pages = new List<QueueSlice>();
        QueueCursor? cursor = null;
        do
        {
            var page = await FindAsync(desk, new QueueFilter(), cursor, size: 4);
            pages.Add(page);
            forward.AddRange(page.Ids);
            cursor = page.Later;
        }
        while (cursor is not null);

        var all = await desk.WithDbAsync(db => db.Messages.OrderByDescending(m => m.Rank).ThenByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Select(m => m.Id).ToListAsync());
        forward.ShouldBe(all);
        pages[0].Earlier.ShouldBeNull();
        for (var i = pages.Count - 1; i > 0; i--)
            (await FindAsync(desk, new QueueFilter(), pages[i].Earlier, size: 4)).Ids.ShouldBe(pages[i - 1].Ids);
    }

    [Fact]
    public async Task Same_text_is_one_row_and_a_platform_filter_finds_its_own_one()
    {
        await using var desk = await InboxDesk.StartAsync();
        var standing = await TestMessages.AddAsync(desk, "Same words", "a", Platform.Facebook);
        await TestMessages.AddAsync(desk, "Same words", "b", Platform.Facebook);
        var onX = await TestMessages.AddAsync(desk, "Same words", "c", Platform.X);
        await TestMessages.AddAsync(desk, "Same words", "d", Platform.X);

        (await FindAsync(desk, new QueueFilter())).Ids.ShouldBe([standing]);
        (await FindAsync(desk, new QueueFilter { Platform = Platform.X })).Ids.ShouldBe([onX]);
    }

    [Fact]
    public async Task Each_filter_narrows_the_queue()
    {
        await using var desk = await InboxDesk.StartAsync();
        var threat = await TestMessages.AddAsync(desk, TestMessages.Threat, sentAt: new DateTimeOffset(2026, 3, 28, 23, 30, 0, TimeSpan.Zero));
        var praise = await TestMessages.AddAsync(desk, TestMessages.Praise, "friend", Platform.X, sentAt: new DateTimeOffset(2026, 3, 29, 22, 30, 0, TimeSpan.Zero));
        var author = (await desk.MessageAsync(praise)).AuthorId;

        (await FindAsync(desk, QueueFilter.Only(Category.Threat))).Ids.ShouldBe([threat]);
        (await FindAsync(desk, new QueueFilter { CannotWait = true })).Ids.ShouldBe([threat]);
        (await FindAsync(desk, new QueueFilter { Rule = 3 })).Ids.ShouldBe([threat]);
        (await FindAsync(desk, new QueueFilter { Author = author })).Ids.ShouldBe([praise]);
        (await FindAsync(desk, new QueueFilter { Words = "bus shel" })).Ids.ShouldBe([praise]);
        (await FindAsync(desk, new QueueFilter { Words = "\"*) OR 1" })).Ids.ShouldBeEmpty();
        // 29 March 2026 has 23 hours in London: the day ends an hour earlier in UTC.
        (await FindAsync(desk, new QueueFilter { From = new(2026, 3, 29), To = new(2026, 3, 29) })).Ids.ShouldBe([praise]);
        (await FindAsync(desk, new QueueFilter { From = new(2026, 3, 28), To = new(2026, 3, 28) })).Ids.ShouldBe([threat]);
        (await FindAsync(desk, new QueueFilter { State = QueueState.Decided })).Ids.ShouldBeEmpty();
        (await FindAsync(desk, new QueueFilter { State = QueueState.All })).Ids.ShouldBe([threat, praise]);
    }

    [Fact]
    public async Task Who_sees_no_abuse_finds_and_counts_none()
    {
        await using var desk = await InboxDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Threat);
        var praise = await TestMessages.AddAsync(desk, TestMessages.Praise);
        var author = Moderator with { Abuse = false };

        (await FindAsync(desk, new QueueFilter(), sight: author)).Ids.ShouldBe([praise]);
        var counts = await desk.WithDbAsync(db => QueueCounts.CountAsync(db, author, MessageState.Waiting, CancellationToken.None));
        (counts.Total, counts.CannotWait, counts.Abuse).ShouldBe((1, 0, 0));
        var all = await desk.WithDbAsync(db => QueueCounts.CountAsync(db, Moderator, MessageState.Waiting, CancellationToken.None));
        (all.Total, all.CannotWait, all.Abuse).ShouldBe((2, 1, 1));
    }

    [Fact]
    public async Task Another_offices_messages_are_neither_found_nor_counted()
    {
        await using var desk = await InboxDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Praise, officeId: desk.OtherOfficeId);

        (await FindAsync(desk, new QueueFilter { State = QueueState.All })).Ids.ShouldBeEmpty();
        (await FindAsync(desk, new QueueFilter { Words = "shelter" })).Ids.ShouldBeEmpty();
        (await desk.WithDbAsync(db => QueueCounts.CountAsync(db, Moderator, MessageState.Waiting, CancellationToken.None))).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData("?after=1.2")]
    [InlineData("?after=-1.5.6")]
    [InlineData("?before=1.99999999999999999999.3")]
    [InlineData("?after=1.9223372036854775807.3")]
    [InlineData("?platform=99&category=nonsense&rule=-2&author=x&state=wrong")]
    public async Task A_mangled_address_shows_the_first_page(string query)
    {
        await using var desk = await InboxDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Praise);
        var browser = await desk.SignedInAsync(Role.Moderator);

        var page = await browser.PageAsync("/inbox" + query);

        page.QuerySelectorAll(".desk-row").Length.ShouldBe(1);
    }

    private static Task<QueueSlice> FindAsync(TestDesk desk, QueueFilter filter, QueueCursor? cursor = null, int size = QueuePager.Size, QueueSight? sight = null) =>
        desk.WithDbAsync(async db =>
        {
            var rules = await Serjeant.Chapters.Plans.Protocol.RuleBook.LoadAsync(db, CancellationToken.None);
            var source = new QueueSource(db, filter, sight ?? Moderator, London, filter.Rule is null ? null : rules.ByNumber(filter.Rule)!.CategoryBits);
            return await QueuePager.FindAsync(source, cursor, CancellationToken.None, size);
        });

    private static async Task AddPlainAsync(TestDesk desk, string text, int rank, DateTimeOffset sentAt, bool stands)
    {
        var id = await TestMessages.AddAsync(desk, text, sentAt: sentAt);
        await desk.WithDbAsync(db => db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Rank, rank).SetProperty(m => m.StandsForGroup, stands)));
    }
}
