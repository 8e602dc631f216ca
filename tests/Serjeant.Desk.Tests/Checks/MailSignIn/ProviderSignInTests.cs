using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Chapters.Checks.MailSignIn;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Outside.Mailboxes;
using Serjeant.Workers;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks.MailSignIn;

/// <summary>A person signs in at a provider, and the token that comes of it really opens the mailbox at Dovecot.</summary>
public sealed class ProviderSignInTests
{
    private const string Page = "/team/checking-mailbox";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_in_at_the_provider_opens_the_mailbox_and_its_tokens_are_renewed_and_kept()
    {
        await using var cloud = await TestCloud.StartAsync();
        await using var mail = await StartAsync(cloud);
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        (await mail.PassAsync()).ShouldBe(0);
        (await ProblemAsync(mail)).ShouldContain("Nobody has signed in at the provider yet");

        var back = await browser.GetAsync(await SignInAsync(browser));
        back.StatusCode.ShouldBe(HttpStatusCode.Redirect, (await TestBrowser.ReadAsync(back)).Body!.TextContent);
        back.Headers.Location!.ToString().ShouldBe(Page);
        var secret = await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.Select(m => m.Secret).SingleAsync(Cancel));
        secret.ShouldNotContain("grant-");
        (await mail.Desk.LedgerAsync("mail.signed-in-at-provider")).ShouldHaveSingleItem();
        (await OpensAsync(mail)).ShouldBeTrue();
        cloud.Asked.ShouldContain("GET /tokeninfo", "Dovecot asked whose token it is");

