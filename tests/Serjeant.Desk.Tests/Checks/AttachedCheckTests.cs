using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside.Pictures;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Outside.Insides;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks;

/// <summary>A message attached to a checked one is judged within the check.</summary>
public sealed class AttachedCheckTests
{
    private const string Code = "https://parliament.uk.sign-in.example/confirm";

    [Fact]
    public async Task A_harmless_note_with_a_scam_attached_says_so_and_shows_what_each_rests_on()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckAsync(desk, Note(Part(CheckDesk.Scam), Part(CheckDesk.Genuine)), Role.Author);
        var page = await (await desk.SignedInAsync(Role.Author)).PageAsync(ChecksLinks.Check(id));

        page.QuerySelector("#answer h1")!.TextContent.ShouldBe("Very likely not genuine");
        var text = page.QuerySelector("#answer")!.TextContent;
        text.ShouldContain("A message attached to it is very likely not genuine. The words round it show no warning signs themselves");
        text.ShouldContain("Attached message 1 of 2");
        text.ShouldContain("help@pay-pal-secure.example");
        text.ShouldContain("joan@bakers.test");
        page.QuerySelectorAll("#answer h3").Select(h => h.TextContent.Trim()).ShouldBe(["Attached message 1 of 2", "Attached message 2 of 2"], "below the headings of the answer itself");
        page.QuerySelectorAll("#answer .govuk-tag").Select(t => t.TextContent.Trim()).ShouldBe(["Very likely not genuine", "No warning signs found"]);
        page.QuerySelectorAll("#answer script, #answer a[href*='203.0.113.9']").ShouldBeEmpty();
        page.QuerySelector("#genuine").ShouldBeNull("whoever sent it on being known would change nothing");

        var row = await desk.WithDbAsync(db => db.MessageChecks.SingleAsync());
        (row.Answer, row.SenderAddress).ShouldBe((CheckAnswer.Red, "sam@example.org"));
        row.Findings.Split(' ')[0].ShouldBe("message.attached");
        Encoding.UTF8.GetString((await desk.LedgerAsync("message.checked")).ShouldHaveSingleItem().Leaf).ShouldContain("red");
    }

    [Fact]
    public async Task Who_may_not_read_the_message_may_not_read_what_is_attached_to_it()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckAsync(desk, Note(Part(CheckDesk.Scam)), Role.Author);
        foreach (var (role, sees) in new[] { (Role.Author, true), (Role.Principal, true), (Role.Viewer, false) })
        {
            var text = (await (await desk.SignedInAsync(role)).PageAsync(ChecksLinks.Check(id))).QuerySelector("#answer")!.TextContent;
            text.ShouldContain("The message attached to it");
            text.Contains("Show the attached message’s words", StringComparison.Ordinal).ShouldBe(sees, role.ToString());
            text.Contains("it will be closed", StringComparison.Ordinal).ShouldBe(sees, role.ToString());
        }
        (await (await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId)).GetAsync(ChecksLinks.Check(id))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_attached_and_harmless_changes_nothing()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckAsync(desk, Note(Part(CheckDesk.Genuine)), Role.Viewer);
        var page = await (await desk.SignedInAsync(Role.Viewer)).PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("#answer h1")!.TextContent.ShouldBe("No warning signs found");
        page.QuerySelector("#answer .govuk-tag")!.TextContent.Trim().ShouldBe("No warning signs found");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_code_in_an_attached_message_is_of_that_message_and_not_of_the_note(bool asFile)
    {
        var picture = $"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n{Lines(QrReaderTests.Png(Code))}";
        var inner = $"From: IT <it@help.example>\r\nSubject: Scan this\r\nMIME-Version: 1.0\r\n{picture}\r\n";
        var insides = MailInsides.Of(Encoding.UTF8.GetBytes(Note(asFile ? $"Content-Type: application/octet-stream; name=\"scan.eml\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Lines(Encoding.UTF8.GetBytes(inner))}" : Part(inner), Part(CheckDesk.Genuine))));
        insides.QrCodes.ShouldBeEmpty();
        insides.Attached.Select(a => a.QrCodes.Count).ShouldBe([1, 0]);
        insides.Attached[0].QrCodes.ShouldBe([Code]);
    }

    [Fact]
    public void Pictures_of_attached_messages_share_one_bound()
    {
        var picture = $"--p\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n{Lines(QrReaderTests.Png(Code))}\r\n";
        var inner = $"From: IT <it@help.example>\r\nSubject: Scan this\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=p\r\n\r\n{string.Concat(Enumerable.Repeat(picture, MailInsides.MostPictures))}--p--\r\n";
        var insides = MailInsides.Of(Encoding.UTF8.GetBytes(Note(Part(inner), Part(inner))));
        insides.Attached.Select(a => a.QrCodes.Count).ShouldBe([1, 0]);
        insides.Attached[1].Cuts.ShouldHaveSingleItem().ShouldContain($"more than {MailInsides.MostPictures} pictures");
    }

    private static Task<long> CheckAsync(TestDesk desk, string mail, Role by) => CheckDesk.InScopeAsync(desk, null, async services =>
    {
        var checkedOne = await services.GetRequiredService<MailChecks>().FileAsync(Encoding.UTF8.GetBytes(mail), default);
        return await services.GetRequiredService<CheckKeeper>().RecordAsync(checkedOne, await CheckDesk.PersonAsync(services, by), keep: true, default);
    });

    private static string Note(params string[] parts) => "From: Sam Lee <sam@example.org>\r\nTo: office@hembury.example\r\nSubject: Friday\r\nMessage-ID: <9@x.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=note\r\n\r\n"
        + $"--note\r\nContent-Type: text/plain\r\n\r\nDear Ann, see you on Friday. Sam\r\n{string.Concat(parts.Select(p => $"--note\r\n{p}\r\n"))}--note--\r\n";

    private static string Part(string mail) => $"Content-Type: message/rfc822\r\n\r\n{mail}";

    private static string Lines(byte[] bytes) => Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
}
