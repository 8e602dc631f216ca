using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Links;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks;

public sealed class CheckLinkPageTests
{
    [Fact]
    public async Task An_imitation_is_told_with_the_site_in_bold_and_nothing_to_press_but_its_check()
    {
        await using var desk = await TestDesk.StartAsync();
        var answer = (await CheckAsync(await desk.SignedInAsync(Role.Viewer), "https://login.parliarnent.uk/<script>alert(1)</script>")).QuerySelector("#answer")!;
        answer.QuerySelector("h2")!.TextContent.ShouldBe("Very likely not genuine");
        answer.QuerySelector("strong")!.TextContent.ShouldBe("parliarnent.uk");
        answer.TextContent.ShouldContain("imitates parliament.uk");
        answer.QuerySelectorAll("ol li").Length.ShouldBeGreaterThan(1);
        answer.QuerySelectorAll("script, img").ShouldBeEmpty();
        var check = await desk.WithDbAsync(db => db.MessageChecks.SingleAsync());
        answer.QuerySelectorAll("a").ShouldHaveSingleItem().GetAttribute("href").ShouldBe(ChecksLinks.Check(check.Id));
        var entry = (await desk.LedgerAsync("message.checked")).ShouldHaveSingleItem();
        Encoding.UTF8.GetString(entry.Leaf).ShouldSatisfyAllConditions(l => l.ShouldNotContain("parliarnent"), l => l.ShouldContain("link"), l => l.ShouldContain("red"));
    }

    [Fact]
    public async Task Several_links_get_an_answer_each_in_their_order()
    {
        await using var desk = await TestDesk.StartAsync();
        var answer = (await CheckAsync(await desk.SignedInAsync(Role.Author), "https://bit.ly/3x\nno link at all\nwww.parliament.uk\nLook at https://paypa1.com/x, now!")).QuerySelector("#answer")!;
        answer.QuerySelectorAll("h2").Select(h => h.TextContent).ShouldBe(["Something does not fit", "Can’t be checked", "No warning signs found", "Very likely not genuine"]);
        answer.TextContent.ShouldNotContain("safe");
        // Each that could be read is a check of its own.
        (await desk.WithDbAsync(db => db.MessageChecks.OrderBy(c => c.Id).Select(c => c.Answer).ToListAsync())).ShouldBe([CheckAnswer.Amber, CheckAnswer.None, CheckAnswer.Red]);
    }

    [Fact]
    public async Task A_link_that_a_browser_shows_otherwise_is_shown_both_ways()
    {
        await using var desk = await TestDesk.StartAsync();
        var text = (await CheckAsync(await desk.SignedInAsync(Role.Moderator), "https://xn--pypal-4ve.com/")).QuerySelector("#answer")!.TextContent;
        text.ShouldContain("xn--pypal-4ve.com");
        text.ShouldContain("pаypal.com");
    }

    [Fact]
    public async Task What_imitates_the_domain_of_the_office_s_people_is_told()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Viewer);
        var email = await desk.WithDbAsync(db => db.Users.Where(p => p.OfficeId == desk.OfficeId).Select(p => p.Email!).FirstAsync());
        var domain = email[(email.IndexOf('@') + 1)..];
        var page = await CheckAsync(browser, $"https://{domain[0]}{domain}/");
        page.QuerySelector("#answer")!.TextContent.ShouldContain($"imitates {domain}");
        page.QuerySelector("#Text")!.TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_contact_book_is_not_read_for_a_link()
    {
        await using var desk = await TestDesk.StartAsync();
        var asked = new ConcurrentQueue<string>();
        await CheckDesk.InScopeAsync(desk, null, async services =>
        {
            using var listening = DiagnosticListener.AllListeners.Subscribe(new Commands(asked));
            await services.GetRequiredService<LinkChecks>().CheckAsync(["https://parliarnent.uk/"], await CheckDesk.PersonAsync(services, Role.Viewer), TestContext.Current.CancellationToken);
            return true;
        });
        asked.ShouldContain(c => c.Contains("\"People\"", StringComparison.Ordinal)); // so the other can fail
        asked.ShouldNotContain(c => c.Contains("BookContacts", StringComparison.Ordinal));
    }

    /// <summary>What this test's own work asked of the database.</summary>
    private sealed class Commands(ConcurrentQueue<string> asked) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private readonly AsyncLocal<bool> mine = new() { Value = true };

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (mine.Value && value.Value is CommandEventData { Command.CommandText: { } text }) asked.Enqueue(text);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    public async Task What_is_no_link_is_asked_for_again(string text)
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Viewer);
        (await SendAsync(browser, text)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public void Links_are_found_within_pasted_words_and_a_line_alone_is_one() =>
        LinkChecks.In("see https://a.example/x, and (www.b.example)\nc.example/y").ShouldBe(["https://a.example/x", "www.b.example", "c.example/y"]);

    private static async Task<IDocument> CheckAsync(TestBrowser browser, string text) => await TestBrowser.ReadAsync(await SendAsync(browser, text));

    private static async Task<HttpResponseMessage> SendAsync(TestBrowser browser, string text) =>
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Link), "#check", new Dictionary<string, string> { ["Text"] = text });
}
