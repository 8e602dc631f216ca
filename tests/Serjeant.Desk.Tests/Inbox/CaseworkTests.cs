using System.Net;
using System.Text;
using Microsoft.VisualBasic.FileIO;
using MimeKit;
using Serjeant.Chapters.Inbox;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Ledger;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

/// <summary>What goes to the office's own casework system.</summary>
public sealed class CaseworkTests
{
    private const string Formula = "=HYPERLINK(\"https://evil.example\",\"Open\")";

    [Fact]
    public async Task The_table_holds_every_message_of_the_press_and_no_cell_that_a_spreadsheet_would_run()
    {
        await using var desk = await InboxDesk.StartAsync();
        var batch = await HandAsync(desk, "+cmd|' /C calc'!A0",
            await TestMessages.AddAsync(desk, Formula, "@handle", displayName: "\t-2+3", subject: "＝1+1", account: "@office"),
            await TestMessages.AddAsync(desk, "Line one\r\nline \"two\", with a comma", "jo"));
        var browser = await desk.SignedInAsync(Role.Moderator);

        var answer = await DownloadAsync(browser, batch, "csv");

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        var rows = Read(bytes);
        rows.Count.ShouldBe(2);
        rows[0]["Message"].ShouldBe("'" + Formula);
        rows[0]["Handle"].ShouldBe("'@handle");
        rows[0]["Sender"].ShouldBe("'\t-2+3");
        rows[0]["Subject"].ShouldBe("'＝1+1");
        rows[0]["Sent to"].ShouldBe("'@office");
        rows[0]["Note"].ShouldBe("'+cmd|' /C calc'!A0");
        rows[1]["Message"].ShouldBe("Line one\r\nline \"two\", with a comma");
        var cells = rows.SelectMany(r => r.Values).ToList();
        cells.ShouldAllBe(c => c.Length == 0 || !"=+-@\t\r\n＝＋－＠|".Contains(c[0]));
    }

    [Fact]
    public async Task The_mail_opens_as_a_draft_with_each_message_in_words_and_as_a_file()
    {
        await using var desk = await InboxDesk.StartAsync();
        var batch = await HandAsync(desk, null,
            await TestMessages.AddAsync(desk, "The bins were missed again", "jo", displayName: "Jo\r\nSubject: forged", subject: "Bins"),
            await TestMessages.AddAsync(desk, "And the drains", "al"));
        var browser = await desk.SignedInAsync(Role.Moderator);

        var answer = await DownloadAsync(browser, batch, "eml");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("message/rfc822");
        var mail = await MimeMessage.LoadAsync(await answer.Content.ReadAsStreamAsync());
        mail.Headers["X-Unsent"].ShouldBe("1");
        mail.To.Count.ShouldBe(0);
        mail.Subject.ShouldBe("For casework: 2 messages");
        var body = mail.TextBody!.ReplaceLineEndings("\n");
        body.ShouldContain("The bins were missed again");
        body.ShouldContain("And the drains");
        body.Split('\n').ShouldNotContain(line => line.StartsWith("Subject: forged"), "a name must not pass for another field");
        mail.Attachments.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Who_took_it_is_in_the_ledger()
    {
        await using var desk = await InboxDesk.StartAsync();
        var batch = await HandAsync(desk, null, await TestMessages.AddAsync(desk, "The bins were missed again"));
        await DownloadAsync(await desk.SignedInAsync(Role.Moderator), batch, "csv");

        var entry = (await desk.LedgerAsync("casework.downloaded")).Single();
        LedgerLeaf.Parse(entry.Leaf).Data["format"].ShouldBe("csv");
        entry.ActorId.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("eml")]
    public async Task What_was_taken_back_is_no_longer_handed_out(string format)
    {
        await using var desk = await InboxDesk.StartAsync();
        var batch = await HandAsync(desk, null, await TestMessages.AddAsync(desk, "The bins were missed again"));
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(InboxLinks.Batch(batch));
        page.QuerySelectorAll($"button[formaction*='format={format}']").Length.ShouldBe(1);
        await desk.UndoAsync(batch);

        (await browser.PageAsync(InboxLinks.Batch(batch))).QuerySelectorAll($"button[formaction*='format={format}']").ShouldBeEmpty();
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        (await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, InboxLinks.Casework(batch, format))
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
        })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<Guid> HandAsync(TestDesk desk, string? note, params long[] ids) =>
        (await desk.DecideAsync(DecisionKind.HandToCasework, ids, note: note)).Batch!.Value;

    private static async Task<HttpResponseMessage> DownloadAsync(TestBrowser browser, Guid batch, string format)
    {
        var token = (await browser.PageAsync(InboxLinks.Batch(batch))).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, InboxLinks.Casework(batch, format))
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return answer;
    }

    private static List<Dictionary<string, string>> Read(byte[] bytes)
    {
        using var table = new TextFieldParser(new MemoryStream(bytes), Encoding.UTF8) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        var names = table.ReadFields()!;
        var rows = new List<Dictionary<string, string>>();
        while (table.ReadFields() is { } cells)
            rows.Add(names.Zip(cells).ToDictionary(c => c.First, c => c.Second));
        return rows;
    }
}
