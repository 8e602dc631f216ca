using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Data;
using Serjeant.Desk.Tests.Checks.Dropped;
using Serjeant.Desk.Tests.Outside.Authentication;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Mail.Authentication;
using Serjeant.Outside.Lookups;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks.Senders;

/// <summary>Senders are looked up alike in the drop folder and in what a phone shares, and a later answer takes the place of the first.</summary>
public sealed class SenderWaysTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mails_of_the_drop_folder_are_looked_up_and_the_answer_lies_with_the_check()
    {
        var (zone, signed) = Known();
        await using var drop = await DropDesk.StartAsync(more: builder => builder.Services.AddSingleton<IDomainNames>(zone));
        await AllowAsync(drop.Desk);
        await File.WriteAllBytesAsync(drop.At("honest.eml"), [.. Received("9.9.9.9"), .. signed], Cancel);
        await File.WriteAllBytesAsync(drop.At("forged.eml"), [.. Received("8.8.8.8"), .. Encoding.UTF8.GetBytes(SignedMail.Plain)], Cancel);
        (await drop.SettledTurnAsync()).ShouldBe(2);
        var kept = await drop.Desk.WithDbAsync(db => db.MessageChecks.AsNoTracking().ToListAsync(Cancel));
        kept.Select(c => SenderLookUp.Read(c.LookedUp)!.Facts).Select(f => (f.Spf, f.Dkim, f.Dmarc)).ShouldBe([(Proof.Pass, Proof.Pass, Proof.Pass), (Proof.Fail, Proof.None, Proof.Fail)], ignoreOrder: true);
        zone.Asked.Count(q => q == "TXT _dmarc.sender.example").ShouldBe(2);
        // Opened again, nobody is asked.
        zone.Asked.Clear();
        var page = await (await drop.Desk.SignedInAsync(Role.Moderator)).PageAsync(ChecksLinks.Check(kept.Single(c => SenderLookUp.Read(c.LookedUp)!.Facts.Dmarc == Proof.Fail).Id));
        page.QuerySelector("h1").ShouldNotBeNull();
        zone.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_the_drop_folder_nobody_is_asked_about_mailboxes_nor_where_the_office_has_not_allowed_it()
    {
        var (zone, signed) = Known();
        await using var drop = await DropDesk.StartAsync(more: builder => builder.Services.AddSingleton<IDomainNames>(zone));
        await File.WriteAllBytesAsync(drop.At("a.eml"), [.. Received("9.9.9.9"), .. signed], Cancel);
        (await drop.SettledTurnAsync()).ShouldBe(1);
        zone.Asked.ShouldBeEmpty("it is not allowed");
        await AllowAsync(drop.Desk);
        await File.WriteAllBytesAsync(drop.At("old.mbox"), CheckDesk.Mbox(CheckDesk.Scam), Cancel);
        (await drop.SettledTurnAsync()).ShouldBe(1);
        var mailbox = await drop.Desk.WithDbAsync(db => db.DroppedFiles.Where(f => f.MailboxId != null).Select(f => f.MailboxId!.Value).SingleAsync(Cancel));
        (await CheckDesk.RunAsync(drop.Desk, mailbox)).ShouldBeTrue();
        zone.Asked.ShouldBeEmpty("mailboxes wait for a press");
        (await drop.Desk.WithDbAsync(db => db.MessageChecks.CountAsync(c => c.LookedUp != null, Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task A_mail_s_source_shared_from_a_phone_is_looked_up_and_a_chat_is_not()
    {
        var (zone, signed) = Known();
        await using var desk = await SenderLookUpTests.StartAsync(zone);
        await AllowAsync(desk);
        var browser = await desk.SignedInAsync(Role.Author);
        (await ShareAsync(browser, "Hi, it is me. Send us the code you just received")).QuerySelector("#sender").ShouldBeNull();
        zone.Asked.ShouldBeEmpty();
        SenderLookUpTests.Sender(await ShareAsync(browser, Encoding.UTF8.GetString([.. Received("9.9.9.9"), .. signed]))).ShouldContain("sender.example stands behind it");
        zone.Asked.ShouldContain("TXT _dmarc.sender.example");
        zone.Asked.ShouldContain("TXT sender.example");
    }

    [Fact]
    public async Task History_shows_the_newest_answer_and_the_check_s_own_page_the_first_too()
    {
        var zone = new TestZone().Text("_dmarc.paypal.com", "v=DMARC1; p=reject").Text("paypal.com", "v=spf1 ip4:9.9.9.9 -all");
        var names = new SenderLookUpTests.Switch(new TestZone().Broken("paypal.com").Broken("_dmarc.paypal.com"));
        await using var desk = await SenderLookUpTests.StartAsync(names);
        await AllowAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        byte[] forged = [.. Received("8.8.8.8", "service@paypal.com"), .. "From: PayPal <service@paypal.com>\r\nTo: office@example.net\r\nSubject: Notice\r\nMessage-ID: <1@x.example>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Look</p><a href=\"https://other.example/a\">Look</a>\r\n"u8];
        await SenderLookUpTests.UploadAsync(browser, forged);
        var before = await desk.WithDbAsync(db => db.MessageChecks.AsNoTracking().SingleAsync(Cancel));
        before.FirstAnswer.ShouldBeNull();

        names.To = zone;
        var address = ChecksLinks.Check(before.Id);
        await browser.SubmitAsync(await browser.PageAsync(address), "#look-up", buttonSelector: "#look-up-sender");
        var after = await desk.WithDbAsync(db => db.MessageChecks.AsNoTracking().SingleAsync(Cancel));
        ((int)after.Answer).ShouldBeGreaterThan((int)before.Answer);
        after.FirstAnswer.ShouldBe(before.Answer);
        after.Score.ShouldBeGreaterThan(before.Score);
        after.Findings.ShouldContain("auth.dmarc-fail");
        (await browser.PageAsync(ChecksLinks.History())).QuerySelector("tbody")!.TextContent.ShouldContain(Chapters.Checks.Mail.CheckWords.Of(after.Answer));
        (await browser.PageAsync(ChecksLinks.History() + "?show=" + after.Answer)).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        var page = await browser.PageAsync(address);
        page.QuerySelector("h1")!.TextContent.ShouldBe(Chapters.Checks.Mail.CheckWords.Of(after.Answer));
        page.QuerySelector("#first-answer")!.TextContent.ShouldContain(Chapters.Checks.Mail.CheckWords.Of(before.Answer).ToLowerInvariant() + ". Since then its sender was looked up again.");
        page.QuerySelector("#later-answer").ShouldBeNull();

        // The same answer again leaves the first where it is.
        await browser.SubmitAsync(page, "#look-up", buttonSelector: "#look-up-sender");
        (await desk.WithDbAsync(db => db.MessageChecks.AsNoTracking().SingleAsync(Cancel))).FirstAnswer.ShouldBe(before.Answer);
    }

    [Fact]
    public async Task Another_offices_manager_can_neither_reach_the_check_nor_press_look_it_up_and_nothing_is_noted()
    {
        var (zone, signed) = Known();
        await using var desk = await SenderLookUpTests.StartAsync(zone);
        await AllowAsync(desk);
        await SenderLookUpTests.AllowAsync(desk, desk.OtherOfficeId);
        var kept = await CheckDesk.CheckAsync(desk, Encoding.UTF8.GetString(signed), Role.Author, keep: true);
        var passing = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: false);
        var theirs = await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId);
        var me = await theirs.PageAsync("/me");
        Task<string> StateAsync() => desk.WithDbAsync(async db => string.Join('|', await db.MessageChecks.IgnoreQueryFilters().OrderBy(c => c.Id).Select(c => c.Id + " " + c.Answer + " " + c.LookedUp).ToListAsync(Cancel)) + await db.LedgerEntries.IgnoreQueryFilters().CountAsync(Cancel));
        var before = await StateAsync();
        zone.Asked.Clear();
        foreach (var id in new[] { kept, passing, 999_999 })
        {
            (await theirs.GetAsync(ChecksLinks.Check(id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            foreach (var handler in new[] { "sender", "keep", "discard", "reported", "draft", "call", "genuine", "look" })
                (await theirs.SubmitAsync(me, "form", to: ChecksLinks.Check(id) + "?handler=" + handler)).StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{id} {handler}");
        }
        zone.Asked.ShouldBeEmpty();
        (await StateAsync()).ShouldBe(before);
        // The press itself is right: in the office's own hands it does something.
        var ours = await desk.SignedInAsync(Role.Manager);
        (await ours.SubmitAsync(await ours.PageAsync("/me"), "form", to: ChecksLinks.Check(kept) + "?handler=sender")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        zone.Asked.ShouldNotBeEmpty();
    }

    private static (TestZone Zone, byte[] Mail) Known()
    {
        var zone = new TestZone().Text("_dmarc.sender.example", "v=DMARC1; p=reject").Text("sender.example", "v=spf1 ip4:9.9.9.9 -all");
        return (zone, SignedMail.Sign(zone));
    }

    private static byte[] Received(string ip, string from = "jane@sender.example") =>
        Encoding.UTF8.GetBytes($"Return-Path: <{from}>\r\nReceived: from mail.x.example (mail.x.example [{ip}]) by mx.office.example with ESMTP; {DateTimeOffset.UtcNow:ddd, dd MMM yyyy HH:mm:ss} +0000\r\n");

    private static async Task AllowAsync(TestDesk desk)
    {
        await SenderLookUpTests.AllowAsync(desk);
        await desk.WithDbAsync(db => db.CheckSettings.ExecuteUpdateAsync(set => set.SetProperty(s => s.ReceivingServers, "mx.office.example"), Cancel));
    }

    /// <summary>The form that the browser fills with what was shared.</summary>
    private static async Task<IHtmlDocument> ShareAsync(TestBrowser browser, string words)
    {
        var form = (await browser.PageAsync(CasesLinks.Share())).QuerySelector<IHtmlFormElement>("form[data-share-check]")!;
        using var parts = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(words), form.QuerySelector("[data-share-field=words]")!.GetAttribute("name")! },
        };
        var sent = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = parts });
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return await browser.PageAsync(sent.Headers.Location!.ToString());
    }
}
