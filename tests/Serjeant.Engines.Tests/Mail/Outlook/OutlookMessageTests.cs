using System.Text;
using MimeKit;
using Serjeant.Mail;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Outlook;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail.Outlook;

public sealed class OutlookMessageTests
{
    [Fact]
    public void A_saved_message_is_judged_as_the_mail_that_it_was()
    {
        var outlook = ShippedMail.Judge.Judge(SampleOutlook.Fraud().Save(), ShippedMail.Office);
        var header = SampleOutlook.Header[(SampleOutlook.Header.IndexOf('\n') + 1)..];
        var parts = $"--old\r\nContent-Type: text/plain\r\n\r\nDear customer, your account has been suspended.\r\n--old\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{SampleOutlook.Page}\r\n--old--\r\n";
        var mail = ShippedMail.Judge.Judge(Encoding.UTF8.GetBytes(header + parts), ShippedMail.Office);
        outlook.Verdict.ShouldBe(Verdict.Red);
        outlook.Findings.Select(f => (f.RuleId, f.Points)).ShouldBe(mail.Findings.Select(f => (f.RuleId, f.Points)));
        outlook.Findings.ShouldContain(f => f.RuleId == "auth.dmarc-fail");
        outlook.Message.Subject.ShouldBe("Your account is suspended");
        outlook.Message.Links.ShouldContain(l => l.Target == "http://203.0.113.9/login" && l.Shown == "https://www.paypal.com/signin");
    }

