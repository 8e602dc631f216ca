using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox.Authors;

/// <summary>Saying that two accounts are one person.</summary>
public sealed class AuthorLinkTests
{
    private const string Reason = "Both sign as the heron of Mill Lane";

    [Fact]
    public async Task A_link_is_stated_with_a_reason_shown_on_both_pages_ledgered_and_undone()
    {
        await using var desk = await InboxDesk.StartAsync();
        var (one, two) = await TwoAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await LinkAsync(browser, one, "X", "@Two", Reason)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        foreach (var id in new[] { one, two })
        {
            var shown = (await browser.PageAsync($"/inbox/authors/{id}")).QuerySelector(".desk-links")!.TextContent;
            shown.ShouldContain("Suspected");
            shown.ShouldContain(Reason);
            shown.ShouldContain("Moderator person");
        }
        var entry = await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "author.linked"));
        System.Text.Encoding.UTF8.GetString(entry.Leaf).ShouldNotContain("heron");

        var alone = await browser.PageAsync($"/inbox/authors/{two}");
        alone.QuerySelectorAll(".desk-others li").Length.ShouldBe(1);
        var together = await browser.PageAsync($"/inbox/authors/{two}?together=1");
        together.QuerySelectorAll(".desk-others li").Length.ShouldBe(2);
        together.DocumentElement.TextContent.ShouldContain("2, suspected to be one person, on 2 platforms");

        (await browser.SubmitAsync(alone, "form[id^=unlink]", null, "form[id^=unlink] button")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var after = await browser.PageAsync($"/inbox/authors/{one}?together=1");
        after.QuerySelector(".desk-links")!.TextContent.ShouldContain("Undone");
        after.QuerySelectorAll(".desk-others li").Length.ShouldBe(1);
        after.QuerySelectorAll("form[id^=unlink]").ShouldBeEmpty();
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "author.link-undone"))).ShouldBe(1);
        (await LinkAsync(browser, one, "X", "two", Reason)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("X", "two", "", "Link_Reason")]
    [InlineData("", "two", "why", "Link_Platform")]
    [InlineData("X", "", "why", "Link_Handle")]
    [InlineData("X", "critic", "why", "Link_Handle")]
    [InlineData("X", "nobody", "why", "Link_Handle")]
    [InlineData("X", "theirs", "why", "Link_Handle")]
    [InlineData("Facebook", "one", "why", "Link_Handle")]
    public async Task What_is_no_link_is_refused_and_critics_and_strangers_look_alike(string platform, string handle, string reason, string at)
    {
        await using var desk = await InboxDesk.StartAsync();
        var (one, _) = await TwoAsync(desk);
        await TestMessages.AddAsync(desk, "I disagree with your vote.", "critic", Platform.X);
        await TestMessages.AddAsync(desk, TestMessages.Threat, "theirs", Platform.X, officeId: desk.OtherOfficeId);
        var answer = await LinkAsync(await desk.SignedInAsync(Role.Manager), one, platform, handle, reason);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(answer)).QuerySelector(".govuk-error-summary")!.QuerySelectorAll($"a[href='#{at}']").ShouldNotBeEmpty();
        (await desk.WithDbAsync(db => db.AuthorLinks.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Another_offices_link_is_not_found()
    {
        await using var desk = await InboxDesk.StartAsync();
        var (one, _) = await TwoAsync(desk);
        var (theirs, _) = await TwoAsync(desk, desk.OtherOfficeId);
        var link = await AddAsync(desk, desk.OtherOfficeId, theirs, theirs + 1);
        var browser = await desk.SignedInAsync(Role.Manager);
        var page = await browser.PageAsync($"/inbox/authors/{one}");
        foreach (var id in new[] { one, theirs })
        {
            var token = page.QuerySelector("#link input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var sent = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/inbox/authors/{id}?handler=Unlink")
            {
                Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("link", $"{link}")]),
            });
            sent.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        (await desk.WithDbAsync(db => db.AuthorLinks.CountAsync(l => l.UndoneAt == null), desk.OtherOfficeId)).ShouldBe(1);
    }

    [Theory]
    [InlineData("police")]
    [InlineData("platform")]
    public async Task A_suspicion_is_in_no_text_for_others(string kind)
    {
        await using var desk = await InboxDesk.StartAsync();
        var message = await desk.MessageAsync("We will find you", author: "one");
        var other = await AuthorPageTests.AuthorAsync(desk, await TestMessages.AddAsync(desk, TestMessages.Threat, "two"));
        var number = await desk.CaseAsync("Threats", [message]);
        await AddAsync(desk, desk.OfficeId, await AuthorPageTests.AuthorAsync(desk, message), other);
        var answer = await (await desk.SignedInAsync(Role.Manager)).GetAsync($"/cases/{number}/texts/{kind}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("heron");
    }

    [Fact]
    public void Only_the_accounts_own_page_and_retention_read_suspicions()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Serjeant.slnx")))
            root = root.Parent!;
        var src = Path.Combine(root.FullName, "src");
        Directory.EnumerateFiles(src, "*.cs*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/bin/") && !f.Contains("/obj/") && !f.Contains("/Migrations/") && !f.Contains("/node_modules/"))
            .Where(f => File.ReadAllText(f).Contains("AuthorLinks", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(src, f)).Order(StringComparer.Ordinal).ShouldBe([
                "Serjeant.Data/SerjeantDb.cs", "Serjeant/Chapters/Inbox/Authors/AuthorLinking.cs", "Serjeant/Chapters/Inbox/Authors/SuspectedLinks.cs",
                "Serjeant/Chapters/Team/Retention/MessageRemoval.cs"]);
    }

    private static async Task<(long One, long Two)> TwoAsync(TestDesk desk, long? officeId = null)
    {
        await TestMessages.AddAsync(desk, TestMessages.Threat, "one", Platform.Facebook, officeId: officeId);
        await TestMessages.AddAsync(desk, TestMessages.Threat, "two", Platform.X, officeId: officeId);
        var ids = await desk.WithDbAsync(db => db.Authors.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(), officeId);
        return (ids[0], ids[1]);
    }

    private static Task<long> AddAsync(TestDesk desk, long officeId, long first, long second) => desk.WithDbAsync(async db =>
    {
        var person = await db.Users.FirstAsync();
        var link = db.AuthorLinks.Add(new AuthorLink { OfficeId = officeId, AuthorId = first, OtherId = second, Reason = Reason, LinkedById = person.Id, LinkedAt = DateTimeOffset.UtcNow }).Entity;
        await db.SaveChangesAsync();
        return link.Id;
    }, officeId);

    private static async Task<HttpResponseMessage> LinkAsync(TestBrowser browser, long id, string platform, string handle, string reason) =>
        await browser.SubmitAsync(await browser.PageAsync($"/inbox/authors/{id}"), "#link",
            new Dictionary<string, string> { ["Link.Platform"] = platform, ["Link.Handle"] = handle, ["Link.Reason"] = reason });
}
