using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks.ByMail;

/// <summary>The checking mailbox answers only addresses that their person showed to be theirs, by a code that was sent there.</summary>
public sealed partial class ConfirmedAddressTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_invited_is_answered_once_they_typed_in_the_code_that_came_by_mail()
    {
        await using var mail = await StartAsync();
        await mail.SendAsync(MailDesk.Forward(MailDesk.Jane, CheckDesk.Scam), MailDesk.Jane);
        await mail.PassAsync();
        (await mail.RowsAsync()).Single().ShouldSatisfyAllConditions(r => r.State.ShouldBe(ForwardedState.Ignored), r => r.Why!.ShouldContain("has not shown yet"), r => r.PersonId.ShouldBeNull());

        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        await PressAsync(browser, "SendCode");
        var code = Code((await WaitAsync(mail)).Single());
        (await PressAsync(browser, "Confirm", "0000-0000")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PressAsync(browser, "Confirm", code.ToLowerInvariant())).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PageAsync("/me")).QuerySelector("#confirm").ShouldBeNull();
        (await mail.Desk.LedgerAsync("person.address-confirmed")).ShouldHaveSingleItem();

        await mail.SendAsync(MailDesk.Forward(MailDesk.Jane, CheckDesk.Scam), MailDesk.Jane);
        await mail.PassAsync();
        (await mail.RowsAsync())[^1].State.ShouldBe(ForwardedState.Answered);
    }

    [Fact]
    public async Task A_code_is_its_persons_own_the_newest_counts_and_few_are_sent()
    {
        await using var mail = await StartAsync();
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        for (var i = 0; i < 3; i++) (await PressAsync(browser, "SendCode")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await PressAsync(browser, "SendCode")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var codes = (await WaitAsync(mail, 3)).Select(Code).ToList();
        var works = new List<bool>();
        foreach (var code in codes)
        {
            // Somebody else's session can use none of them.
            (await PressAsync(await mail.Desk.SignedInAsync(Role.Moderator), "Confirm", code)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            works.Add((await mail.Desk.WithDbAsync(db => db.Users.AnyAsync(p => p.EmailConfirmed && p.Email == MailDesk.Jane, Cancel))) || (await PressAsync(browser, "Confirm", code)).StatusCode == HttpStatusCode.Redirect);
        }
        works.Count(w => w).ShouldBeGreaterThan(0);
        (await mail.Desk.WithDbAsync(db => db.OneTimeLinks.CountAsync(l => l.Kind == OneTimeLinkKind.Address && l.UsedAt == null, Cancel))).ShouldBe(0);
        (await mail.Desk.WithDbAsync(db => db.Users.AnyAsync(p => p.EmailConfirmed && p.Email == MailDesk.Sam, Cancel))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_that_comes_back_to_the_checking_mailbox_starts_nothing()
    {
        await using var mail = await StartAsync();
        await PressAsync(await mail.Desk.SignedInAsync(Role.Manager), "SendCode");
        await mail.SendAsync((await WaitAsync(mail)).Single(), MailDesk.Jane);
        await mail.PassAsync();
        (await mail.RowsAsync()).Single().Why!.ShouldContain("answer of ours");
    }

    private static async Task<MailDesk> StartAsync()
    {
        var mail = await MailDesk.StartAsync();
        await mail.Desk.WithDbAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(p => p.EmailConfirmed, false), Cancel));
        return mail;
    }

    private static async Task<HttpResponseMessage> PressAsync(TestBrowser browser, string handler, string? code = null) =>
        await browser.SubmitAsync(await browser.PageAsync("/me"), "#confirm", code is null ? null : new Dictionary<string, string> { ["MailedCode"] = code }, $"#confirm button[formaction*={handler}]");

    private static async Task<IReadOnlyList<MimeMessage>> WaitAsync(MailDesk mail, int count = 1)
    {
        for (var i = 0; i < 100 && (await mail.MailOfAsync(MailDesk.Jane)).Count < count; i++) await Task.Delay(50, Cancel);
        return await mail.MailOfAsync(MailDesk.Jane);
    }

    private static string Code(MimeMessage message) => CodeLine().Match(message.TextBody ?? "").Value;

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex CodeLine();
}
