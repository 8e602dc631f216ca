using System.Text;
using Serjeant.Desk.Tests.Outside.Insides;
using Serjeant.Desk.Tests.Outside.Pictures;
using Serjeant.Engines.Tests.Mail.Outlook;
using Serjeant.Mail;
using Serjeant.Mail.Scoring;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks;

/// <summary>Large and many-parted mail on its whole way: two seconds and bounded memory, and nothing cleared that was not read.</summary>
public sealed class LargeMailTests
{
    private const string From = "From: Sam Lee <sam@example.org>\nTo: office@annlee.example\nSubject: Friday\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee you on Friday.\n";

    [Theory]
    [InlineData("application/zip; name=a.zip", "UEsDBA")]
    [InlineData("application/pdf; name=a.pdf", "JVBERi0xLjcK")]
    [InlineData("image/png; name=a.png", "iVBORw0KGgo")]
    [InlineData("text/plain", "A")]
    [InlineData("text/html", "PHA+RnJpZGF5")]
    public void A_hundred_megabytes_of_attachment_take_bounded_memory(string type, string begin)
    {
        var head = Encoding.ASCII.GetBytes($"{From}--b\nContent-Type: {type}\nContent-Transfer-Encoding: base64\n\n{begin}");
        var raw = new byte[100 * 1024 * 1024];
        raw.AsSpan().Fill((byte)'A');
        for (var at = head.Length + 60; at < raw.Length; at += 77) raw[at] = (byte)'\n';
        head.CopyTo(raw, 0);
        var verdict = WholeWay.Of(raw, 256L << 20, type).Verdict!;
        verdict.Message.Text.ShouldContain("Friday");
        verdict.Message.Cuts.ShouldContain(c => c.Contains("larger than 48 MB", StringComparison.Ordinal));
        verdict.Verdict.ShouldNotBe(Verdict.None);
    }

    [Fact]
    public void A_hundred_megabytes_of_an_Outlook_file_take_bounded_memory()
    {
        var outlook = SampleOutlook.Fraud();
        for (var i = 0; i < 12; i++) outlook.File(FormattableString.Invariant($"{i}.pdf"), [.. "%PDF-1.7\n"u8, .. new byte[500_000]]);
        var raw = outlook.Save();
        Array.Resize(ref raw, 100 * 1024 * 1024);
        var verdict = WholeWay.Of(raw, 160L << 20, "Outlook").Verdict!;
        verdict.Verdict.ShouldBe(Verdict.Red);
        verdict.Message.Attachments.Count.ShouldBe(12);
        verdict.Message.Cuts.ShouldHaveSingleItem().ShouldContain("larger than 48 MB");
    }

    [Fact]
    public void Ten_thousand_parts_and_a_thousand_levels_take_bounded_memory()
    {
        var parts = new StringBuilder(From);
        for (var i = 0; i < 10_000; i++) parts.Append("--b\nContent-Type: image/png\n\nx\n");
        WholeWay.Of(Encoding.ASCII.GetBytes(parts.Append("--b--\n").ToString()), 64L << 20, "parts").Verdict!.Verdict.ShouldBe(Verdict.Amber);
        var deep = new StringBuilder("From: a@example.org\n");
        for (var i = 0; i < 2_000; i++) deep.Append("Content-Type: message/rfc822\n\nFrom: a@example.org\n");
        WholeWay.Of(Encoding.ASCII.GetBytes(deep.Append("\nx").ToString()), 32L << 20, "messages within messages");
    }

    [Fact]
    public void More_PDFs_than_are_looked_into_are_told_and_not_cleared_and_more_pictures_are_told()
    {
        var verdict = Judged(Enumerable.Range(0, 13).Select(i => (FormattableString.Invariant($"application/pdf; name={i}.pdf"), PdfLinkTests.Pdf("<< /Type /Catalog >>"))));
        (verdict.Verdict, verdict.Findings.Single(f => f.Points > 0).RuleId).ShouldBe((Verdict.Amber, MailScoring.CutRule));
        verdict.Message.Cuts.ShouldHaveSingleItem().ShouldContain("more than 12 PDFs");

        verdict = Judged(Enumerable.Range(0, 13).Select(i => (FormattableString.Invariant($"image/png; name={i}.png"), QrReaderTests.Png("Friday", 2))));
        verdict.Message.Cuts.ShouldHaveSingleItem().ShouldContain("more than 12 pictures");
        verdict.Message.IsPartial.ShouldBeFalse();
    }

    private static MailVerdict Judged(IEnumerable<(string Type, byte[] Bytes)> files) => WholeWay.Of(
        Encoding.ASCII.GetBytes(From + string.Concat(files.Select(f => $"--b\nContent-Type: {f.Type}\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(f.Bytes, Base64FormattingOptions.InsertLineBreaks)}\n")) + "--b--\n"), 64L << 20, "files").Verdict!;
}
