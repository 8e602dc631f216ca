using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.SignIn;

public sealed class SignInTests
{
    [Fact]
    public async Task A_password_and_a_code_open_a_session_that_says_how()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var browser = desk.Browser();

        (await sam.PasswordAsync(browser)).Headers.Location!.ToString().ShouldStartWith("/sign-in/code");
        browser.Cookies.ShouldNotContainKey("serjeant");
        (await TestSignIn.CodeAsync(browser, sam.Code(DateTimeOffset.UtcNow))).Headers.Location!.ToString().ShouldBe("/");
        var session = await desk.WithDbAsync(db => db.SignInSessions.SingleAsync(s => s.PersonId == sam.PersonId));
        session.Method.ShouldBe(SigningIn.ByPassword);
        (await browser.GetAsync("/sign-in")).Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task A_password_alone_opens_nothing()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var browser = desk.Browser();
        await sam.PasswordAsync(browser);

        (await browser.GetAsync("/sign-in/again")).Headers.Location!.ToString().ShouldStartWith("/sign-in?");
        (await TestSignIn.CodeAsync(browser, "000000")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_password_without_an_authenticator_does_not_get_as_far_as_the_second_step()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        await desk.WithDbAsync(db => db.Users.Where(p => p.Id == sam.PersonId).ExecuteUpdateAsync(set => set.SetProperty(p => p.TwoFactorEnabled, false)));

        (await sam.PasswordAsync(desk.Browser())).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_second_step_cannot_be_reached_without_the_first()
    {
        await using var desk = await TestDesk.StartAsync();
        (await desk.Browser().GetAsync("/sign-in/code")).Headers.Location!.ToString().ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task A_code_works_once()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var code = sam.Code(DateTimeOffset.UtcNow);
        var (first, second) = (desk.Browser(), desk.Browser());
        await sam.PasswordAsync(first);
        await sam.PasswordAsync(second);

        (await TestSignIn.CodeAsync(first, code)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await TestSignIn.CodeAsync(second, code)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        second.Cookies.ShouldNotContainKey("serjeant");
    }

    [Fact]
    public async Task Each_recovery_code_stands_in_for_the_authenticator_once_and_is_not_stored_readably()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var code = sam.RecoveryCodes[3];
        var tokens = await desk.WithDbAsync(db => db.UserTokens.Where(t => t.UserId == sam.PersonId).Select(t => t.Value!).ToListAsync());
        tokens.ShouldAllBe(t => !t.Contains(RecoveryCodes.Normal(code)) && !t.Contains(code));

        var first = desk.Browser();
        await sam.PasswordAsync(first);
        (await TestSignIn.CodeAsync(first, code.ToLowerInvariant().Replace('-', ' '), "RecoveryCode")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.WithDbAsync(db => db.SignInSessions.SingleAsync(s => s.PersonId == sam.PersonId))).Method.ShouldBe(SigningIn.ByRecoveryCode);
        var second = desk.Browser();
        await sam.PasswordAsync(second);
        (await TestSignIn.CodeAsync(second, code, "RecoveryCode")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Five_wrong_passwords_make_the_account_rest_and_the_right_one_waits_too()
    {
        var clock = new TestClock();
        await using var desk = await TestDesk.StartAsync(clock.Use);
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var browser = desk.Browser();
        for (var i = 0; i < 5; i++)
            (await sam.PasswordAsync(browser, "not the password at all")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await sam.PasswordAsync(browser)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        clock.Now += Tries.Rest + TimeSpan.FromSeconds(1);
        (await sam.PasswordAsync(browser)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Wrong_codes_count_with_wrong_passwords()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var browser = desk.Browser();
        await sam.PasswordAsync(browser);
        for (var i = 0; i < 4; i++)
            await TestSignIn.CodeAsync(browser, "123123");

        var page = await browser.PageAsync("/sign-in/code");
        var answer = await browser.SubmitAsync(page, "form#code", new Dictionary<string, string> { ["Code"] = sam.Code(DateTimeOffset.UtcNow) });
        answer.Headers.Location!.ToString().ShouldStartWith("/sign-in");
        browser.Cookies.ShouldNotContainKey("serjeant");
    }

    [Fact]
    public async Task Guesses_sent_at_once_are_still_five()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
            await desk.WithDbAsync(db => new Tries(db, TimeProvider.System).TakeAsync(sam.PersonId, CancellationToken.None))));
        taken.Count(t => t).ShouldBe(Tries.Most);
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_look_the_same()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var unknown = await TestBrowser.ReadAsync(await sam.PasswordAsync(desk.Browser(), email: "nobody@nowhere.example"));
        var wrong = await TestBrowser.ReadAsync(await sam.PasswordAsync(desk.Browser(), "not the password at all"));

        unknown.QuerySelector(".govuk-error-summary")!.TextContent.ShouldBe(wrong.QuerySelector(".govuk-error-summary")!.TextContent);
        unknown.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain(SignInModel.Wrong);
    }

    [Theory]
    [InlineData("/cases?open=1", "/cases?open=1")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/sign-in?returnTo=/sign-in", "/")]
    public async Task Signing_in_leads_back_to_this_desk_only(string asked, string went)
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var browser = desk.Browser();
        var first = await sam.PasswordAsync(browser, address: SignInLinks.SignIn(asked));
        var answer = await TestSignIn.CodeAsync(browser, sam.Code(DateTimeOffset.UtcNow), address: first.Headers.Location!.ToString());
        answer.Headers.Location!.ToString().ShouldBe(went);
    }

    [Fact]
    public async Task One_address_is_slowed_down_after_thirty_forms()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = desk.Browser();
        var page = await browser.PageAsync("/sign-in");
        for (var i = 0; i < SignInThrottle.Most; i++)
            (await browser.SubmitAsync(page, "form#password")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await browser.SubmitAsync(page, "form#password")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await browser.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        await using var desk = await TestDesk.StartAsync();
        var answer = await desk.Browser().SendAsync(new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("Email", "x")]) });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_answer_to_an_expired_passkey_challenge_is_told_to_try_again()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = desk.Browser();
        var page = await browser.PageAsync("/sign-in");
        browser.Cookies.Remove("serjeant-passkey").ShouldBeTrue();

        var answer = await browser.SubmitAsync(page, "form#passkey", new Dictionary<string, string> { ["Answer"] = """{"id":"AA","rawId":"AA","type":"public-key","response":{},"clientExtensionResults":{}}""" });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(answer)).Body!.TextContent.ShouldContain(Passkeys.TooLate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"id":"AA","rawId":"AA","type":"public-key","response":{},"clientExtensionResults":{}}""")]
    [InlineData("""{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","authenticatorData":"AA","signature":"AA","userHandle":"MQ"},"clientExtensionResults":{}}""")]
    public async Task A_made_up_passkey_answer_is_refused(string answer)
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = desk.Browser();
        var page = await browser.PageAsync("/sign-in");
        var said = await browser.SubmitAsync(page, "form#passkey", new Dictionary<string, string> { ["Answer"] = answer });
        said.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(said)).Body!.TextContent.ShouldContain(Passkeys.Refused);
        browser.Cookies.ShouldNotContainKey("serjeant");
    }
}
