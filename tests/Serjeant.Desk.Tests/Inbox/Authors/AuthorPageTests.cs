using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox.Authors;

/// <summary>What is shown of one account.</summary>
public sealed class AuthorPageTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 31, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_it_sent_is_counted_by_month_in_the_offices_time_by_category_and_by_decision()
    {
        await using var desk = await InboxDesk.StartAsync();
        // Half past midnight on 1 April in London.
        var first = await TestMessages.AddAsync(desk, TestMessages.Threat, "one", sentAt: March, account: "@office");
        await TestMessages.AddAsync(desk, TestMessages.Threat + " Soon.", "one", sentAt: March.AddDays(40), account: "@office");
        await TestMessages.AddAsync(desk, "Good morning.", "one", sentAt: March.AddDays(41));
        await TestMessages.AddAsync(desk, "Diolch yn fawr iawn am eich gwaith caled dros y pentref.", "one", sentAt: March.AddDays(41));
        await TestMessages.AddAsync(desk, TestMessages.Threat, "another", sentAt: March);
        await desk.DecideAsync(DecisionKind.Leave, [first]);
        var page = await (await desk.SignedInAsync(Role.Viewer)).PageAsync($"/inbox/authors/{await AuthorAsync(desk, first)}");

        Cells(page, ".desk-months").ShouldBe(["Apr 2026 1", "May 2026 3"]);
        page.QuerySelectorAll("svg.desk-months__bar rect").Select(r => r.GetAttribute("width")).ShouldBe(["33", "100"]);
        var text = page.DocumentElement.TextContent;
        text.ShouldContain("4, 3 waiting");
        text.ShouldContain("1 April 2026");
        text.ShouldContain("@office");
        Cells(page, "table").ShouldContain("Threat 2");
        Cells(page, "table").ShouldContain("Nothing found 1");
        Cells(page, "table").ShouldContain("In another language, not read 1");
        Cells(page, "table").ShouldContain("Left up 1");
        text.ShouldNotContain("know where you live");
        text.ShouldNotContain("Diolch");
    }

    [Fact]
    public async Task All_of_it_is_paged_newest_first()
    {
        await using var desk = await InboxDesk.StartAsync();
        for (var i = 0; i < 53; i++)
            await TestMessages.AddAsync(desk, i == 0 ? TestMessages.Threat : $"Message number {i} about the weather", "one", sentAt: March.AddMinutes(i));
        var id = await desk.WithDbAsync(db => db.Authors.Select(a => a.Id).SingleAsync());
        var browser = await desk.SignedInAsync(Role.Manager);

        var first = await browser.PageAsync($"/inbox/authors/{id}");
        first.QuerySelectorAll(".desk-others li").Length.ShouldBe(50);
        var second = await browser.PageAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        second.QuerySelectorAll(".desk-others li").Length.ShouldBe(3);
        second.QuerySelectorAll("a[rel=next]").ShouldBeEmpty();
        var links = first.QuerySelectorAll(".desk-others li a").Concat(second.QuerySelectorAll(".desk-others li a")).Select(a => a.GetAttribute("href")).ToList();
        links.Distinct().Count().ShouldBe(53);
        links[^1].ShouldBe($"/inbox/messages/{await desk.WithDbAsync(db => db.Messages.MinAsync(m => m.Id))}");
        (await browser.GetAsync($"/inbox/authors/{id}?before=nonsense")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Role.Moderator)]
    [InlineData(Role.Principal)]
    public async Task Its_cases_are_linked_for_who_may_see_cases(Role role)
    {
        await using var desk = await InboxDesk.StartAsync();
        var message = await desk.MessageAsync("We will find you", author: "one");
        var number = await desk.CaseAsync("Threats", [message]);
        var page = await (await desk.SignedInAsync(role)).PageAsync($"/inbox/authors/{await AuthorAsync(desk, message)}");
        page.QuerySelectorAll($"a[href='/cases/{number}']").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_queue_lists_nobody_by_person_without_a_reason()
    {
        await using var desk = await InboxDesk.StartAsync();
        var critic = await AuthorAsync(desk, await TestMessages.AddAsync(desk, "I disagree with your vote on the railway.", "critic"));
        var abuser = await AuthorAsync(desk, await TestMessages.AddAsync(desk, TestMessages.Threat, "abuser"));
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await browser.GetAsync($"/inbox?author={abuser}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync($"/inbox?author={critic}")).Headers.Location!.ToString().ShouldBe($"/inbox/authors/{critic}");
        (await (await desk.SignedInAsync(Role.Author)).GetAsync($"/inbox?author={abuser}")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    internal static async Task<long> AuthorAsync(TestDesk desk, long message) => (await desk.MessageAsync(message)).AuthorId;

    private static List<string> Cells(AngleSharp.Dom.IDocument page, string table) =>
        [.. page.QuerySelectorAll(table + " tbody tr").Select(r => string.Join(' ', r.Children.Select(c => c.TextContent.Trim())))];
}
