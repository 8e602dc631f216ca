using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Mail;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks;

public sealed class ContactBookTests
{
    /// <summary>A colleague from their own new address, which looks like somebody who borrows their name.</summary>
    private const string FromHome = "From: Manager person <manager@own-home.example>\r\nTo: office@hembury.example\r\nSubject: Quick favour\r\nMessage-ID: <3@x.example>\r\n\r\nAre you at your desk? I need you to do something for me.\r\n";

    [Fact]
    public async Task This_is_genuine_teaches_the_offices_own_book_and_the_answer_changes_for_this_office_only()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, FromHome, Role.Moderator, keep: false);
        var theirs = await CheckDesk.CheckAsync(desk, FromHome, Role.Moderator, keep: true, desk.OtherOfficeId);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(ChecksLinks.Check(id));
        var before = page.QuerySelector("#answer h1")!.TextContent;
        before.ShouldNotBe("No warning signs found");
        await browser.SubmitAsync(page, "#teach", new Dictionary<string, string> { ["Trust.Name"] = "Manager person", ["Trust.Scope"] = "Domain" });
        page = await browser.PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("#answer")!.TextContent.ShouldContain("When it was first checked, the answer was");
        var book = await browser.PageAsync(ChecksLinks.Contacts);
        book.QuerySelector("tbody")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("@own-home.example"), t => t.ShouldContain("Moderator person"));
        (await (await desk.SignedInAsync(Role.Moderator, desk.OtherOfficeId)).PageAsync(ChecksLinks.Check(theirs))).QuerySelector("#answer h1")!.TextContent.ShouldBe(before);
        (await desk.LedgerAsync("contact.added")).ShouldHaveSingleItem();

        await browser.SubmitAsync(book, "#contacts", buttonSelector: "#contacts button[name=contact]");
        (await browser.PageAsync(ChecksLinks.Check(id))).QuerySelector("#answer h1")!.TextContent.ShouldBe(before);
        (await desk.LedgerAsync("contact.removed")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Teaching_leaves_the_rules_that_all_offices_share_as_they_are()
    {
        await using var desk = await TestDesk.StartAsync();
        var judge = desk.App.Services.GetRequiredService<Lazy<MailJudge>>();
        var raw = System.Text.Encoding.UTF8.GetBytes(CheckDesk.Scam);
        string Shared() => string.Join(' ', judge.Value.Judge(raw, MailContext.Empty) is var verdict ? verdict.Findings.Select(f => $"{f.RuleId}:{f.Points}").Prepend($"{verdict.Verdict} {verdict.Score}") : []);
        var before = Shared();
        var browser = await desk.SignedInAsync(Role.Manager);
        var id = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Manager, keep: true);
        (await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Check(id)), "#teach", new Dictionary<string, string> { ["Trust.Name"] = "PayPal Support", ["Trust.Scope"] = "Domain" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.WithDbAsync(db => db.BookContacts.CountAsync())).ShouldBe(1);
        Shared().ShouldBe(before);
        desk.App.Services.GetRequiredService<Lazy<MailJudge>>().ShouldBeSameAs(judge);
    }

    [Fact]
    public async Task A_domain_where_anybody_can_have_an_address_is_never_trusted_whole()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        var id = await CheckDesk.CheckAsync(desk, CheckDesk.Scam.Replace("help@pay-pal-secure.example", "paypal.help@gmail.com", StringComparison.Ordinal), Role.Manager, keep: true);
        var answer = await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Check(id)), "#teach", new Dictionary<string, string> { ["Trust.Name"] = "X Y", ["Trust.Scope"] = "Domain" });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(answer)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Anybody can have an address at gmail.com");
        answer = await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Contacts), "#add", new Dictionary<string, string> { ["Form.Name"] = "X Y", ["Form.Address"] = "@gmail.com" });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await desk.WithDbAsync(db => db.BookContacts.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("Ann", "", "", "", "Form_Address")]
    [InlineData("Ann", "no address", "", "", "Form_Address")]
    [InlineData("Ann", "a@b", "", "", "Form_Address")]
    [InlineData("Ann", "a@b@c.example", "", "", "Form_Address")]
    [InlineData("Ann", "", "nonsense", "ann", "Form_Platform")]
    public async Task Entries_that_say_nothing_are_refused(string name, string address, string platform, string handle, string field)
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        var answer = await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Contacts), "#add",
            new Dictionary<string, string> { ["Form.Name"] = name, ["Form.Address"] = address, ["Form.Platform"] = platform, ["Form.Handle"] = handle });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(answer)).QuerySelectorAll(".govuk-error-summary a").ShouldContain(a => a.GetAttribute("href") == "#" + field);
    }

    [Fact]
    public async Task A_phishing_exercise_is_congratulated_and_stays_as_red_as_it_was()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Author);
        var id = await CheckDesk.CheckAsync(desk, "X-PHISHTEST: This is a phishing security test\r\n" + CheckDesk.Scam, Role.Author, keep: true);
        var page = await browser.PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("#answer h1")!.TextContent.ShouldBe("Very likely not genuine");
        page.QuerySelector(".govuk-notification-banner")!.TextContent.ShouldContain("Well spotted");
        (await browser.PageAsync(ChecksLinks.History())).QuerySelector("tbody")!.TextContent.ShouldContain("Exercise");
    }
}
