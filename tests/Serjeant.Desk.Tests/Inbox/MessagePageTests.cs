using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

public sealed class MessagePageTests
{
    [Theory]
    [InlineData(Role.Manager, true, HttpStatusCode.OK)]
    [InlineData(Role.Moderator, true, HttpStatusCode.OK)]
    [InlineData(Role.Principal, true, HttpStatusCode.OK)]
    [InlineData(Role.Viewer, false, HttpStatusCode.OK)]
    [InlineData(Role.Author, false, HttpStatusCode.NotFound)]
    public async Task Each_role_sees_what_it_may_of_an_abusive_message(Role role, bool uncovers, HttpStatusCode status)
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat);
        var browser = await desk.SignedInAsync(role);

        var answer = await browser.GetAsync($"/inbox/messages/{id}");

        answer.StatusCode.ShouldBe(status);
        var page = await TestBrowser.ReadAsync(answer);
        page.DocumentElement.TextContent.ShouldNotContain("know where you live");
        page.QuerySelectorAll("form[action$=reveal]").Any().ShouldBe(uncovers);
    }

    [Fact]
    public async Task Uncovering_shows_the_marked_words_once_and_is_counted_once()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat);
        var browser = await desk.SignedInAsync(Role.Moderator);
        for (var i = 0; i < 2; i++)
        {
            var covered = await browser.PageAsync($"/inbox/messages/{id}");
            var sent = await browser.SubmitAsync(covered, "form[action$=reveal]");
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            var shown = await browser.PageAsync(sent.Headers.Location!.ToString());
            shown.QuerySelector(".desk-text__words")!.TextContent.ShouldContain("know where you live");
            shown.QuerySelectorAll("mark").ShouldNotBeEmpty();
            shown.QuerySelector(".desk-findings")!.TextContent.ShouldContain("3. No violence or harm");
        }
        (await browser.PageAsync($"/inbox/messages/{id}")).QuerySelectorAll(".desk-text").ShouldBeEmpty();
        (await desk.WithDbAsync(db => db.Uncoverings.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Past_the_days_dose_a_hand_over_is_suggested_and_colleagues_see_who_read_it()
    {
        await using var desk = await InboxDesk.StartAsync();
        await desk.WithDbAsync(db => db.Offices.Where(o => o.Id == desk.OfficeId).ExecuteUpdateAsync(set => set.SetProperty(o => o.DailyDose, 0)));
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat);
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await browser.PageAsync($"/inbox/messages/{id}"), "form[action$=reveal]");

        (await browser.PageAsync("/inbox")).DocumentElement.TextContent.ShouldContain("ask a colleague to take over");
        (await (await desk.SignedInAsync(Role.Manager)).PageAsync("/inbox")).QuerySelector(".desk-row__meta")!.TextContent.ShouldContain("Read by Moderator person");
    }

    [Theory]
    [InlineData("/inbox/messages/{0}")]
    [InlineData("/inbox/authors/{1}")]
    public async Task Another_offices_id_is_not_found(string address)
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat, officeId: desk.OtherOfficeId);
        var author = await desk.WithDbAsync(db => db.Authors.Select(a => a.Id).SingleAsync(), desk.OtherOfficeId);
        var browser = await desk.SignedInAsync(Role.Manager);
        (await browser.GetAsync(string.Format(address, id, author))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("reveal")]
    [InlineData("?handler=Decide")]
    [InlineData("?handler=AddCategory")]
    public async Task Posting_to_another_offices_message_is_not_found_and_without_a_token_refused(string what)
    {
        await using var desk = await InboxDesk.StartAsync();
        var mine = await TestMessages.AddAsync(desk, TestMessages.Praise);
        var theirs = await TestMessages.AddAsync(desk, TestMessages.Praise, officeId: desk.OtherOfficeId);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var token = (await browser.PageAsync($"/inbox/messages/{mine}")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var separator = what.StartsWith('?') ? "" : "/";

        (await PostAsync(browser, $"/inbox/messages/{theirs}{separator}{what}", new KeyValuePair<string, string>("__RequestVerificationToken", token))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(browser, $"/inbox/messages/{mine}{separator}{what}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_category_is_corrected_with_a_reason_and_the_rank_follows()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat);
        var before = (await desk.MessageAsync(id)).Rank;
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync($"/inbox/messages/{id}");

        (await browser.SubmitAsync(page, "#remove-category", new Dictionary<string, string> { ["Correction.Category"] = "threat" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.SubmitAsync(page, "#remove-category", new Dictionary<string, string> { ["Correction.Category"] = "threat", ["Correction.Reason"] = "A line of a song" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var message = await desk.MessageAsync(id);
        message.Rank.ShouldBeLessThan(before);
        (message.CategoryBits & CategoryBits.Of(Category.Threat)).ShouldBe(0);
        message.Findings.Where(f => f.Category == Category.Threat).ShouldAllBe(f => !f.Stands && f.RemovedWhy == "A line of a song");
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "message.category-removed"))).ShouldBe(1);

        var add = new Dictionary<string, string> { ["Correction.Category"] = "threat", ["Correction.Severity"] = "3", ["Correction.Reason"] = "They have written before" };
        (await browser.SubmitAsync(await browser.PageAsync($"/inbox/messages/{id}"), "#add-category", add)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.MessageAsync(id)).Rank.ShouldBe(1000);
    }

    [Fact]
    public async Task A_standard_reply_names_the_office_and_marks_the_message_answered()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, "Could you help me with my housing application please?");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync($"/inbox/messages/{id}");
        var replies = page.QuerySelectorAll("textarea[readonly]").Select(t => t.TextContent).ToList();
        replies.Count.ShouldBe(3);
        replies.ShouldAllBe(r => r.Contains("office@example.org") && r.Contains("Alex Example") && !r.Contains('{'));

        (await browser.SubmitAsync(page, "form:has(textarea[readonly])", null, "form:has(textarea[readonly]) button")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var decision = await desk.WithDbAsync(db => db.Decisions.SingleAsync());
        decision.Kind.ShouldBe(DecisionKind.Answered);
        decision.Note!.ShouldStartWith("Standard reply");
    }

    [Fact]
    public async Task Who_only_disagrees_is_not_listed_as_a_person()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, "I disagree with your vote on the railway.", "critic");
        await TestMessages.AddAsync(desk, "Your policy on schools is wrong.", "critic");
        var author = (await desk.MessageAsync(id)).AuthorId;
        var browser = await desk.SignedInAsync(Role.Moderator);

        (await browser.PageAsync($"/inbox/authors/{author}")).QuerySelectorAll(".desk-others li").ShouldBeEmpty();
        await TestMessages.AddAsync(desk, TestMessages.Threat, "critic");
        (await browser.PageAsync($"/inbox/authors/{author}")).QuerySelectorAll(".desk-others li").Length.ShouldBe(3);
    }

    private static Task<HttpResponseMessage> PostAsync(TestBrowser browser, string address, params KeyValuePair<string, string>[] fields) =>
        browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) });
}
