using System.Diagnostics;
using System.Text;
using QRCoder;
using Serjeant.Outside.Insides;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Pictures.Codes;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Pictures;

public sealed class QrReaderTests(Browsers browsers)
{
    private const string Link = "https://evil.example/a?b=c";

    internal static byte[] Png(string text = Link, int pixels = 6)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return code.GetGraphic(pixels);
    }

    /// <summary>A mail with the picture within its text.</summary>
    internal static byte[] Mail(byte[] picture, string type = "image/png") => Encoding.ASCII.GetBytes(
        "From: IT <it@help.example>\r\nTo: office@hembury.example\r\nSubject: Scan this\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Scan the code<img src=cid:q>\r\n"
        + $"--b\r\nContent-Type: {type}\r\nContent-ID: <q>\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(picture, Base64FormattingOptions.InsertLineBreaks)}\r\n--b--\r\n");

    [Fact]
    public void A_code_is_read_from_a_png() => QrReader.Read(Png()).ShouldBe([Link]);

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    public async Task A_code_is_read_as_a_browser_draws_it(string type)
    {
        var redrawer = new PictureRedrawer(browsers.Host);
        var picture = type == "image/jpeg" ? (await redrawer.ShowAsync(Png(), 400, false, TestContext.Current.CancellationToken)).Jpeg : await redrawer.CoverAsync(Png(), [], TestContext.Current.CancellationToken);
        PictureHead.Read(picture)!.MediaType.ShouldBe(type);
        QrReader.Read(picture).ShouldBe([Link]);
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var broken = (byte[])picture.Clone();
            for (var flips = random.Next(1, 8); flips > 0; flips--) broken[random.Next(3, broken.Length)] = (byte)random.Next(256);
            Should.NotThrow(() => QrReader.Read(broken));
        }
    }

    [Fact]
    public void A_white_code_on_black_is_read()
    {
        var plain = PngReader.Read(Png(), PictureHead.Read(Png())!)!;
        QrReader.Read(TestPng.Make(plain.Width, plain.Height, (x, y) => (byte)(255 - plain.Pixels[y * plain.Width + x]) is var v ? (v, v, v) : default)).ShouldBe([Link]);
    }

    [Fact]
    public void A_code_is_read_from_a_gif() => QrReader.Read(Gif(PngReader.Read(Png(), PictureHead.Read(Png())!)!)).ShouldBe([Link]);

    [Fact]
    public void A_code_is_read_from_an_interlaced_gif()
    {
        var plain = PngReader.Read(Png(), PictureHead.Read(Png())!)!;
        // The order in which GIF89a (Appendix E) writes the rows.
        var order = new[] { (0, 8), (4, 8), (2, 4), (1, 2) }.SelectMany(p => Enumerable.Range(0, plain.Height).Where(y => y >= p.Item1 && (y - p.Item1) % p.Item2 == 0));
        var gif = Gif(plain with { Pixels = [.. order.SelectMany(y => plain.Pixels.Skip(y * plain.Width).Take(plain.Width))] }, interlaced: true);
        GifReader.Read(gif, PictureHead.Read(gif)!)!.Pixels.ShouldBe([.. plain.Pixels.Select(p => p > 127 ? (byte)255 : (byte)0)]);
        QrReader.Read(gif).ShouldBe([Link]);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/octet-stream")]
    public void A_mail_s_pictures_are_found_whatever_they_say_that_they_are(string type) => MailInsides.Of(Mail(Png(), type)).QrCodes.ShouldBe([Link]);

    [Fact]
    public async Task A_code_is_read_from_an_interlaced_png()
    {
        var plain = PngReader.Read(Png(), PictureHead.Read(Png())!)!;
        var interlaced = TestPng.Make(plain.Width, plain.Height, (x, y) => (plain.Pixels[y * plain.Width + x], plain.Pixels[y * plain.Width + x], plain.Pixels[y * plain.Width + x]), interlaced: true);
        PngReader.Read(interlaced, PictureHead.Read(interlaced)!)!.Pixels.ShouldBe(plain.Pixels);
        QrReader.Read(interlaced).ShouldBe([Link]);
        // The browser reads what we wrote as the same picture.
        QrReader.Read(await new PictureRedrawer(browsers.Host).CoverAsync(interlaced, [], TestContext.Current.CancellationToken)).ShouldBe([Link]);
    }

    [Theory]
    [InlineData("<img src=\"data:image/png;base64,{0}\">", false)]
    [InlineData("<IMG SRC='DATA:image/x;charset=x;BASE64,{0}'>", false)]
    [InlineData("<td style=\"background:url(data:image/png;base64,{0})\">", false)]
    [InlineData("<img src=\"data:image/png,nothing\"><img src=\"data:image/png;base64,!!\"><img src=\"data:image/png;base64,{0}\">", true)]
    public void A_picture_within_the_text_itself_is_found(string html, bool escaped)
    {
        var picture = Convert.ToBase64String(Png());
        if (escaped) picture = picture.Replace("+", "%2B", StringComparison.Ordinal).Replace("=", "&#61;", StringComparison.Ordinal);
        var body = Convert.ToBase64String(Encoding.ASCII.GetBytes(html.Replace("{0}", picture, StringComparison.Ordinal)), Base64FormattingOptions.InsertLineBreaks);
        MailInsides.Of(Encoding.ASCII.GetBytes($"From: IT <it@help.example>\r\nSubject: Scan this\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n")).QrCodes.ShouldBe([Link]);
    }

    [Fact]
    public void A_text_full_of_beginnings_costs_little()
    {
        var text = string.Concat(Enumerable.Repeat("data:image/png;base64,AAAA", 200_000));
        var began = Stopwatch.GetTimestamp();
        MailInsides.Of(Encoding.ASCII.GetBytes($"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{text}\r\n")).QrCodes.ShouldBeEmpty();
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_picture_without_a_code_has_none_and_costs_little()
    {
        var noise = TestPng.Make(1_000, 1_000, (x, y) => ((byte)(x * 31 + y * 17 ^ x * y), (byte)(x * y), (byte)(x ^ y)));
        var began = Stopwatch.GetTimestamp();
        QrReader.Read(noise).ShouldBeEmpty();
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Broken_and_overlarge_pictures_have_none()
    {
        var random = new Random(7);
        byte[][] whole = [Png(), Gif(PngReader.Read(Png(), PictureHead.Read(Png())!)!)];
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = (byte[])whole[i % 2].Clone();
            for (var flips = random.Next(1, 8); flips > 0; flips--) bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            Should.NotThrow(() => QrReader.Read(bytes.AsSpan(0, random.Next(9, bytes.Length + 1)).ToArray()));
        }
        var huge = Png();
        (huge[16], huge[17], huge[20], huge[21]) = (0, 0x20, 0, 0x20); // over two million each way
        QrReader.Read(huge).ShouldBeEmpty();
        QrReader.Read(new byte[QrReader.MostBytes + 1]).ShouldBeEmpty();
    }

    // With a clear code before the codes would grow: no compression, but a GIF.
    private static byte[] Gif(GreyPicture grey, bool interlaced = false)
    {
        var bits = new List<bool>();
        void Code(int value)
        {
            for (var i = 0; i < 3; i++) bits.Add((value >> i & 1) == 1);
        }
        foreach (var pixel in grey.Pixels)
        {
            Code(4);
            Code(pixel > 127 ? 1 : 0);
        }
        Code(5);
        var data = new byte[(bits.Count + 7) / 8];
        for (var i = 0; i < bits.Count; i++) if (bits[i]) data[i / 8] |= (byte)(1 << i % 8);
        byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];
        List<byte> gif = [.. "GIF89a"u8, .. U16(grey.Width), .. U16(grey.Height), 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, .. U16(grey.Width), .. U16(grey.Height), (byte)(interlaced ? 0x40 : 0), 2];
        foreach (var block in data.Chunk(255)) gif.AddRange([(byte)block.Length, .. block]);
        return [.. gif, 0, 0x3B];
    }
}
