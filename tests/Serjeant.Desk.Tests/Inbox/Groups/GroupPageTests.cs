using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Demo;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox.Groups;

public sealed class GroupPageTests
{
    [Theory]
    [InlineData(Role.Manager, true, true)]
    [InlineData(Role.Moderator, true, true)]
    [InlineData(Role.Viewer, true, false)]
    [InlineData(Role.Author, false, false)]
    public async Task A_pile_on_is_told_once_to_whoever_may_know_of_it(Role role, bool told, bool decides)
    {
        await using var desk = await PileOnAsync();
        var browser = await desk.SignedInAsync(role);

        var queue = await browser.PageAsync("/inbox");
        var today = await browser.PageAsync("/");

        queue.DocumentElement.TextContent.Contains("14 accounts have sent much the same", StringComparison.Ordinal).ShouldBe(told);
        today.DocumentElement.TextContent.Contains("14 accounts have sent much the same", StringComparison.Ordinal).ShouldBe(told);
        queue.QuerySelectorAll(".govuk-notification-banner button[name='Form.Kind']").Any().ShouldBe(told && decides);
        queue.QuerySelectorAll(".desk-row").Length.ShouldBe(told ? 1 : 0);
        if (told)
            queue.QuerySelector(".desk-row__group")!.TextContent.ShouldContain("Same message, 14 people; the wording varies");
        queue.DocumentElement.TextContent.ShouldNotContain("vermin that she is");
    }

    [Fact]
    public async Task One_press_deals_with_the_whole_pile_on()
    {
        await using var desk = await PileOnAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync("/inbox");

        var sent = await browser.SubmitAsync(page, ".govuk-notification-banner form", buttonSelector: ".govuk-notification-banner button[value='Leave']");

        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.AllAsync()).ShouldAllBe(m => m.State == MessageState.Decided);
        (await browser.PageAsync("/inbox")).DocumentElement.TextContent.ShouldNotContain("under way");
    }

    [Fact]
    public async Task How_covered_messages_differ_is_shown_to_who_asks_and_noted()
    {
        await using var desk = await PileOnAsync();
        var id = (await desk.AllAsync())[0].Id;
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync($"/inbox/groups/{id}");
        page.QuerySelectorAll("ins").ShouldBeEmpty();

        var asked = await browser.SubmitAsync(page, "form[action*='handler=Show']");
        var shown = await browser.PageAsync(asked.Headers.Location!.ToString());

        shown.QuerySelectorAll("ins").Select(i => i.TextContent).ShouldContain("send");
        shown.QuerySelectorAll("del").Select(i => i.TextContent).ShouldContain("share");
        (await desk.WithDbAsync(db => db.Uncoverings.CountAsync())).ShouldBe(1);
        (await browser.PageAsync($"/inbox/groups/{id}")).QuerySelectorAll("ins").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_campaign_is_answered_once_and_never_called_spam_or_a_pile_on()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([.. Enumerable.Range(0, 12).Select(i => Incoming.Of(
            i % 3 == 0 ? Incoming.Letter : Incoming.Letter + $", Person {(char)('A' + i)}", $"person{i}@letters.example", DateTimeOffset.UtcNow.AddHours(-i), mail: true))]);
        await desk.TakeInAsync([Incoming.Of("Another matter altogether that nobody else wrote about", "x")]);
        var browser = await desk.SignedInAsync(Role.Moderator);

        var queue = await browser.PageAsync("/inbox?group=campaign");
        var row = queue.QuerySelectorAll(".desk-row").ShouldHaveSingleItem();
        row.TextContent.ShouldContain("Letter campaign");
        row.TextContent.ShouldContain("The same letter, 12 people");
        row.TextContent.ShouldNotContain("pam");
        (await browser.PageAsync("/inbox?group=pile-on")).QuerySelectorAll(".desk-row").ShouldBeEmpty();

        var page = await browser.PageAsync($"/inbox/groups/{(await desk.AllAsync())[0].Id}");
        page.QuerySelector("#addresses")!.TextContent.ShouldContain("person3@letters.example; ");
        var empty = await browser.SubmitAsync(page, "#answer-once");
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var sent = await browser.SubmitAsync(page, "#answer-once", new Dictionary<string, string> { ["Reply"] = "Thank you. I have asked the minister." });

        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var decisions = await desk.WithDbAsync(db => db.Decisions.ToListAsync());
        decisions.Count.ShouldBe(12);
        decisions.ShouldAllBe(d => d.Kind == DecisionKind.Answered && d.Note == "Thank you. I have asked the minister.");
        (await desk.AllAsync()).Count(m => m.State == MessageState.Waiting).ShouldBe(1);
    }

    [Fact]
    public async Task One_account_that_sends_it_often_is_said_to_repeat_it()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([.. Enumerable.Range(0, 7).Select(i => Incoming.Of("When does the bus shelter by the market get a roof" + new string('!', i), "one"))]);

        var row = (await (await desk.SignedInAsync(Role.Viewer)).PageAsync("/inbox?group=repeated")).QuerySelectorAll(".desk-row").ShouldHaveSingleItem();

        row.TextContent.ShouldContain("Sent again and again");
    }

    [Fact]
    public async Task Another_offices_group_and_a_message_without_a_group_are_not_found()
    {
        await using var desk = await PileOnAsync();
        await desk.TakeInAsync([Incoming.Of("Alone", "y")]);
        var messages = await desk.AllAsync();
        var theirs = await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId);
        var ours = await desk.SignedInAsync(Role.Manager);
        var author = await desk.SignedInAsync(Role.Author);

        (await theirs.GetAsync($"/inbox/groups/{messages[0].Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ours.GetAsync($"/inbox/groups/{messages[^1].Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await author.GetAsync($"/inbox/groups/{messages[0].Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_demonstration_shows_its_pile_on_and_its_letters_as_one_row_each()
    {
        await using var desk = await InboxDesk.StartAsync();

        await desk.TakeInAsync(await DemoMessages.ReadAsync(DateTimeOffset.UtcNow, CancellationToken.None));

        var groups = await desk.GroupsAsync();
        groups.Where(g => g.Kind == TextGroupKind.PileOn).ShouldHaveSingleItem().Varies.ShouldBeTrue();
        var letters = groups.Where(g => g.Kind == TextGroupKind.Campaign).ShouldHaveSingleItem();
        (letters.Total, letters.Varies).ShouldBe((24, true));
    }

    private static async Task<TestDesk> PileOnAsync()
    {
        var desk = await InboxDesk.StartAsync();
        IncomingMessage[] messages = [.. Enumerable.Range(0, 14).Select(i => Incoming.Of(
            i % 4 == 1 ? Incoming.Insult.Replace("share it", "send it", StringComparison.Ordinal) : Incoming.Insult, $"account{i}", DateTimeOffset.UtcNow.AddMinutes(-100 + 7 * i)))];
        await desk.TakeInAsync(messages[..9]);
        await desk.TakeInAsync(messages[9..]);
        return desk;
    }
}
