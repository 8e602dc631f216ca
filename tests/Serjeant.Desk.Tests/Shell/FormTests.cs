using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Shell;

/// <summary>What a form does with what was typed, on the page that holds one of each.</summary>
public sealed class FormTests
{
    private static async Task<IHtmlDocument> SentAsync(params (string Name, string Value)[] fill)
    {
        await using var desk = await TestDesk.StartAsync(b => b.Environment.EnvironmentName = "Development");
        var browser = desk.Browser();
        var page = await browser.PageAsync("/style");
        var answer = await browser.SubmitAsync(page, "main form", fill.ToDictionary(f => f.Name, f => f.Value));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return await TestBrowser.ReadAsync(answer);
    }

    [Fact]
    public async Task Errors_are_listed_first_in_the_pages_order_and_link_to_fields_that_are_there()
    {
        var page = await SentAsync(("Email", "not an address"));
        var links = page.QuerySelectorAll(".govuk-error-summary a");
        links.Select(l => l.TextContent).ShouldBe(["Enter an email address, such as name@example.org", "Choose a role"]);
        foreach (var link in links) page.GetElementById(link.GetAttribute("href")![1..]).ShouldNotBeNull();
        page.QuerySelector("main")!.FirstElementChild!.ClassList.ShouldContain("govuk-error-summary");
        page.Title.ShouldNotBeNull().ShouldStartWith("Error: ");
    }

    [Fact]
    public async Task A_field_in_error_is_marked_described_and_keeps_what_was_typed()
    {
        var page = await SentAsync(("Email", "\"><script>alert(1)</script>"));
        var input = page.GetElementById("Email")!;
        input.GetAttribute("value").ShouldBe("\"><script>alert(1)</script>");
        input.GetAttribute("aria-describedby").ShouldBe("Email-hint Email-error");
        page.GetElementById("Email-error")!.TextContent.ShouldBe("Error: Enter an email address, such as name@example.org");
        input.ParentElement!.ClassList.ShouldContain("govuk-form-group--error");
    }

    [Fact]
    public async Task A_password_never_comes_back()
    {
        var page = await SentAsync(("Password", "three random words"));
        page.GetElementById("Password")!.HasAttribute("value").ShouldBeFalse();
        page.Source.Text.ShouldNotContain("three random words");
    }

    [Fact]
    public async Task Choices_keep_what_was_chosen()
    {
        var page = await SentAsync(("Kind", "other"), ("Topics", "sexual"), ("Agreed", "true"), ("Force", "kent"));
        page.QuerySelector("input[name=Kind][value=other]")!.HasAttribute("checked").ShouldBeTrue();
        page.QuerySelector("input[name=Topics][value=sexual]")!.HasAttribute("checked").ShouldBeTrue();
        page.QuerySelector("input[name=Topics][value=threat]")!.HasAttribute("checked").ShouldBeFalse();
        page.QuerySelector("input[name=Agreed][type=checkbox]")!.HasAttribute("checked").ShouldBeTrue();
        page.QuerySelector("option[value=kent]")!.HasAttribute("selected").ShouldBeTrue();
    }

    [Fact]
    public async Task A_text_that_begins_with_an_empty_line_keeps_it()
    {
        var page = await SentAsync(("Note", "\r\nsecond line"));
        ((IHtmlTextAreaElement)page.GetElementById("Note")!).Value.ReplaceLineEndings("\n").ShouldBe("\nsecond line");
    }

    [Theory]
    [InlineData("", "3", "2026", "Due", "The date must include a day")]
    [InlineData("27", "", "2026", "Due_Month", "The date must include a month")]
    [InlineData("27", "3", "", "Due_Year", "The date must include a year")]
    [InlineData("30", "2", "2026", "Due", "The date must be a real date")]
    [InlineData("1", "13", "2026", "Due_Month", "The date must be a real date")]
    [InlineData("1", "3", "26", "Due_Year", "The date must include a year of four digits")]
    [InlineData("-1", "3", "2026", "Due", "The date must be a real date")]
    public async Task A_date_that_is_not_one_says_what_is_wrong_with_it(string day, string month, string year, string box, string error)
    {
        var page = await SentAsync(("Due.Day", day), ("Due.Month", month), ("Due.Year", year));
        var link = page.QuerySelectorAll(".govuk-error-summary a").Single(a => a.TextContent == error);
        link.GetAttribute("href").ShouldBe("#" + box);
        page.GetElementById(box)!.ClassList.ShouldContain("govuk-input--error");
        page.GetElementById("Due")!.GetAttribute("value").ShouldBe(day);
    }

    [Theory]
    [InlineData("27", "3", "2026")]
    [InlineData(" 27 ", "March", "2026")]
    [InlineData("27", "mar", "2026")]
    [InlineData("", "", "")]
    public async Task A_real_date_or_none_is_taken(string day, string month, string year)
    {
        var page = await SentAsync(("Due.Day", day), ("Due.Month", month), ("Due.Year", year));
        page.QuerySelectorAll(".govuk-error-summary a").ShouldNotContain(a => a.TextContent.Contains("date"));
    }
}
