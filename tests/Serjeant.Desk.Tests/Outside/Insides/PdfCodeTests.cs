using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Serjeant.Outside.Pdf;
using Serjeant.Desk.Tests.Outside.Pictures;
using Serjeant.Outside.Insides;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Pictures.Codes;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Insides;

/// <summary>QR codes in PDFs: printed by Chromium and written anew by qpdf, and in the packings that other programs use.</summary>
public sealed class PdfCodeTests(Browsers browsers)
{
    private const string Link = "https://evil.example/a?b=c";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly GreyPicture Code = PngReader.Read(QrReaderTests.Png(), PictureHead.Read(QrReaderTests.Png())!)!;

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(false, "--object-streams=generate")]
    [InlineData(false, "--stream-data=uncompress")]
    [InlineData(false, "--qdf --object-streams=disable")]
    [InlineData(true, "--linearize")]
    public async Task A_code_on_a_printed_page_is_found_however_the_file_is_packed(bool asPhotograph, string packed)
    {
        var picture = QrReaderTests.Png();
        var type = "image/png";
        if (asPhotograph) (picture, type) = ((await new PictureRedrawer(browsers.Host).ShowAsync(picture, 400, false, Cancel)).Jpeg, "image/jpeg");
        var pdf = await new PdfPrinter(browsers.Host).PrintAsync($"<h1>Your parcel</h1><img width=300 alt=scan src=\"data:{type};base64,{Convert.ToBase64String(picture)}\">", new PdfPage(), Cancel);
        if (packed.Length > 0) pdf = Qpdf(pdf, packed.Split(' '));
        MailInsides.Of(QrReaderTests.Mail(pdf, "application/pdf")).QrCodes.ShouldBe([Link]);
    }

    [Theory]
    [InlineData("/ColorSpace /DeviceGray /BitsPerComponent 8", 8, false, false)]
    [InlineData("/ColorSpace /DeviceGray /BitsPerComponent 1", 1, false, false)]
    [InlineData("/ImageMask true /BitsPerComponent 1", 1, false, true)]
    [InlineData("/ColorSpace [/Indexed /DeviceRGB 1 <000000 ffffff>] /BitsPerComponent 1", 1, false, true)]
    [InlineData("/ColorSpace [/Indexed /DeviceRGB 1 <ffffff000000>] /BitsPerComponent 1", 1, false, false)]
    [InlineData("/ColorSpace 9 0 R /BitsPerComponent 8", 24, true, false)]
    [InlineData("/ColorSpace /DeviceRGB /BitsPerComponent 8 /DecodeParms << /Predictor 15 /Colors 3 /Columns 222 >>", 24, true, true)]
    public void A_code_is_found_in_every_packing_of_rows(string colours, int bits, bool letters, bool told)
    {
        var rows = new MemoryStream();
        for (var y = 0; y < Code.Height; y++)
        {
            if (colours.Contains("Predictor", StringComparison.Ordinal)) rows.WriteByte(0);
            for (var x = 0; x < Code.Width; x++)
            {
                var value = Code.Pixels[y * Code.Width + x];
                if (bits == 24) rows.Write([value, value, value]);
                else if (bits == 8) rows.WriteByte(value);
                else if (x % 8 == 0) rows.WriteByte((byte)Enumerable.Range(0, 8).Sum(i => x + i < Code.Width && Code.Pixels[y * Code.Width + x + i] > 127 ? 128 >> i : 0));
            }
        }
        var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionMode.Compress, leaveOpen: true)) deflate.Write(rows.ToArray());
        var body = letters ? Letters(packed.ToArray()) : packed.ToArray();
        var filter = letters ? "[ /ASCII85Decode /FlateDecode ]" : "/FlateDecode";
        var head = $"/Type /XObject /Subtype /Image /Width {Code.Width} /Height {Code.Height} {colours} /Filter {filter} /Length {(told ? body.Length.ToString(CultureInfo.InvariantCulture) : "7 0 R")}";
        byte[] pdf = [.. Encoding.ASCII.GetBytes($"%PDF-1.7\n4 0 obj\n<< {head} >>\nstream\r\n"), .. body, .. "\nendstream\nendobj\n"u8];
        MailInsides.Of(QrReaderTests.Mail(pdf, "application/octet-stream")).QrCodes.ShouldBe([Link]);
    }

    [Fact]
    public async Task Broken_and_hostile_files_have_none_and_cost_little()
    {
        var whole = await new PdfPrinter(browsers.Host).PrintAsync($"<img alt=scan src=\"data:image/png;base64,{Convert.ToBase64String(QrReaderTests.Png())}\">", new PdfPage(), Cancel);
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var flips = random.Next(1, 30); flips > 0; flips--) bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            Should.NotThrow(() => MailInsides.Of(QrReaderTests.Mail(bytes[..random.Next(9, bytes.Length + 1)], "application/pdf")));
        }

        var bomb = new MemoryStream();
        using (var deflate = new ZLibStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 4_000; i++) deflate.Write(new byte[100_000]);
        var picture = $"<< /Subtype /Image /Width 2000 /Height 2000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode /Length {bomb.Length} >>\nstream\n";
        byte[][] hostile =
        [
            [.. "%PDF-1.7\n"u8, .. Encoding.ASCII.GetBytes($"1 0 obj {picture}"), .. bomb.ToArray(), .. "\nendstream"u8],
            [.. "%PDF-1.7\n"u8, .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("stream\n", 900_000)))],
            [.. "%PDF-1.7\n"u8, .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1 0 obj << /Subtype /Image /Filter [/FlateDecode /FlateDecode /DCTDecode] >> stream\nendstream\n", 60_000)))],
            [.. "%PDF-1.7\n"u8, .. Encoding.ASCII.GetBytes("1 0 obj /Subtype /Image /Filter [" + new string(' ', 4_000_000))],
        ];
        foreach (var pdf in hostile)
        {
            var began = Stopwatch.GetTimestamp();
            MailInsides.Of(QrReaderTests.Mail(pdf, "application/pdf")).QrCodes.ShouldBeEmpty();
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }
    }

    internal static byte[] Qpdf(byte[] pdf, params string[] how)
    {
        using var folder = new TemporaryFolder();
        var (from, to) = (folder.File("a.pdf"), folder.File("b.pdf"));
        File.WriteAllBytes(from, pdf);
        using var process = Process.Start(new ProcessStartInfo("qpdf", [.. how, from, to]) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, said);
        return File.ReadAllBytes(to);
    }

    private static byte[] Letters(byte[] bytes)
    {
        var letters = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += 4)
        {
            var four = new byte[4];
            var count = Math.Min(4, bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(four);
            var value = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(four);
            if (value == 0 && count == 4)
            {
                letters.Append('z');
                continue;
            }
            var group = new char[5];
            for (var i = 4; i >= 0; i--, value /= 85) group[i] = (char)('!' + value % 85);
            letters.Append(group.AsSpan(0, count + 1));
        }
        return Encoding.ASCII.GetBytes(letters.Append("~>").ToString());
    }
}
