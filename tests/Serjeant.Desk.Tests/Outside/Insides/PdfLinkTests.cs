using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Serjeant.Mail;
using Serjeant.Outside.Insides;
using Serjeant.Outside.Pdf;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Insides;

/// <summary>Links of PDFs: printed by Chromium and written anew by qpdf, and as those write them who want to hide one.</summary>
public sealed class PdfLinkTests(Browsers browsers)
{
    private const string Link = "https://evil.example/a?b=c";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("--object-streams=generate")]
    [InlineData("--stream-data=uncompress --object-streams=generate")]
    [InlineData("--qdf --object-streams=disable")]
    [InlineData("--linearize --object-streams=generate")]
    public async Task A_printed_page_s_links_are_found_however_the_file_is_packed(string packed)
    {
        var pdf = await new PdfPrinter(browsers.Host).PrintAsync($"<p>Your parcel is waiting. <a href=\"{Link}\">Choose a day</a>, <a href=\"{Link}\">or another</a>, <a href=\"https://other.example/\">ask us</a>", new PdfPage(), Cancel);
        if (packed.Length > 0) pdf = PdfCodeTests.Qpdf(pdf, packed.Split(' '));
        MailInsides.Of(Mail(pdf)).PdfLinks.ShouldBe([new FileLink("parcel.pdf", Link), new FileLink("parcel.pdf", "https://other.example/")], ignoreOrder: true);
    }

    [Theory]
    [InlineData("<< /S /URI /URI (https://evil.example/a?b=c) >>")]
    [InlineData("<</URI(https://evil.example/a?b=c)/S/URI>>")]
    [InlineData("<< /S /URI /URI\r\n % said to be (https://good.example/)\r\n(https://evil.example/a?b=c)>>")]
    [InlineData("<< /S /#55RI /U#52#49 (https://evil.example/a?b=c) >>")]
    [InlineData("<< /S /URI /URI <68747470733A2F2F6576696c2e6578616d70 6c652f613f623d63> >>")]
    [InlineData("<< /S /URI /URI (\\150ttps:\\057/evil.exam\\\r\nple/a?b\\=c) >>")]
    [InlineData("<< /S /URI /URI 7 0 R >> endobj 7 0 obj (https://evil.example/a?b=c) endobj")]
    [InlineData("% << /Length 9 >> stream\n<< /S /URI /URI (https://evil.example/a?b=c) >> endobj")]
    public void A_link_is_found_however_it_is_written(string written)
    {
        MailInsides.Of(Mail(Pdf(written))).PdfLinks.ShouldBe([new FileLink("parcel.pdf", Link)]);
        // The same within an object stream, packed once and twice.
        MailInsides.Of(Mail(Pdf(Stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", Deflate(written))))).PdfLinks.ShouldBe([new FileLink("parcel.pdf", Link)]);
        MailInsides.Of(Mail(Pdf(Stream("/Type/Obj#53tm /Filter [/FlateDecode /FlateDecode]", Deflate(Deflate(written)))))).PdfLinks.ShouldBe([new FileLink("parcel.pdf", Link)]);
    }

    [Fact]
    public void A_false_beginning_of_a_stream_hides_nothing()
    {
        var objects = Stream("/Type /ObjStm /Filter /FlateDecode", Deflate($"<< /S /URI /URI ({Link}) >>"));
        MailInsides.Of(Mail(Pdf("% 1 0 obj << >> stream\n" + objects + "\n% endstream"))).PdfLinks.ShouldBe([new FileLink("parcel.pdf", Link)]);
    }

    [Fact]
    public void Words_that_only_speak_of_links_are_none()
    {
        foreach (var written in new[] { "<< /URIs (https://evil.example/) >>", "<< /S /URI /URI (no end", "<< /S /URI /URI () >>", "<< /S /URI /URI <68zz> >>", "(see https://evil.example/)" })
            MailInsides.Of(Mail(Pdf(written))).PdfLinks.ShouldBeEmpty(written);
    }

    [Fact]
    public void A_base_address_counts_and_a_file_that_was_filled_up_hides_nothing()
    {
        MailInsides.Of(Mail(Pdf("<< /Type /Catalog /URI << /Base (https://evil.example/) >> >> << /S /URI /URI (sign-in) >>"))).PdfLinks.Select(l => l.Address).ShouldBe(["https://evil.example/", "sign-in"]);
        MailInsides.Of(Mail(Pdf($"<< /S /URI /URI ({Link}) >>" + new string(' ', 9_000_000)))).PdfLinks.ShouldHaveSingleItem().Address.ShouldBe(Link);
    }

    [Fact]
    public void Hostile_files_cost_little_and_have_a_bounded_number()
    {
        var many = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<< /S /URI /URI (https://a.example/{i}) >>\n"));
        MailInsides.Of(Mail(Pdf(many))).PdfLinks.Count.ShouldBe(MailInsides.MostLinks);
        var bomb = Deflate(Deflate(new string(' ', 40_000_000)));
        var picture = "/Subtype /Image /Width 2000 /Height 2000 /BitsPerComponent 8 /Filter /FlateDecode";
        string[] hostile =
        [
            Stream("/Type /ObjStm /Filter [/FlateDecode /FlateDecode]", bomb),
            string.Concat(Enumerable.Repeat(Stream("/Type /ObjStm /Filter /FlateDecode", Deflate(new string('/', 9_000_000))), 500)),
            string.Concat(Enumerable.Repeat("1 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n", 100_000)),
            string.Concat(Enumerable.Repeat($"1 0 obj << {picture} >> stream\n", 80_000)),
            string.Concat(Enumerable.Repeat(Stream(picture, Deflate(new byte[100_000])), 500)),
            string.Concat(Enumerable.Repeat("/URI(", 1_600_000)),
            string.Concat(Enumerable.Repeat("/URI<4", 1_300_000)),
            string.Concat(Enumerable.Repeat("/URI%", 1_600_000)),
            string.Concat(Enumerable.Repeat("/URI<<", 1_300_000)),
            "/URI 1 0 R " + new string('(', 8_000_000),
            "/URI 1 0 R " + string.Concat(Enumerable.Repeat("(h", 4_000_000)),
            "/URI" + new string(' ', 8_000_000),
        ];
        foreach (var (pdf, i) in hostile.Select((h, i) => (h, i)))
        {
            var began = Stopwatch.GetTimestamp();
            MailInsides.Of(Mail(Pdf(pdf))).PdfLinks.ShouldBeEmpty($"{i}");
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10), $"{i}");
        }
    }

    [Fact]
    public void Broken_files_break_nothing()
    {
        var whole = Pdf($"<< /S /URI /URI ({Link}) >>\n" + Stream("/Type /ObjStm /Filter /FlateDecode", Deflate($"<< /S /URI /URI ({Link}) >> << /URI 3 0 R >>")));
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var flips = random.Next(1, 30); flips > 0; flips--) bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            Should.NotThrow(() => MailInsides.Of(Mail(bytes[..random.Next(9, bytes.Length + 1)])));
        }
    }

    internal static byte[] Mail(byte[] pdf) => Encoding.ASCII.GetBytes(
        "From: Parcels <post@parcels.example>\r\nTo: office@hembury.example\r\nSubject: Your parcel\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlease see the file.\r\n"
        + $"--b\r\nContent-Type: application/octet-stream; name=parcel.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(pdf, Base64FormattingOptions.InsertLineBreaks)}\r\n--b--\r\n");

    internal static byte[] Pdf(string objects) => Encoding.Latin1.GetBytes($"%PDF-1.7\n4 0 obj\n{objects}\nendobj\n");

    private static string Stream(string head, string body) => $"5 0 obj << {head} /Length {body.Length} >> stream\n{body}\nendstream endobj\n";

    private static string Deflate(string text) => Deflate(Encoding.Latin1.GetBytes(text));

    private static string Deflate(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(bytes);
        return Encoding.Latin1.GetString(packed.ToArray());
    }
}
