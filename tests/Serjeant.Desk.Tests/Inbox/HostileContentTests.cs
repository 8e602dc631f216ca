using AngleSharp.Dom;
using Serjeant.Chapters.Inbox.Casework;
using Serjeant.Chapters.Inbox.Messages;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

public sealed class HostileContentTests
{
    private const string Evil = "<script>alert(1)</script><style>*{display:none}</style>\"'><img src=x onerror=alert(1)>\u202Egnp.exe\u200B\u2066";

    [Fact]
    public async Task Nothing_a_sender_writes_becomes_markup_on_any_page()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(
            desk, TestMessages.Threat + Evil, Evil, displayName: Evil, subject: Evil, threadId: Evil, account: Evil,
            address: "javascript:alert(1)", profile: "https://user:pass@evil.example/\"><script>alert(1)</script>");
        var author = (await desk.MessageAsync(id)).AuthorId;
        var browser = await desk.SignedInAsync(Role.Moderator);
        var uncovered = await browser.SubmitAsync(await browser.PageAsync($"/inbox/messages/{id}"), "form[action$=reveal]");
        var shown = await browser.PageAsync(uncovered.Headers.Location!.ToString());
        shown.QuerySelector(".desk-text__words")!.TextContent.ShouldContain("<script>alert(1)</script>");
        shown.QuerySelector(".desk-text__words")!.GetAttribute("dir").ShouldBe("auto");
        shown.QuerySelectorAll(".desk-text__hidden").Length.ShouldBe(2);
        Check(shown);

        foreach (var address in new[] { "/", "/inbox", "/inbox?state=all", $"/inbox?author={author}&state=all", $"/inbox/authors/{author}", "/inbox/steps", "/inbox?q=%3Cscript%3E" })
            Check(await browser.PageAsync(address));
    }

    [Fact]
    public async Task Names_from_outside_stand_in_elements_that_isolate_their_direction()
    {
        await using var desk = await InboxDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Threat, "handle", displayName: "\u202Eevil");
        var page = await (await desk.SignedInAsync(Role.Moderator)).PageAsync("/inbox");

        var name = page.QuerySelector(".desk-row__meta bdi.desk-outside")!;
        name.TextContent.ShouldBe("evil");
        page.DocumentElement.TextContent.ShouldNotContain('\u202E');
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://a:b@c.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//evil.example")]
    [InlineData("/inbox")]
    public void An_address_that_is_no_plain_web_page_is_no_link(string address) => WebAddress.OrNull(address).ShouldBeNull();

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44", "'+44")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u200B=1", "'\u200B=1")]
    [InlineData("\u0000=1", "'=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("plain = text", "plain = text")]
    [InlineData("", "")]
    public void A_cell_cannot_start_a_formula(string cell, string neutral) => CsvText.Neutral(cell).ShouldBe(neutral);

    [Fact]
    public void Marked_text_loses_no_character_whatever_the_spans()
    {
        const string text = "ab😀cd";
        MessageFinding[] findings = [Span(1, 2), Span(3, 100), Span(-5, 3), Span(2, 0), Span(int.MaxValue, int.MaxValue)];

        var stretches = MarkedText.Cut(text, findings);

        string.Concat(stretches.Select(s => s.Text)).ShouldBe(text);
        stretches.ShouldAllBe(s => !char.IsLowSurrogate(s.Text.First()) && !char.IsHighSurrogate(s.Text.Last()));
    }

    private static void Check(IDocument page)
    {
        page.QuerySelectorAll("script:not([src]), style, img[src=x], [onerror]").ShouldBeEmpty();
        foreach (var link in page.QuerySelectorAll("a[href]"))
            link.GetAttribute("href")!.ShouldSatisfyAllConditions(h => h.ShouldNotStartWith("javascript:"), h => h.ShouldNotContain("user:pass"));
    }

    private static MessageFinding Span(int start, int length) =>
        new() { Rule = "r", Reason = "why", Category = Moderation.Category.Insult, Start = start, Length = length };
}
