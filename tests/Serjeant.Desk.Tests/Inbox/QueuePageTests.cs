using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

public sealed class QueuePageTests
{
    [Theory]
    [InlineData(Role.Manager, true, 2)]
    [InlineData(Role.Moderator, true, 2)]
    [InlineData(Role.Viewer, false, 2)]
    [InlineData(Role.Author, false, 1)]
    [InlineData(Role.Principal, false, 1)]
    public async Task Each_role_sees_its_own_queue(Role role, bool decides, int rows)
    {
        await using var desk = await InboxDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Threat);
        await TestMessages.AddAsync(desk, TestMessages.Praise);
        var browser = await desk.SignedInAsync(role);

        var page = await browser.PageAsync("/inbox");

        page.QuerySelectorAll(".desk-row").Length.ShouldBe(rows);
        page.QuerySelectorAll("button[name='Form.Kind']").Any().ShouldBe(decides);
        page.DocumentElement.TextContent.ShouldNotContain("know where you live");
    }

    [Fact]
    public async Task Nobody_gets_in_without_signing_in()
    {
        await using var desk = await InboxDesk.StartAsync();
        (await desk.Browser().GetAsync("/inbox")).StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Chosen_messages_are_decided_and_the_press_can_be_undone()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat, address: "https://social.example/post/1");
        var browser = await desk.SignedInAsync(Role.Moderator);

        var sent = await PressAsync(browser, await browser.PageAsync("/inbox"), $"{id}.0", "Hide");
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var after = await browser.PageAsync(sent.Headers.Location!.ToString());
        after.QuerySelectorAll(".desk-row").Length.ShouldBe(0);
        after.QuerySelector(".desk-decided")!.TextContent.ShouldContain("1 message to be hidden");

        var undone = await browser.SubmitAsync(after, ".desk-decided form");
        undone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PageAsync("/inbox")).QuerySelectorAll(".desk-row").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_chosen_is_told_with_422()
    {
        await using var desk = await InboxDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Praise);
        var browser = await desk.SignedInAsync(Role.Moderator);

        var sent = await browser.SubmitAsync(await browser.PageAsync("/inbox"), ".desk-queue__form", null, "button[value='Leave']");

        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await TestBrowser.ReadAsync(sent);
        var link = page.QuerySelector(".govuk-error-summary a")!;
        link.TextContent.ShouldBe("Choose at least one message");
        page.QuerySelector(link.GetAttribute("href")!).ShouldNotBeNull();
    }

    [Fact]
    public async Task Hiding_without_a_rule_is_told_with_422_and_keeps_what_was_chosen()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Praise);
        var browser = await desk.SignedInAsync(Role.Moderator);

        var sent = await PressAsync(browser, await browser.PageAsync("/inbox"), $"{id}.0", "Hide");

        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await TestBrowser.ReadAsync(sent);
        page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("#Form_Rule");
        page.QuerySelector<IHtmlInputElement>($"#m{id}-pick")!.IsChecked.ShouldBeTrue();
    }

    [Fact]
    public async Task A_wrong_date_is_told_with_422()
    {
        await using var desk = await InboxDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await browser.GetAsync("/inbox?from=yesterday")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Without_the_forms_token_nothing_is_decided()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Praise);
        var browser = await desk.SignedInAsync(Role.Moderator);

        var sent = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/inbox?handler=Decide")
        {
            Content = new FormUrlEncodedContent([new("Form.Pick", $"{id}.0"), new("Form.Kind", "Leave")]),
        });

        sent.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await desk.MessageAsync(id)).State.ShouldBe(MessageState.Waiting);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Author)]
    [InlineData(Role.Principal)]
    public async Task Who_may_not_decide_is_refused(Role role)
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Praise);
        var browser = await desk.SignedInAsync(role);
        var token = (await browser.PageAsync("/inbox/views")).QuerySelector("input[name=__RequestVerificationToken]") ?? (await browser.PageAsync("/")).QuerySelector("input[name=__RequestVerificationToken]")!;

        var sent = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/inbox?handler=Decide")
        {
            Content = new FormUrlEncodedContent([new("Form.Pick", $"{id}.0"), new("Form.Kind", "Leave"), new("__RequestVerificationToken", token.GetAttribute("value")!)]),
        });

        sent.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await desk.MessageAsync(id)).State.ShouldBe(MessageState.Waiting);
    }

    [Fact]
    public async Task A_group_shows_once_and_is_decided_whole_unless_unticked()
    {
        await using var desk = await InboxDesk.StartAsync();
        var ids = new List<long>();
        for (var i = 0; i < 3; i++)
            ids.Add(await TestMessages.AddAsync(desk, "Copied and pasted words", $"p{i}"));
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync("/inbox");
        page.QuerySelectorAll(".desk-row").Length.ShouldBe(1);
        page.QuerySelector(".desk-row__group")!.TextContent.ShouldContain("3 people");

        (await PressAsync(browser, page, $"{ids[0]}.0", "Leave")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await desk.WithDbAsync(db => db.Messages.CountAsync(m => m.State == MessageState.Decided))).ShouldBe(3);
    }

    [Fact]
    public async Task A_view_is_saved_shown_and_removed()
    {
        await using var desk = await InboxDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync("/inbox?platform=x");
        (await browser.SubmitAsync(page, ".desk-filter__save", new Dictionary<string, string> { ["Name"] = "Only <b>X</b>" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var views = await browser.PageAsync("/inbox/views");
        views.QuerySelector("tbody a")!.ShouldSatisfyAllConditions(
            a => a.TextContent.ShouldBe("Only <b>X</b>"), a => a.GetAttribute("href").ShouldBe("/inbox?platform=x"));
        (await (await desk.SignedInAsync(Role.Manager)).PageAsync("/inbox/views")).QuerySelectorAll("tbody a").Length.ShouldBe(0);
        (await browser.SubmitAsync(page, ".desk-filter__save")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await browser.SubmitAsync(views, "form[action*=Remove]", null, "button[name=id]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PageAsync("/inbox/views")).QuerySelectorAll("tbody a").Length.ShouldBe(0);
    }

    internal static Task<HttpResponseMessage> PressAsync(TestBrowser browser, IHtmlDocument page, string pick, string kind) =>
        browser.SubmitAsync(page, ".desk-queue__form", new Dictionary<string, string> { ["Form.Pick"] = pick }, $".desk-decide button[value='{kind}']");
}
