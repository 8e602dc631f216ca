using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside.Pictures;
using Serjeant.Desk.Tests.Support;
using Serjeant.Engines.Tests.Mail.Outlook;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks;

public sealed class CheckMailPageTests
{
    private const string Scam = CheckDesk.Scam;

    [Fact]
    public async Task A_mails_file_gets_an_answer_with_reasons_and_steps_and_the_ledger_says_nothing_of_it()
    {
        await using var desk = await TestDesk.StartAsync();
        var page = await CheckAsync(await desk.SignedInAsync(Role.Viewer), "", ("mail.eml", Encoding.UTF8.GetBytes(Scam)));
        var answer = page.QuerySelector("#answer")!;
        answer.QuerySelector("h1")!.TextContent.ShouldBe("Very likely not genuine");
        answer.TextContent.ShouldContain("help@pay-pal-secure.example");
        answer.TextContent.ShouldContain("report@phishing.gov.uk");
        answer.QuerySelectorAll("ol li").Length.ShouldBeGreaterThan(3);
        // Nothing in it can be pressed or runs; where its link really leads stands beside what it shows.
        answer.QuerySelectorAll("a, script, img").ShouldBeEmpty();
        answer.QuerySelector("#words")!.TextContent.ShouldContain("https://www.paypal.com/signin [leads to http://203.0.113.9/login]");

        var entry = await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "message.checked"));
        entry.ToString()!.ShouldNotContain("paypal");
        (await desk.WithDbAsync(db => db.Messages.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Pasted_source_is_read_as_a_mail_and_pasted_words_as_a_chat()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Author);
        (await CheckAsync(browser, Scam)).QuerySelector("#answer")!.TextContent.ShouldContain("Who it says it is from");
        var chat = (await CheckAsync(browser, "Signal Support: we noticed a new login. To keep your account, send us the verification code you just received by SMS.")).QuerySelector("#answer")!;
        chat.QuerySelector("h1")!.TextContent.ShouldNotBe("No warning signs found");
        chat.TextContent.ShouldNotContain("Who it says it is from");
        chat.QuerySelectorAll("mark").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_colleagues_name_at_another_address_is_a_sign()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var name = await desk.WithDbAsync(db => db.Users.Where(p => p.OfficeId == desk.OfficeId).Select(p => p.DisplayName).FirstAsync());
        var page = await CheckAsync(browser, $"From: {name} <{name.Replace(' ', '.')}@freemail.example>\r\nTo: office@hembury.example\r\nSubject: Quick favour\r\nMessage-ID: <2@x.example>\r\n\r\nAre you at your desk? I need you to do something for me.\r\n");
        page.QuerySelector("#answer h1")!.TextContent.ShouldNotBe("No warning signs found");
    }

    [Fact]
    public async Task An_ordinary_message_has_no_warning_signs_and_is_never_called_safe()
    {
        await using var desk = await TestDesk.StartAsync();
        var page = await CheckAsync(await desk.SignedInAsync(Role.Manager), "Hello, the committee meets on Tuesday at seven in the village hall. Could you bring the minutes? Thanks, Joan");
        page.QuerySelector("#answer h1")!.TextContent.ShouldBe("No warning signs found");
        page.QuerySelector("#answer")!.TextContent.ShouldNotContain(" safe");
    }

    [Fact]
    public async Task Nothing_an_empty_file_and_what_is_no_mail_are_told_and_what_was_pasted_stays()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await SendAsync(browser, "")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(browser, "", ("a.eml", []))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var answer = await SendAsync(browser, "kept words", ("a.eml", [0, 1, 2, 3]));
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity)
            ((IHtmlTextAreaElement)(await TestBrowser.ReadAsync(answer)).QuerySelector("#Text")!).Value.ShouldBe("kept words");
    }

    [Fact]
    public async Task A_message_that_Outlook_saved_is_read_and_an_old_document_is_refused_with_what_to_do()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Author);
        var page = await CheckAsync(browser, "", ("mail.msg", SampleOutlook.Fraud().Save()));
        page.QuerySelector("#answer h1")!.TextContent.ShouldBe("Very likely not genuine");
        page.QuerySelector("#answer")!.TextContent.ShouldContain("help@pay-pal-secure.example");
        var document = new CompoundNode("Root Entry");
        document.Add(new CompoundNode("WordDocument", new byte[5_000]));
        var refused = await SendAsync(browser, "", ("letter.doc", CompoundFileWriter.Write(document)));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(refused)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("save it as .msg or .eml");
    }

    [Fact]
    public async Task A_picture_with_a_code_is_judged_by_where_the_code_leads_and_one_without_is_told()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Viewer);
        var page = await CheckAsync(browser, "", ("poster.png", QrReaderTests.Png("https://parliament.uk.sign-in.example/confirm")));
        page.QuerySelector("#answer h1")!.TextContent.ShouldNotBe("No warning signs found");
        page.QuerySelector("#answer")!.TextContent.ShouldContain("parliament.uk.sign-in.example");
        page.QuerySelector("#words > summary")!.TextContent.Trim().ShouldBe("Show what the QR code says");
        page.QuerySelectorAll("#answer a, #answer img, #sender").ShouldBeEmpty("nothing of it can be pressed, and nobody can be asked who made it");
        (await desk.WithDbAsync(db => db.MessageChecks.Select(c => c.Form).SingleAsync())).ShouldBe(CheckedForm.Picture);
        var refused = await SendAsync(browser, "", ("noise.png", TestPng.Make(64, 64, (x, y) => ((byte)(x * 31), (byte)(y * 17), (byte)(x ^ y)))));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(refused)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("No QR code was found in the picture");
    }

    [Fact]
    public async Task A_desk_without_an_evidence_store_answers_all_the_same()
    {
        await using var desk = await TestDesk.StartAsync();
        await desk.WithDbAsync(db => db.Offices.ExecuteUpdateAsync(set => set.SetProperty(o => o.EvidenceKey, (byte[]?)null)));
        var answer = await SendAsync(await desk.SignedInAsync(Role.Viewer), Scam);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TestBrowser.ReadAsync(answer)).QuerySelector("#answer h2")!.TextContent.ShouldBe("Very likely not genuine");
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "message.checked"))).ShouldBe(1);
    }

    private static async Task<IHtmlDocument> CheckAsync(TestBrowser browser, string text, params (string Name, byte[] Bytes)[] files)
    {
        var answer = await SendAsync(browser, text, files);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return await browser.PageAsync(answer.Headers.Location!.ToString());
    }

    private static async Task<HttpResponseMessage> SendAsync(TestBrowser browser, string text, params (string Name, byte[] Bytes)[] files)
    {
        var page = await browser.PageAsync(ChecksLinks.Mail);
        var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector<IHtmlInputElement>("#check input[name=__RequestVerificationToken]")!.Value), "__RequestVerificationToken" },
            { new StringContent(text), "Text" },
        };
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), "Upload", name);
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, ChecksLinks.Mail) { Content = form });
    }
}
