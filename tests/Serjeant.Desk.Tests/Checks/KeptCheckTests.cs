using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Engines.Tests.Mail.Outlook;
using Serjeant.Workers;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks;

public sealed class KeptCheckTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_check_is_its_askers_for_an_hour_and_the_offices_once_it_is_kept()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: false);
        var (author, manager) = (await desk.SignedInAsync(Role.Author), await desk.SignedInAsync(Role.Manager));
        (await manager.GetAsync(ChecksLinks.Check(id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await manager.PageAsync(ChecksLinks.History())).QuerySelector("main")!.TextContent.ShouldContain("No checks yet");
        var page = await author.PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("#keeping")!.TextContent.ShouldContain("Only you see this check");
        await author.SubmitAsync(page, "#keeping", buttonSelector: "#keep");
        (await manager.GetAsync(ChecksLinks.Check(id))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await manager.PageAsync(ChecksLinks.History())).QuerySelector("tbody")!.TextContent.ShouldContain("Your account is suspended");
        (await desk.LedgerAsync("check.kept")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_check_that_nobody_keeps_goes_after_an_hour_with_its_message()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: false);
        var kept = await CheckDesk.CheckAsync(desk, CheckDesk.Genuine, Role.Author, keep: true);
        Sealed(desk).ShouldBe(2);
        await desk.WithDbAsync(db => db.MessageChecks.ExecuteUpdateAsync(set => set.SetProperty(c => c.AskedAt, DateTimeOffset.UtcNow - CheckKeeper.Passing - TimeSpan.FromMinutes(1))));
        using var worker = ActivatorUtilities.CreateInstance<MailboxCheckWorker>(desk.App.Services);
        await worker.SweepAsync(Cancel);
        (await desk.WithDbAsync(db => db.MessageChecks.Select(c => c.Id).ToListAsync())).ShouldBe([kept]);
        Sealed(desk).ShouldBe(1);
        (await desk.WithDbAsync(db => db.SubjectKeys.AnyAsync(k => k.Subject == CheckRemoval.SubjectOf(id)))).ShouldBeFalse();
        (await desk.LedgerAsync("checks.deleted")).ShouldHaveSingleItem().ActorId.ShouldBeNull();
    }

    [Fact]
    public async Task A_message_whose_row_was_never_written_is_cleared_away()
    {
        await using var desk = await TestDesk.StartAsync();
        await CheckDesk.InScopeAsync(desk, null, async services =>
        {
            await using var vault = await services.GetRequiredService<Serjeant.Chapters.Cases.Exhibits.OfficeVault>().OpenAsync(desk.OfficeId, Cancel);
            return await vault.StoreAsync("left by a kill"u8.ToArray(), Cancel);
        });
        Sealed(desk).ShouldBe(1);
        await desk.RunAsync();
        Sealed(desk).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_message_asked_about_twice_stays_when_one_of_the_checks_goes()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Author);
        var kept = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: true);
        var passing = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: false);
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Check(passing)), "#keeping", buttonSelector: "#discard");
        await desk.RunAsync();
        Sealed(desk).ShouldBe(1);
        (await browser.PageAsync(ChecksLinks.Check(kept))).QuerySelector("#words").ShouldNotBeNull();
    }

    [Fact]
    public async Task Retention_deletes_kept_checks_by_the_offices_rule_but_not_while_steps_are_left()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var (old, held, young) = (await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: true), await CheckDesk.CheckAsync(desk, CheckDesk.Scam + "x", Role.Author, keep: true), await CheckDesk.CheckAsync(desk, CheckDesk.Genuine, Role.Author, keep: true));
        await CheckDesk.ContainmentAsync(desk, Role.Author, held);
        await desk.WithDbAsync(db => db.MessageChecks.Where(c => c.Id != young).ExecuteUpdateAsync(set => set.SetProperty(c => c.AskedAt, RetentionDesk.Ago(91))));
        (await desk.PreviewAsync()).Single(d => d.Outcome == RetentionOutcome.Checked).Rows.ShouldHaveSingleItem().CheckId.ShouldBe(old);
        (await desk.RunAsync()).Checks.ShouldBe(1);
        (await desk.WithDbAsync(db => db.MessageChecks.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync())).ShouldBe([held, young]);
        Sealed(desk).ShouldBe(2);
        await desk.WithDbAsync(db => db.Containments.ExecuteUpdateAsync(set => set.SetProperty(c => c.FinishedAt, RetentionDesk.Ago(91))));
        (await desk.RunAsync()).Checks.ShouldBe(1);
        (await desk.WithDbAsync(db => db.Containments.CountAsync())).ShouldBe(0);
        (await desk.WithDbAsync(db => db.ContainmentSteps.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task An_office_that_keeps_all_keeps_without_asking()
    {
        await using var desk = await TestDesk.StartAsync();
        var manager = await desk.SignedInAsync(Role.Manager);
        (await manager.SubmitAsync(await manager.PageAsync(ChecksLinks.Settings), "#settings", new Dictionary<string, string> { ["Keep"] = "all" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await manager.PageAsync(ChecksLinks.Mail)).QuerySelector("#kept")!.TextContent.ShouldContain("Your office keeps every check for 90 days");
        (await desk.LedgerAsync("office.checks-kept")).ShouldHaveSingleItem();
        (await desk.WithDbAsync(db => db.CheckSettings.AnyAsync(), desk.OtherOfficeId)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_message_itself_is_shown_to_its_asker_and_to_those_who_may_uncover_text()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: true);
        foreach (var (role, sees) in new[] { (Role.Author, true), (Role.Manager, true), (Role.Principal, true), (Role.Viewer, false) })
        {
            var browser = await desk.SignedInAsync(role);
            var page = await browser.PageAsync(ChecksLinks.Check(id));
            page.QuerySelector("#words").ShouldBe(sees ? page.QuerySelector("#words")! : null, role.ToString());
            var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var draft = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, ChecksLinks.Check(id) + "?handler=draft") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) });
            draft.StatusCode.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, role.ToString());
        }
    }

    [Fact]
    public async Task A_call_is_noted_on_the_check_and_in_the_ledger_without_names()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Viewer, keep: false);
        var browser = await desk.SignedInAsync(Role.Viewer);
        var page = await browser.PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("#phone")!.TextContent.ShouldContain("Never use a number from the message itself");
        await browser.SubmitAsync(page, "#call", new Dictionary<string, string> { ["Call.Called"] = "Pat of the bank", ["Call.NumberFrom"] = "the back of the card", ["Call.Genuine"] = "False" });
        (await (await desk.SignedInAsync(Role.Manager)).PageAsync(ChecksLinks.Check(id))).QuerySelector("[id^=call-]")!.TextContent.ShouldSatisfyAllConditions(
            t => t.ShouldContain("Not genuine, by telephone"), t => t.ShouldContain("Viewer person called Pat of the bank"), t => t.ShouldContain("the back of the card"));
        var entry = (await desk.LedgerAsync("check.verified-by-phone")).ShouldHaveSingleItem();
        Encoding.UTF8.GetString(entry.Leaf).ShouldSatisfyAllConditions(l => l.ShouldContain("not-genuine"), l => l.ShouldNotContain("Pat of"));
    }

    [Fact]
    public async Task The_report_is_a_draft_with_the_message_as_it_was_and_marking_it_shows()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var id = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Moderator, keep: false);
        var page = await browser.PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("#report a[href^='mailto:']")!.GetAttribute("href")!.ShouldStartWith("mailto:report@phishing.gov.uk?subject=");
        var answer = await browser.SubmitAsync(page, "#draft", buttonSelector: "#draft-eml");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("message/rfc822");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("report-to-phishing.eml");
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Encoding.UTF8.GetString(bytes).ShouldContain(CheckDesk.Scam);
        using var mail = await MimeMessage.LoadAsync(new MemoryStream(bytes), Cancel);
        mail.Headers["X-Unsent"].ShouldBe("1");
        mail.To.ToString().ShouldBe("report@phishing.gov.uk");
        mail.Attachments.OfType<MessagePart>().ShouldHaveSingleItem().Message!.Subject.ShouldBe("Your account is suspended");
        await browser.SubmitAsync(page, "#reported", buttonSelector: "#mark-reported");
        (await browser.PageAsync(ChecksLinks.Check(id))).QuerySelector("#answer")!.TextContent.ShouldContain("to report@phishing.gov.uk by Moderator person");
        (await browser.PageAsync(ChecksLinks.History() + "?show=reported")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await desk.LedgerAsync("check.reported")).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_report_of_an_Outlook_file_has_the_mail_in_it()
    {
        var draft = CheckReports.Draft(Serjeant.Mail.Outlook.OutlookMessage.ToMail(SampleOutlook.Fraud().Save()), new Person { Email = "a@b.example", DisplayName = "A", Initials = "A" });
        using var mail = MimeMessage.Load(new MemoryStream(draft), Cancel);
        mail.From.ToString().ShouldBe("a@b.example");
        mail.Attachments.OfType<MessagePart>().Single().Message!.HtmlBody!.ShouldContain("203.0.113.9");
    }

    [Fact]
    public async Task A_text_message_goes_to_7726_and_has_no_draft()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Author);
        var page = await browser.PageAsync(ChecksLinks.Check(await CheckDesk.CheckAsync(desk, "Your parcel is held. Pay the fee at https://royal-mail-fee.example/pay", Role.Author, keep: false)));
        page.QuerySelector("#report")!.TextContent.ShouldContain("7726");
        page.QuerySelector("#draft").ShouldBeNull();
    }

    [Fact]
    public async Task A_message_that_was_damaged_in_the_vault_is_told_and_the_answer_stays()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: true);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), "*.sealed", SearchOption.AllDirectories))
            File.Delete(file);
        var page = await (await desk.SignedInAsync(Role.Manager)).PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("#answer h1")!.TextContent.ShouldBe("Very likely not genuine");
        page.QuerySelector("#answer")!.TextContent.ShouldContain("no longer in the evidence store");
    }

    private static int Sealed(TestDesk desk) => Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), "*.sealed", SearchOption.AllDirectories).Count();
}
