using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox.Groups;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

/// <summary>Messages that are in another language than English.</summary>
public sealed class OtherLanguageTests
{
    private const string Welsh = "Diolch yn fawr iawn am eich gwaith caled dros y pentref.";
    private const string WelshThreat = "Annwyl Aelod, nid ydych chi'n ateb fy llythyr am y ffordd. I will kill you. Mae'r ysgol yn cau ac nid oes neb yn gwneud dim byd.";
    private const string Says = "In Welsh. Serjeant reads English only: a person who reads it should look.";

    [Fact]
    public async Task A_message_in_Welsh_is_shown_as_unread_covered_and_ranked_with_questions()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([Incoming.Of(Welsh, "someone"), Incoming.Of(TestMessages.Praise, "other")]);
        var message = (await desk.AllAsync()).Single(m => m.Text == Welsh);
        message.Language.ShouldBe("cy");
        message.Rank.ShouldBeInRange(200, 349);
        var browser = await desk.SignedInAsync(Role.Moderator);

        var rows = (await browser.PageAsync("/inbox")).QuerySelectorAll(".desk-row");
        rows[0].TextContent.ShouldContain(Says);
        rows[0].TextContent.ShouldNotContain("Nothing found");
        rows[0].TextContent.ShouldNotContain("Diolch");
        var page = await browser.PageAsync($"/inbox/messages/{message.Id}");
        page.DocumentElement.TextContent.ShouldContain(Says);
        page.DocumentElement.TextContent.ShouldNotContain("Nothing was found");

        var shown = await browser.SubmitAsync(page, "form[action$=reveal]");
        (await browser.PageAsync(shown.Headers.Location!.ToString())).QuerySelector(".desk-text")!.TextContent.ShouldContain("that nothing was found says nothing");
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Author)]
    public async Task What_nobody_has_read_stays_covered_for_who_may_not_uncover(Role role)
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, Welsh);
        var page = await (await desk.SignedInAsync(role)).PageAsync($"/inbox/messages/{id}");
        page.QuerySelectorAll("form[action$=reveal]").ShouldBeEmpty();
        page.DocumentElement.TextContent.ShouldNotContain("Diolch");
    }

    [Fact]
    public async Task The_queue_is_filtered_by_language()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.TakeInAsync([Incoming.Of(Welsh, "a"), Incoming.Of(WelshThreat, "b"), Incoming.Of("Merci beaucoup pour votre travail dans notre quartier.", "c"), Incoming.Of(TestMessages.Praise, "d")]);
        var browser = await desk.SignedInAsync(Role.Moderator);

        (await CountAsync(browser, "language=cy")).ShouldBe(2);
        (await CountAsync(browser, "language=fr")).ShouldBe(1);
        (await CountAsync(browser, "language=other")).ShouldBe(3);
        (await CountAsync(browser, "language=nonsense")).ShouldBe(4);
        (await browser.PageAsync("/inbox?language=cy")).QuerySelector("select[name=language] option[selected]")!.TextContent.ShouldBe("Welsh");
    }

    [Fact]
    public async Task A_threat_in_English_within_Welsh_comes_before_all_and_a_correction_leaves_the_language()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, WelshThreat);
        (await desk.MessageAsync(id)).Rank.ShouldBeGreaterThanOrEqualTo(750);
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await browser.PageAsync($"/inbox/messages/{id}"), "#remove-category",
            new Dictionary<string, string> { ["Correction.Category"] = "threat", ["Correction.Reason"] = "The words of a song" });
        var message = await desk.MessageAsync(id);
        message.Language.ShouldBe("cy");
        message.Rank.ShouldBeInRange(200, 349);
    }

    private static async Task<int> CountAsync(TestBrowser browser, string query) =>
        (await browser.PageAsync("/inbox?" + query)).QuerySelectorAll("ol.desk-rows > li").Length;
}