        // A provider that gives a new refresh token each time, and ends the old one: it is kept, and the next program that starts signs in with it.
        cloud.Rotates = true;
        mail.Desk.App.Services.GetRequiredService<OAuthTokens>().Forget(Source(mail, cloud, secret));
        (await OpensAsync(mail)).ShouldBeTrue();
        (await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.Select(m => m.Secret).SingleAsync(Cancel))).ShouldNotBe(secret);
        var fresh = new OAuthTokens(mail.Desk.App.Services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System);
        var kept = Source(mail, cloud, await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.Select(m => m.Secret).SingleAsync(Cancel)));
        (await fresh.FetchAsync(kept, null, Cancel)).ShouldStartWith("access-");
    }

    [Fact]
    public async Task A_grant_that_was_taken_back_is_told_with_what_to_do_and_signing_in_again_mends_it()
    {
        await using var cloud = await TestCloud.StartAsync();
        await using var mail = await StartAsync(cloud);
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        await browser.GetAsync(await SignInAsync(browser));
        (await OpensAsync(mail)).ShouldBeTrue();
        cloud.Grants.Clear();
        cloud.Good.Clear();
        (await mail.PassAsync()).ShouldBe(0);
        (await ProblemAsync(mail)).ShouldContain("does not accept the user name and the password or token", Shouldly.Case.Insensitive, "the access token was refused, and is forgotten");
        (await mail.PassAsync()).ShouldBe(0);
        (await ProblemAsync(mail)).ShouldContain("Sign in at the provider again");
        (await browser.PageAsync(Page)).QuerySelector("main")!.TextContent.ShouldContain("Sign in at the provider again");
        await browser.GetAsync(await SignInAsync(browser));
        (await ProblemAsync(mail)).ShouldBe("");
        (await OpensAsync(mail)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_that_this_session_did_not_ask_for_changes_nothing()
    {
        await using var cloud = await TestCloud.StartAsync();
        await using var mail = await StartAsync(cloud);
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        var back = await SignInAsync(browser);
        var other = await mail.Desk.SignedInAsync(Role.Manager);
        (await TextAsync(other, back)).ShouldContain("not begun in this browser", Shouldly.Case.Insensitive, "another session of the same person");
        other.Cookies[ProviderSignIn.CookieName] = browser.Cookies[ProviderSignIn.CookieName];
        (await TextAsync(other, back)).ShouldContain("not begun in this browser", Shouldly.Case.Insensitive, "a stolen cookie does not fit another session");
        (await TextAsync(browser, back.Replace("state=", "state=x", StringComparison.Ordinal))).ShouldContain("not begun in this browser");
        (await TextAsync(browser, back)).ShouldContain("not begun in this browser", Shouldly.Case.Insensitive, "the first answer used it up");
        (await TextAsync(browser, ChecksLinks.MailSignInBack + "?error=access_denied&state=" + State(await SignInAsync(browser)))).ShouldContain("did not agree");
        (await TextAsync(browser, ChecksLinks.MailSignInBack + "?code=made-up&state=" + State(await SignInAsync(browser)))).ShouldContain("Sign in at the provider again");
        (await mail.Desk.LedgerAsync("mail.signed-in-at-provider")).ShouldBeEmpty();
        (await mail.PassAsync()).ShouldBe(0);
        (await ProblemAsync(mail)).ShouldContain("Nobody has signed in");
    }

    [Fact]
    public async Task The_address_at_the_provider_asks_for_a_code_with_pkce_and_for_nothing_secret()
    {
        await using var cloud = await TestCloud.StartAsync();
        await using var mail = await StartAsync(cloud);
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        var asked = QueryHelpers.ParseQuery((await AddressAsync(browser)).Query);
        new[] { "response_type", "client_id", "code_challenge_method", "scope", "login_hint" }.Select(name => asked[name].ToString()).ShouldBe(["code", "client", "S256", "offline_access imap", MailDesk.Box]);
        asked["redirect_uri"].ToString().ShouldBe("http://localhost/mail-sign-in/back");
        asked["code_challenge"].ToString().Length.ShouldBe(43);
        asked.Keys.ShouldNotContain("client_secret");
        (await browser.PageAsync(Page)).QuerySelector("main")!.TextContent.ShouldContain("http://localhost/mail-sign-in/back");
    }

    [Fact]
    public async Task A_watched_account_is_read_with_the_token_of_its_own_sign_in()
    {
        await using var cloud = await TestCloud.StartAsync();
        await using var mail = await StartAsync(cloud);
        var secrets = mail.Desk.App.Services.GetRequiredService<SealedSecrets>();
        await mail.Desk.WithDbAsync(db =>
        {
            db.WatchedMailboxes.Add(new WatchedMailbox
            {
                OfficeId = mail.Desk.OfficeId,
                Name = "The office",
                Kind = MailRulesKind.Microsoft,
                Host = "",
                User = "",
                Tls = MailTls.StartTls,
                SignInAddress = cloud.Address + "authorize",
                TokenAddress = cloud.Address + "token",
                ClientId = "client",
                Scopes = "rules",
                Secret = secrets.Seal(mail.Desk.OfficeId, new MailSecret(null, "secret", null)),
            });
            return db.SaveChangesAsync(Cancel);
        });
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        await LookAsync(browser);
        (await browser.PageAsync(ChecksLinks.Forwarding)).QuerySelector("main")!.TextContent.ShouldContain("Nobody has signed in at the provider yet");
        var page = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Forwarding), "form[id^=found]", buttonSelector: "button[formaction*=SignIn]"));
        (await browser.GetAsync(await AgreeAsync(page))).Headers.Location!.ToString().ShouldBe(ChecksLinks.Forwarding);
        await LookAsync(browser);
        (await browser.PageAsync(ChecksLinks.Forwarding)).QuerySelector("main")!.TextContent.ShouldContain("Every message is also sent to x@evil.example");
    }

    [Theory]
    [InlineData("xoauth2", "XOAUTH2")]
    [InlineData("oauthbearer", "OAUTHBEARER")]
    [InlineData("xoauth2 oauthbearer", "OAUTHBEARER")]
    public async Task The_answer_is_sent_by_smtp_with_a_token_in_the_way_that_the_server_takes_it(string offered, string used)
    {
        await using var cloud = await TestCloud.StartAsync();
        await using var mail = await StartAsync(cloud, offered);
        await mail.SetAsync(box => box.SmtpPort = mail.Servers.SubmissionPort);
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        await browser.GetAsync(await SignInAsync(browser));
        await mail.SendAsync(MailDesk.Forward(MailDesk.Jane, "From: a@b.example\r\nSubject: Hello\r\n\r\nHello\r\n"), MailDesk.Jane);
        (await mail.PassAsync()).ShouldBe(1);
        (await mail.RowsAsync()).Single().State.ShouldBe(ForwardedState.Answered);
        for (var i = 0; i < 100 && (await mail.MailOfAsync(MailDesk.Jane)).Count == 0; i++) await Task.Delay(50, Cancel);
        (await mail.MailOfAsync(MailDesk.Jane)).ShouldHaveSingleItem().Headers["Auto-Submitted"].ShouldBe("auto-replied");
        mail.Servers.ReadingLog.Split('\n').ShouldContain(l => l.Contains("submission-login: Info: Login", StringComparison.Ordinal) && l.Contains($"user=<{MailDesk.Box}>", StringComparison.Ordinal) && l.Contains($"method={used}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_the_sending_server_refuses_is_forgotten_and_the_answer_goes_out_later_with_a_new_one()
    {
        await using var cloud = await TestCloud.StartAsync();
        await using var mail = await StartAsync(cloud);
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        await browser.GetAsync(await SignInAsync(browser));
        var connections = mail.Desk.App.Services.GetRequiredService<MailConnections>();
        var refused = 0;
        var bad = new MailLogin(MailDesk.Box, null, _ => Task.FromResult("access-made-up"), () => refused++);
        var server = new MailServer("127.0.0.1", mail.Servers.SubmissionPort, false);
        var message = MailDesk.Write(MailDesk.Box, "Re: Hello", new MimeKit.TextPart("plain") { Text = "An answer" });
        var (from, to) = (MimeKit.MailboxAddress.Parse(MailDesk.Box), MimeKit.MailboxAddress.Parse(MailDesk.Jane));
        var result = await new MailSender(connections).SendAsync(server, bad, message, from, to, Cancel);
        (result.How, refused).ShouldBe((Sent.NotSent, 1));
        result.Problem!.ShouldContain("does not accept the user name and the password or token");
        var box = await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.AsNoTracking().SingleAsync(Cancel));
        (await new MailSender(connections).SendAsync(server, mail.Desk.App.Services.GetRequiredService<SealedSecrets>().LoginOf(box), message, from, to, Cancel)).How.ShouldBe(Sent.Taken);
    }

    [Fact]
    public async Task A_mailbox_is_learned_from_after_its_owner_signed_in_at_the_provider()
    {
        await using var cloud = await TestCloud.StartAsync();
        await using var mail = await StartAsync(cloud);
        var browser = await mail.Desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Learn), "#learn", new Dictionary<string, string>
        {
            ["Form.Host"] = "127.0.0.1",
            ["Form.Port"] = $"{mail.Servers.ImapPort}",
            ["Form.Tls"] = "Immediate",
            ["Form.User"] = MailDesk.Box,
            ["Form.Way"] = "OAuth",
            ["Form.Folder"] = "INBOX",
            ["Form.Agreed"] = "true",
        });
        var worker = ActivatorUtilities.CreateInstance<LearningWorker>(mail.Desk.App.Services);
        (await worker.RunOneAsync(Cancel)).ShouldBeFalse("nobody signed in yet");
        var manager = await mail.Desk.SignedInAsync(Role.Manager);
        (await manager.PageAsync(ChecksLinks.Learn)).QuerySelector("button[formaction*=SignIn]").ShouldBeNull("only its owner signs in");
        var page = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Learn), "#learned", buttonSelector: "button[formaction*=SignIn]"));
        (await browser.GetAsync(await AgreeAsync(page))).Headers.Location!.ToString().ShouldBe(ChecksLinks.Learn);
        (await worker.RunOneAsync(Cancel)).ShouldBeTrue();
        (await mail.Desk.WithDbAsync(db => db.ContactLearnings.AsNoTracking().SingleAsync(Cancel))).ShouldSatisfyAllConditions(l => l.Error.ShouldBeNull(), l => l.State.ShouldBe(LearningState.Done), l => l.Secret.ShouldBe(""));
    }

    private static async Task LookAsync(TestBrowser browser) =>
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Forwarding), "form[id^=found]", buttonSelector: "button[formaction*=Now]");

    private static async Task<MailDesk> StartAsync(TestCloud cloud, string mechanisms = "xoauth2 oauthbearer")
    {
        var mail = await MailDesk.StartAsync(cloud: cloud, mechanisms: mechanisms);
        var secrets = mail.Desk.App.Services.GetRequiredService<SealedSecrets>();
        await mail.SetAsync(box => (box.Way, box.SignInAddress, box.TokenAddress, box.ClientId, box.Scopes, box.Secret) =
            (MailSignInWay.OAuth, cloud.Address + "authorize", cloud.Address + "token", "client", "offline_access imap", secrets.Seal(mail.Desk.OfficeId, new MailSecret(null, "secret", null))));
        return mail;
    }

    /// <summary>Presses the button and reads the link to the provider.</summary>
    private static async Task<Uri> AddressAsync(TestBrowser browser)
    {
        var page = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(Page), "#switch", buttonSelector: "#switch button[formaction*=SignIn]"));
        return new Uri(page.QuerySelector("#provider a")!.GetAttribute("href")!);
    }

    /// <summary>Agrees at the provider.</summary>
    /// <returns>Where it sends the browser back to.</returns>
    private static async Task<string> SignInAsync(TestBrowser browser) => await AgreeAsync(await AddressAsync(browser));

    private static Task<string> AgreeAsync(AngleSharp.Html.Dom.IHtmlDocument page) => AgreeAsync(new Uri(page.QuerySelector("#provider a")!.GetAttribute("href")!));

    private static async Task<string> AgreeAsync(Uri address)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(address, Cancel);
        return answer.Headers.Location!.PathAndQuery;
    }

    private static string State(string back) => QueryHelpers.ParseQuery(new Uri("http://localhost" + back).Query)["state"].ToString();

    private static async Task<string> TextAsync(TestBrowser browser, string address) => (await browser.PageAsync(address)).QuerySelector("main")!.TextContent;

    private static TokenSource Source(MailDesk mail, TestCloud cloud, string text)
    {
        var secret = mail.Desk.App.Services.GetRequiredService<SealedSecrets>().Open(mail.Desk.OfficeId, text);
        return cloud.Source(secret.RefreshToken!);
    }

    /// <summary>Whether a session got into the mailbox and looked at all that is there.</summary>
    private static async Task<bool> OpensAsync(MailDesk mail)
    {
        await mail.SetAsync(box => box.CheckedAt = null);
        await mail.PassAsync();
        return await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.AnyAsync(m => m.CheckedAt != null, Cancel));
    }

    private static async Task<string> ProblemAsync(MailDesk mail) => await mail.Desk.WithDbAsync(db => db.CheckingMailboxes.Select(m => m.Problem).SingleAsync(Cancel)) ?? "";
}