    [Fact]
    public void Without_a_header_it_is_told_by_what_Outlook_shows()
    {
        var reading = new MailReader().Read(new SampleOutlook()
            .Text(0x0037, "Grüße, \"Ann\"").Text(0x0042, "Lee, Ann").Text(0x5D02, "ann@annlee.example").Text(0x1000, "Hello").Number(0x0039, (ulong)new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero).ToFileTime(), 0x40)
            .Person("Sam", "sam@example.org").Person("Kim", "kim@example.org", 2).Save());
        reading.Subject.ShouldBe("Grüße, \"Ann\"");
        reading.From.ShouldHaveSingleItem().ShouldBe(new Address("Lee, Ann", "ann@annlee.example"));
        reading.To.Select(t => t.Email).ShouldBe(["sam@example.org", "kim@example.org"]);
        reading.Header("date").ShouldContain("2 Nov 2026");
        reading.Text.ShouldBe("Hello");
    }

    [Fact]
    public void Old_strings_are_read_in_their_own_code_page()
    {
        var file = new SampleOutlook().Number(0x3FFD, 1251).Text(0x0037, Encoding.Latin1.GetString(CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("Привет")), unicode: false).Save();
        new MailReader().Read(file).Subject.ShouldBe("Привет");
    }

    [Fact]
    public void Attached_files_and_messages_are_found_with_their_names_kinds_and_bytes()
    {
        var large = Enumerable.Range(0, 30_000).Select(i => (byte)(i * 7)).ToArray();
        var file = SampleOutlook.Fraud().File("Invoice.pdf.exe", "MZ program"u8.ToArray()).File("data.bin", large)
            .Message(inner => inner.Text(0x0037, "The inner one").Text(0x0042, "Jo").Text(0x5D02, "jo@example.net").Text(0x1000, "Inner words").File("inner.svg", "<svg/>"u8.ToArray(), "image/svg+xml")).Save();
        var verdict = ShippedMail.Judge.Judge(file, ShippedMail.Office);
        verdict.Message.Attachments.Select(a => (a.Name, a.Kind)).ShouldBe([("Invoice.pdf.exe", FileKind.Program), ("data.bin", FileKind.Other), ("", FileKind.Mail)]);
        verdict.Findings.ShouldContain(f => f.RuleId == "attach.runs");

        using var mail = MimeMessage.Load(new MemoryStream(OutlookMessage.ToMail(file)), TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        mail.Attachments.OfType<MimePart>().Single(p => p.FileName == "data.bin").Content!.DecodeTo(bytes, TestContext.Current.CancellationToken);
        bytes.ToArray().ShouldBe(large);
        var within = mail.Attachments.OfType<MessagePart>().Single().Message!;
        (within.Subject, within.TextBody!.Trim(), within.Attachments.Single().ContentDisposition!.FileName).ShouldBe(("The inner one", "Inner words", "inner.svg"));
    }

    [Fact]
    public void A_page_wrapped_into_rich_text_comes_out_as_it_was()
    {
        // As Outlook writes it ([MS-OXRTFEX] §4): tags in groups of their own, what is for other readers between \htmlrtf and \htmlrtf0.
        const string Rtf = "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}{\\f1\\fnil\\fcharset204 Arial Cyr;}}{\\colortbl\\red0\\green0\\blue0;}\\uc1\\pard\\plain"
            + "{\\*\\htmltag19 <html>}{\\*\\htmltag50 <body>}{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Verify your account: caf\\'e9 \\u8364? "
            + "{\\*\\htmltag84 <a href=\"http://203.0.113.9/login\">}\\htmlrtf {\\field{\\*\\fldinst{HYPERLINK \"http://203.0.113.9/login\"}}{\\fldrslt\\cf1\\ul \\htmlrtf0 paypal.com\\htmlrtf }\\htmlrtf0 }\\htmlrtf0 {\\*\\htmltag92 </a>}"
            + "{\\f1 \\'cf\\'f0}{\\*\\htmltag84 &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 end{\\*\\htmltag72 </p>}\\htmlrtf\\par}\\htmlrtf0{\\*\\htmltag58 </body>}}";
        var reading = new MailReader().Read(new SampleOutlook().Text(0x0037, "x").Bytes(0x1009, SampleOutlook.Packed(Rtf)).Save());
        reading.IsHtml.ShouldBeTrue();
        reading.Text.Replace('\u00A0', ' ').ShouldBe("Verify your account: café € paypal.comПр end");
        reading.Links.ShouldContain(l => l.Target == "http://203.0.113.9/login" && l.Shown == "paypal.com" && l.Kind == LinkKind.Anchor);
    }

    [Fact]
    public void Other_rich_text_gives_its_words_and_links()
    {
        const string Rtf = "{\\rtf1\\ansi{\\fonttbl{\\f0 Calibri;}}{\\*\\generator Riched20;}{\\stylesheet{Normal;}}Dear <Ann>,\\par see {\\field{\\*\\fldinst HYPERLINK \"https://evil.example/?a=1&b=2\"}{\\fldrslt the draft}} \\u-10179?\\u-8704?{\\pict 0102030405}}";
        var reading = new MailReader().Read(new SampleOutlook().Text(0x0037, "x").Bytes(0x1009, SampleOutlook.Packed(Rtf)).Save());
        reading.Text.ShouldBe("Dear <Ann>,\nsee the draft 😀");
        reading.Links.ShouldHaveSingleItem().Target.ShouldBe("https://evil.example/?a=1&b=2");
    }

    [Theory]
    // The two examples of [MS-OXRTFCP] §3.
    [InlineData("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0", "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n")]
    [InlineData("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0", "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}")]
    public void Packed_rich_text_is_unpacked_as_the_specification_shows(string packed, string rtf) =>
        Encoding.ASCII.GetString(CompressedRtf.Unpack(Convert.FromHexString(packed), 10_000)).ShouldBe(rtf);

    [Fact]
    public void An_old_Office_document_is_no_mail_and_the_error_says_what_to_do()
    {
        var root = new CompoundNode("Root Entry");
        root.Add(new CompoundNode("WordDocument", new byte[5_000]));
        Should.Throw<FormatException>(() => new MailReader().Read(CompoundFileWriter.Write(root))).Message.ShouldContain("save it as .msg or .eml");
    }
}
