using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox.Groups;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Serjeant.Outside;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

/// <summary>What stands round a message.</summary>
public sealed class ConversationTests
{
    private const string Post = "Delighted that the new bus shelter on Mill Lane opened this morning, after two years of work with the county council.";
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-2);

    [Fact]
    public async Task Post_messages_and_our_answers_stand_in_order_and_stay_covered()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([
            Of("Could you look at the drains in Mill Lane, please?", "a", 1),
            Of(TestMessages.Threat, "b", 2),
            Of("Thank you for the new bus shelter, it is lovely.", "c", 3) with { ParentText = Post },
            Of("About another post altogether", "d", 2) with { ThreadId = "elsewhere" },
        ]);
        var all = await desk.AllAsync();
        await desk.DecideAsync(DecisionKind.Answered, [all[0].Id], note: "We have asked the county.");
        var browser = await desk.SignedInAsync(Role.Moderator);

        var page = await browser.PageAsync($"/inbox/messages/{all[2].Id}");
        page.QuerySelector(".desk-post")!.TextContent.ShouldContain("Delighted that");
        var turns = page.QuerySelectorAll(".desk-talk > li").Select(t => t.TextContent).ToList();
        turns.Count.ShouldBe(3);
        turns[0].ShouldContain("We have asked the county.");
        turns[1].ShouldContain("Threat");
        turns[2].ShouldContain("This message");
        page.QuerySelector(".desk-talk")!.TextContent.ShouldNotContain("know where you live");
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Author)]
    public async Task Who_may_not_uncover_sees_no_text_and_no_abuse_that_is_not_for_them(Role role)
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([Of(TestMessages.Threat, "b", 2), Of(TestMessages.Praise, "c", 3) with { ParentText = Post }]);
        var all = await desk.AllAsync();
        var page = await (await desk.SignedInAsync(role)).PageAsync($"/inbox/messages/{all[1].Id}");
        page.DocumentElement.TextContent.ShouldContain("your role doesn’t show texts");
        page.DocumentElement.TextContent.ShouldNotContain("Delighted that");
        page.DocumentElement.TextContent.ShouldNotContain("know where you live");
        page.QuerySelectorAll(".desk-talk > li").Length.ShouldBe(role == Role.Author ? 1 : 2);
    }

    [Fact]
    public async Task What_it_answers_is_found_by_the_platforms_id_and_going_round_in_circles_ends()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([
            Of("First of all, good morning.", "a", 1) with { ExternalId = "x1", ThreadId = null, InReplyTo = "x3" },
            Of("And to you as well.", "b", 2) with { ExternalId = "x2", ThreadId = null, InReplyTo = "x1" },
            Of("What a lovely morning.", "c", 3) with { ExternalId = "x3", ThreadId = null, InReplyTo = "x2" },
        ]);
        await desk.TakeInAsync([Of("Theirs.", "a", 1) with { ExternalId = "x2" }], desk.OtherOfficeId);
        var all = await desk.AllAsync();
        var page = await (await desk.SignedInAsync(Role.Moderator)).PageAsync($"/inbox/messages/{all[2].Id}");
        page.QuerySelectorAll(".desk-talk > li a").Select(a => a.GetAttribute("href")).ShouldBe([$"/inbox/messages/{all[0].Id}", $"/inbox/messages/{all[1].Id}"]);
    }

    [Fact]
    public async Task Twenty_round_it_are_shown_and_more_when_asked()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([.. Enumerable.Range(0, 60).Select(i => Of($"Remark number {i} about the weather", $"p{i}", i))]);
        var middle = (await desk.AllAsync())[30].Id;
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync($"/inbox/messages/{middle}");
        page.QuerySelectorAll(".desk-talk > li").Length.ShouldBe(21);
        page.QuerySelectorAll(".desk-talk > li")[10].TextContent.ShouldContain("This message");
        var more = await browser.PageAsync(page.QuerySelector("a[href*=around]")!.GetAttribute("href")!);
        more.QuerySelectorAll(".desk-talk > li").Length.ShouldBe(41);
        (await browser.GetAsync($"/inbox/messages/{middle}?around=999999999999")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.PageAsync($"/inbox/messages/{middle}?around=100000")).QuerySelectorAll(".desk-talk > li").Length.ShouldBe(60);
    }

    [Fact]
    public async Task A_message_off_the_posts_topic_is_noted_and_nothing_more()
    {
        await using var desk = await InboxDesk.StartAsync();
        const string bread = "My cousin bakes sourdough bread every weekend and sells loaves, rolls and cinnamon pastries outside the football ground, cheapest flour around, tasty crumb and crust.";
        await desk.TakeInAsync([Of(bread, "a", 1) with { ParentText = Post }, Of(bread, "b", 2)]);
        var all = await desk.AllAsync();
        (all[0].CategoryBits & CategoryBits.Of(Category.OffTopic)).ShouldNotBe(0);
        all[0].Abuse.ShouldBeFalse();
        all[0].Rank.ShouldBeLessThan(200);
        (all[1].CategoryBits & CategoryBits.Of(Category.OffTopic)).ShouldBe(0);
        (await desk.MessageAsync(all[0].Id)).ParentText.ShouldBe(Post);
    }

    private static IncomingMessage Of(string text, string handle, int minutes) => Incoming.Of(text, handle, Start.AddMinutes(minutes)) with { ThreadId = "post-1" };
}
