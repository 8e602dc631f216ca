using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Workers;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks.Forwarding;

/// <summary>What is found in accounts, and what was not looked at, comes to those who look after them by itself. Real servers, with a clock of the test's own.</summary>
public sealed class ForwardingToldTests
{
    private const string Page = "/checks/forwarding";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_look_comes_a_day_later_and_what_it_finds_is_on_Today_until_somebody_knows_it()
    {
        var clock = new TestClock();
        await using var servers = await MailServers.StartAsync(ForwardingTests.Jane);
        await using var desk = await ForwardingTests.StartAsync(servers, clock);
        await ForwardingTests.WatchAsync(await SignInAsync(desk, clock, Role.Manager), servers);
        await WorkAsync(desk, clock);
        await servers.PutAsync(ForwardingTests.Jane, "main", ForwardingTests.Hidden, true);
        clock.Now += TimeSpan.FromHours(23);
        await WorkAsync(desk, clock);
        (await LookedAsync(desk)).ShouldBe(1, "the day is not over");
        clock.Now += TimeSpan.FromHours(1);
        await WorkAsync(desk, clock);
        (await LookedAsync(desk)).ShouldBe(2);

        var manager = await SignInAsync(desk, clock, Role.Manager);
        var today = await manager.PageAsync("/");
        var told = today.QuerySelector("main .desk-urgent").ShouldNotBeNull();
        told.TextContent.ShouldContain("1 mail rule that nobody has said they know");
        told.TextContent.ShouldContain("1 by which mail goes to somebody else");
        told.QuerySelector($"a[href='{Page}']").ShouldNotBeNull();
        today.Source.Text.ShouldNotContain("evil.example");
        today.Source.Text.ShouldNotContain("invoice");
        foreach (var role in new[] { Role.Moderator, Role.Author, Role.Viewer, Role.Principal })
            (await (await SignInAsync(desk, clock, role)).PageAsync("/")).QuerySelector("main .desk-urgent").ShouldBeNull($"{role} can't open the page behind it");
        (await (await SignInAsync(desk, clock, Role.Manager, desk.OtherOfficeId)).PageAsync("/")).QuerySelector("main .desk-urgent").ShouldBeNull();

        (await manager.SubmitAsync(await manager.PageAsync(Page), "form[id^=found-]", null, "button[formaction*=Known]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await manager.PageAsync("/")).QuerySelector("main .desk-urgent").ShouldBeNull();
    }

    [Fact]
    public async Task An_account_that_cannot_be_read_for_three_days_is_on_Today_with_why()
    {
        var clock = new TestClock();
        await using var servers = await MailServers.StartAsync(ForwardingTests.Jane);
        await using var desk = await ForwardingTests.StartAsync(servers, clock);
        await ForwardingTests.WatchAsync(await SignInAsync(desk, clock, Role.Manager), servers);
        await WorkAsync(desk, clock);
        await servers.KillReadingAsync();
        clock.Now += TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1);
        await WorkAsync(desk, clock);
        (await OverdueAsync(desk, clock)).ShouldBeEmpty();
        clock.Now += TimeSpan.FromMinutes(1);
        var problem = (await desk.WithDbAsync(db => db.WatchedMailboxes.SingleAsync(Cancel))).Problem.ShouldNotBeNull();
        (await OverdueAsync(desk, clock)).ShouldBe($"Overdue: the rules of Jane’s mail <b> were last read in full 3 days ago. {problem}.");
        (await OverdueAsync(desk, clock, Role.Principal)).ShouldBeEmpty();
        (await OverdueAsync(desk, clock, Role.Manager, desk.OtherOfficeId)).ShouldBeEmpty();
        Text(await (await SignInAsync(desk, clock, Role.Manager)).PageAsync(Page)).ShouldContain("Jane’s mail <b> Overdue");

        await servers.RestartReadingAsync();
        clock.Now += TimeSpan.FromHours(1);
        await WorkAsync(desk, clock);
        (await OverdueAsync(desk, clock)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_whose_script_cannot_be_understood_was_not_read_in_full()
    {
        var clock = new TestClock();
        await using var servers = await MailServers.StartAsync(ForwardingTests.Jane);
        await servers.PutAsync(ForwardingTests.Jane, "main", string.Concat(Enumerable.Repeat("if true { discard; }\r\n", 1_001)), true);
        await using var desk = await ForwardingTests.StartAsync(servers, clock);
        await ForwardingTests.WatchAsync(await SignInAsync(desk, clock, Role.Manager), servers);
        await WorkAsync(desk, clock);
        (await LookedAsync(desk)).ShouldBe(1);
        var page = Text(await (await SignInAsync(desk, clock, Role.Manager)).PageAsync(Page));
        page.ShouldContain("must be looked at by a person");
        page.ShouldNotContain("Nothing forwards");
        clock.Now += TimeSpan.FromDays(3);
        (await OverdueAsync(desk, clock)).ShouldStartWith("Overdue: the rules of Jane’s mail <b> have never been read in full. It was added 3 days ago. Its script “main” must be looked at by a person.");
    }

    [Fact]
    public async Task An_account_is_looked_at_by_hand_and_is_overdue_thirty_days_later()
    {
        var clock = new TestClock();
        await using var desk = await TestDesk.StartAsync(clock.Use);
        (await OverdueAsync(desk, clock)).ShouldBeEmpty();
        var browser = await SignInAsync(desk, clock, Role.Manager);
        await AddByHandAsync(browser);
        (await OverdueAsync(desk, clock)).ShouldBe("Overdue: look at the forwarding settings of Private mail by hand.");
        Text(await browser.PageAsync(Page)).ShouldContain("Private mail Overdue Nobody has looked yet.");

        (await LookAsync(browser)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var entry = await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "forwarding.looked-by-hand", Cancel));
        (entry.SubjectType, entry.ActorId).ShouldBe(("watched-mailbox", await desk.WithDbAsync(db => db.Users.Where(p => p.Role == Role.Manager).Select(p => (long?)p.Id).SingleAsync(Cancel))));
        Text(await browser.PageAsync(Page)).ShouldContain("Private mail Manager person looked on");
        clock.Now += TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1);
        await WorkAsync(desk, clock);
        (await OverdueAsync(desk, clock)).ShouldBeEmpty();
        clock.Now += TimeSpan.FromMinutes(1);
        (await OverdueAsync(desk, clock)).ShouldBe("Overdue: look at the forwarding settings of Private mail by hand. Last look: 30 days ago.");
        browser = await SignInAsync(desk, clock, Role.Manager);
        Text(await browser.PageAsync(Page)).ShouldContain("Private mail Overdue");
        (await OverdueAsync(desk, clock, Role.Moderator)).ShouldBeEmpty();
        await LookAsync(browser);
        (await OverdueAsync(desk, clock)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_looks_by_hand_for_another_office_nor_for_an_account_that_the_desk_reads()
    {
        var clock = new TestClock();
        await using var servers = await MailServers.StartAsync(ForwardingTests.Jane);
        await using var desk = await ForwardingTests.StartAsync(servers, clock);
        var ours = await SignInAsync(desk, clock, Role.Manager);
        await AddByHandAsync(ours);
        var byHand = await desk.WithDbAsync(db => db.WatchedMailboxes.SingleAsync(Cancel));
        await ForwardingTests.WatchAsync(ours, servers);
        var read = await desk.WithDbAsync(db => db.WatchedMailboxes.SingleAsync(m => m.Id != byHand.Id, Cancel));
        var theirs = await SignInAsync(desk, clock, Role.Manager, desk.OtherOfficeId);
        await AddByHandAsync(theirs);

        (await LookAsync(theirs, byHand.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await LookAsync(ours, read.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await LookAsync(ours, byHand.Id, "Now")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "nothing of it can be read");
        (await desk.WithDbAsync(db => db.WatchedMailboxes.AnyAsync(m => m.CheckedById != null || (m.Id == byHand.Id && m.CheckedAt != null), Cancel))).ShouldBeFalse();
        Text(await theirs.PageAsync("/")).ShouldNotContain("Jane");
    }

    /// <summary>A session of the clock's time: those of the test's offices begin at the real one.</summary>
    private static async Task<TestBrowser> SignInAsync(TestDesk desk, TestClock clock, Role role, long? office = null)
    {
        var browser = await desk.SignedInAsync(role, office);
        await desk.WithDbAsync(db => db.SignInSessions.IgnoreQueryFilters().ExecuteUpdateAsync(set => set
            .SetProperty(s => s.StartedAt, clock.Now).SetProperty(s => s.LastSeenAt, clock.Now).SetProperty(s => s.FreshAt, clock.Now), Cancel));
        return browser;
    }

    private static async Task AddByHandAsync(TestBrowser browser) =>
        (await browser.SubmitAsync(await browser.PageAsync(Page), "#watch", new Dictionary<string, string> { ["Form.Name"] = "Private mail", ["Form.Kind"] = "ByHand" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

    private static async Task<HttpResponseMessage> LookAsync(TestBrowser browser, long? id = null, string handler = "Looked") => id is null
        ? await browser.SubmitAsync(await browser.PageAsync(Page), "form[id^=found-]", null, "button[formaction*=Looked]")
        : await browser.SubmitAsync(await browser.PageAsync(Page), "form[id^=found-]", new Dictionary<string, string> { ["Id"] = $"{id}" }, null, $"{Page}?handler={handler}");

    /// <summary>Lets the worker do what is due, and waits for the program's own, which may have been quicker.</summary>
    private static async Task WorkAsync(TestDesk desk, TestClock clock)
    {
        using var worker = ActivatorUtilities.CreateInstance<ForwardingWorker>(desk.App.Services);
        while (await worker.RunOneAsync(Cancel))
        {
        }
        for (var i = 0; i < 200 && await desk.WithDbAsync(db => db.WatchedMailboxes.AnyAsync(m => m.Kind != MailRulesKind.ByHand && m.NextAt <= clock.Now, Cancel)); i++) await Task.Delay(50, Cancel);
    }

    private static Task<int> LookedAsync(TestDesk desk) => desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "forwarding.checked", Cancel));

    private static async Task<string> OverdueAsync(TestDesk desk, TestClock clock, Role role = Role.Manager, long? office = null) =>
        (await (await SignInAsync(desk, clock, role, office)).PageAsync("/")).QuerySelectorAll("main .desk-tasks li").Select(l => Plain(l.TextContent)).SingleOrDefault() ?? "";

    private static string Text(IHtmlDocument page) => Plain(page.QuerySelector("main")!.TextContent);

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".", StringComparison.Ordinal);
}
