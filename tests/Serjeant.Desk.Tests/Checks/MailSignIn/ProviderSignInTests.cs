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

    private static async Task<MailDesk> StartAsync(TestCloud cloud)
    {
        var mail = await MailDesk.StartAsync(cloud: cloud);
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
    private static async Task<string> SignInAsync(TestBrowser browser)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(await AddressAsync(browser), Cancel);
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
