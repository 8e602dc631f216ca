using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Team.Account;
using Serjeant.Data;
using Serjeant.Desk.Tests.SignIn;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Team;

public sealed class AccountTests
{
    [Fact]
    public async Task Reading_choice_and_initials_are_kept()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Viewer);
        var answer = await browser.SubmitAsync(await browser.PageAsync("/me"), "form#account",
            new Dictionary<string, string> { ["Name"] = "Val", ["Initials"] = "vv", ["Reading"] = "SummariesOnly" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var person = await desk.WithDbAsync(db => db.Users.SingleAsync(p => p.Role == Role.Viewer));
        (person.DisplayName, person.Initials, person.Reading).ShouldBe(("Val", "VV", ReadingChoice.SummariesOnly));

        var wrong = await browser.SubmitAsync(await browser.PageAsync("/me"), "form#account", new Dictionary<string, string> { ["Initials"] = "<b>" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task One_session_or_all_others_can_be_ended_from_another()
    {
        await using var desk = await TestDesk.StartAsync();
        var here = await desk.SignedInAsync(Role.Viewer);
        var there = await desk.SignedInAsync(Role.Viewer);
        var third = await desk.SignedInAsync(Role.Viewer);
        var ids = await desk.WithDbAsync(db => db.SignInSessions.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync());
        var page = await here.PageAsync("/me");
        page.QuerySelector($"form#end-{ids[0]}").ShouldBeNull("this session is not offered for ending");

        (await here.SubmitAsync(page, $"form#end-{ids[1]}")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await there.GetAsync("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await third.GetAsync("/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await here.SubmitAsync(await here.PageAsync("/me"), "form#end-others");
        (await third.GetAsync("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await here.GetAsync("/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_elses_session_is_not_found()
    {
        await using var desk = await TestDesk.StartAsync();
        var mine = await desk.SignedInAsync(Role.Viewer);
        await desk.SignedInAsync(Role.Viewer);
        var others = await desk.SignedInAsync(Role.Manager);
        var ids = await desk.WithDbAsync(db => db.SignInSessions.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync());
        var page = await mine.PageAsync("/me");
        var form = page.QuerySelector($"form#end-{ids[1]}")!;
        form.SetAttribute("action", form.GetAttribute("action")!.Replace($"session={ids[1]}", $"session={ids[2]}", StringComparison.Ordinal));

        (await mine.SubmitAsync(page, $"form#end-{ids[1]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await others.GetAsync("/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_is_the_one_that_works()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var here = await desk.SignedInAsync(Role.Moderator);
        var there = await desk.SignedInAsync(Role.Moderator);
        var answer = await here.SubmitAsync(await here.PageAsync("/me/password"), "form#password", new Dictionary<string, string> { ["Password"] = "gravel meadow pencil comet" });

        answer.Headers.Location!.ToString().ShouldBe("/me");
        (await there.GetAsync("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await here.GetAsync("/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sam.PasswordAsync(desk.Browser())).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await sam.PasswordAsync(desk.Browser(), "gravel meadow pencil comet")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_weak_new_password_is_refused_with_the_reason()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var answer = await browser.SubmitAsync(await browser.PageAsync("/me/password"), "form#password", new Dictionary<string, string> { ["Password"] = "short" });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(answer)).QuerySelector(".govuk-error-summary a[href='#Password']").ShouldNotBeNull();
    }

    [Fact]
    public async Task New_recovery_codes_are_shown_once_and_end_the_old_ones()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var here = await desk.SignedInAsync(Role.Moderator);
        await here.SubmitAsync(await here.PageAsync("/me/recovery-codes"), "form#new");
        var shown = SetUp.SetUpWalk.ReadCodes(await here.PageAsync("/me/recovery-codes"));
        shown.Count.ShouldBe(10);
        SetUp.SetUpWalk.ReadCodes(await here.PageAsync("/me/recovery-codes")).ShouldBeEmpty();

        var browser = desk.Browser();
        await sam.PasswordAsync(browser);
        (await TestSignIn.CodeAsync(browser, sam.RecoveryCodes[0], "RecoveryCode")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestSignIn.CodeAsync(browser, shown[0], "RecoveryCode")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_new_authenticator_replaces_the_old_one()
    {
        await using var desk = await TestDesk.StartAsync();
        var sam = await TestSignIn.AsAsync(desk, Role.Moderator);
        var here = await desk.SignedInAsync(Role.Moderator);
        var page = await here.PageAsync("/me/authenticator");
        var secret = SetUp.SetUpWalk.ReadSecret(page);
        var wrong = await here.SubmitAsync(page, "form#authenticator", new Dictionary<string, string> { ["Code"] = "000000" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await TestBrowser.ReadAsync(wrong);
        SetUp.SetUpWalk.ReadSecret(again).ShouldBe(secret);
        (await here.SubmitAsync(again, "form#authenticator", new Dictionary<string, string> { ["Code"] = SetUp.SetUpWalk.CodeOf(secret) })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var browser = desk.Browser();
        await sam.PasswordAsync(browser);
        (await TestSignIn.CodeAsync(browser, sam.Code(DateTimeOffset.UtcNow.AddSeconds(30)))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestSignIn.CodeAsync(browser, SetUp.SetUpWalk.CodeOf(secret, DateTimeOffset.UtcNow.AddSeconds(30)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_last_passkey_stays_while_it_is_the_only_way_in()
    {
        await using var desk = await TestDesk.StartAsync();
        var person = await desk.WithDbAsync(db => db.Users.SingleAsync(p => p.Role == Role.Viewer));
        foreach (var id in new byte[] { 1, 2 })
            await AddPasskeyAsync(desk, person.Id, id);
        var browser = await desk.SignedInAsync(Role.Viewer);

        (await browser.SubmitAsync(await browser.PageAsync("/me/passkeys"), "form#remove-AQ")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var refused = await browser.SubmitAsync(await browser.PageAsync("/me/passkeys"), "form#remove-Ag");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(refused)).Body!.TextContent.ShouldContain(PasskeysModel.LastWay);

        (await browser.SubmitAsync(await browser.PageAsync("/me/passkeys"), "form#rename-Ag", new Dictionary<string, string> { ["Names[Ag]"] = "Work phone" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PageAsync("/me/passkeys")).Body!.TextContent.ShouldContain("Work phone");
    }

    private static Task<int> AddPasskeyAsync(TestDesk desk, long personId, byte id) => desk.WithDbAsync(db =>
    {
        db.Set<IdentityUserPasskey<long>>().Add(new IdentityUserPasskey<long>
        {
            UserId = personId,
            CredentialId = [id],
            Data = new IdentityPasskeyData
            {
                PublicKey = [1],
                Name = "Passkey",
                CreatedAt = DateTimeOffset.UtcNow,
                AttestationObject = [1],
                ClientDataJson = [1],
                Transports = [],
            },
        });
        return db.SaveChangesAsync();
    });
}
