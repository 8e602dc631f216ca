using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Team;

/// <summary>Settings of the checking mailbox: kept sealed, tried, switched, and never used for another server than they were meant for.</summary>
public sealed class CheckingMailboxPageTests
{
    private const string Page = "/team/checking-mailbox";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_are_kept_tried_in_words_switched_on_and_removed()
    {
        await using var mail = await MailDesk.StartAsync();
        await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.ExecuteDeleteAsync(Cancel));
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        (await SaveAsync(browser, mail, ("Form.Password", "wrong"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await TryAsync(browser)).ShouldContain("does not accept the user name and the password or token");
        (await SaveAsync(browser, mail, ("Form.Password", MailServers.Password))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var tried = await TryAsync(browser);
        tried.ShouldContain("The server tells at once when mail comes");
        tried.ShouldNotContain("Trouble");

        var box = await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.AsNoTracking().SingleAsync(Cancel));
        box.Secret.ShouldNotContain(MailServers.Password);
        (await browser.PageAsync(Page)).DocumentElement.OuterHtml.ShouldNotContain(MailServers.Password);
        await browser.SubmitAsync(await browser.PageAsync(Page), "#switch", null, "#switch button[formaction*=On]");
        (await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.Select(b => b.On).SingleAsync(Cancel))).ShouldBeTrue();
        await browser.SubmitAsync(await browser.PageAsync(Page), "#switch", null, "#switch button[formaction*=Remove]");
        (await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.CountAsync(Cancel))).ShouldBe(0);
        var actions = await mail.Desk.WithDbAsync(db => db.LedgerEntries.Where(e => e.Action.StartsWith("office.checking-mailbox")).OrderBy(e => e.Index).Select(e => e.Action).ToListAsync(Cancel));
        actions.ShouldBe(["office.checking-mailbox-set", "office.checking-mailbox-set", "office.checking-mailbox-on", "office.checking-mailbox-removed"]);
    }

    [Fact]
    public async Task A_kept_password_is_never_sent_to_another_server_or_for_another_user()
    {
        await using var mail = await MailDesk.StartAsync();
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        (await SaveAsync(browser, mail, ("Form.Password", ""))).StatusCode.ShouldBe(HttpStatusCode.Redirect, "with the same servers it goes on");
        foreach (var (field, value) in new[] { ("Form.ImapHost", "imap.attacker.example"), ("Form.SmtpHost", "smtp.attacker.example"), ("Form.User", "other@office.example") })
        {
            var answer = await SaveAsync(browser, mail, ("Form.Password", ""), (field, value));
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await TestBrowser.ReadAsync(answer)).QuerySelector("main")!.TextContent.ShouldContain("used only with the servers and the user that it was entered for");
        }
        (await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.Select(b => b.ImapHost).SingleAsync(Cancel))).ShouldBe("127.0.0.1");
    }

    private static async Task<HttpResponseMessage> SaveAsync(TestBrowser browser, MailDesk mail, params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["Form.Address"] = MailDesk.Box,
            ["Form.ImapHost"] = "127.0.0.1",
            ["Form.ImapPort"] = $"{mail.Servers.ImapPort}",
            ["Form.ImapTls"] = "Immediate",
            ["Form.SmtpHost"] = "127.0.0.1",
            ["Form.SmtpPort"] = $"{mail.Servers.SmtpPort}",
            ["Form.SmtpTls"] = "Immediate",
            ["Form.User"] = MailDesk.Box,
            ["Form.Way"] = "Password",
        };
        foreach (var (name, value) in changes) fields[name] = value;
        return await browser.SubmitAsync(await browser.PageAsync(Page), "#settings", fields);
    }

    private static async Task<string> TryAsync(TestBrowser browser) =>
        (await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(Page), "#switch", null, "#switch button[formaction*=Try]"))).QuerySelector("#tried")!.TextContent;
}
