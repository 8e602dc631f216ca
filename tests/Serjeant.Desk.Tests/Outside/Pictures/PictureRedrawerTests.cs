using System.Text;
using Serjeant.Outside.Pictures;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Outside.Pictures;

public sealed class PictureRedrawerTests(Browsers browsers)
{
    private const string Secret = "51.5007 N, 0.1246 W";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private PictureRedrawer Pictures => new(browsers.Host);

    private static (byte, byte, byte) Colour(int x, int y) => ((byte)(x * 5), (byte)(y * 7), (byte)(x * y));

    [Fact]
    public async Task What_is_under_a_box_is_black_the_rest_is_the_same_to_the_pixel_and_nothing_else_is_in_the_file()
    {
        var source = TestPng.Make(50, 36, Colour, ("tEXt", "Comment\0" + Secret), ("eXIf", "MM\0*" + Secret));
        PictureBox[] boxes = [new(0, 0, 7, 5), new(20, 10, 25, 26), new(49, 35, 1, 1)];

        var png = await Pictures.CoverAsync(source, boxes, Cancel);

        var (width, height, at) = TestPng.Read(png);
        (width, height).ShouldBe((50, 36));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                at(x, y).ShouldBe(boxes.Any(b => x >= b.Left && x < b.Left + b.Width && y >= b.Top && y < b.Top + b.Height) ? ((byte)0, (byte)0, (byte)0) : Colour(x, y), $"{x}, {y}");
        TestPng.ChunksOf(png).Distinct().ShouldBe(["IHDR", "IDAT", "IEND"]);
        Encoding.Latin1.GetString(png).ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_photograph_is_stood_up_as_it_says_and_what_it_says_is_left_out()
    {
        var upright = await Pictures.ShowAsync(TestPng.Make(40, 20, (x, _) => x < 20 ? ((byte)250, (byte)0, (byte)0) : ((byte)0, (byte)0, (byte)250)), 100, false, Cancel);
        var lying = WithExif(upright.Jpeg);
        Encoding.Latin1.GetString(lying).ShouldContain(Secret);

        var png = await Pictures.CoverAsync(lying, [new PictureBox(0, 30, 20, 10)], Cancel);

        var (width, height, at) = TestPng.Read(png);
        (width, height).ShouldBe((20, 40));
        at(10, 2).R.ShouldBeGreaterThan((byte)200); // The left side is on top now.
        at(10, 25).B.ShouldBeGreaterThan((byte)200);
        at(10, 35).ShouldBe(((byte)0, (byte)0, (byte)0));
        Encoding.Latin1.GetString(png).ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_veiled_picture_shows_no_letter_of_what_was_in_it()
    {
        // Stripes as fine as writing: an uncovered picture has them, a veiled one has one even grey.
        var stripes = TestPng.Make(240, 120, (x, _) => x / 3 % 2 == 0 ? ((byte)0, (byte)0, (byte)0) : ((byte)255, (byte)255, (byte)255));
        (await SpreadAsync(veiled: false)).ShouldBeGreaterThan(150);
        (await SpreadAsync(veiled: true)).ShouldBeLessThan(40);

        async Task<int> SpreadAsync(bool veiled)
        {
            var shown = await Pictures.ShowAsync(stripes, 240, veiled, Cancel);
            var (_, _, at) = TestPng.Read(await Pictures.CoverAsync(shown.Jpeg, [], Cancel));
            var row = Enumerable.Range(0, 240).Select(x => (int)at(x, 60).G).ToList();
            return row.Max() - row.Min();
        }
    }

    [Theory]
    [InlineData(40, 10, 11, 5)]
    [InlineData(-1, 0, 5, 5)]
    [InlineData(0, 30, 5, 7)]
    [InlineData(0, 0, 0, 5)]
    [InlineData(int.MaxValue, 0, int.MaxValue, 5)]
    public async Task A_box_outside_the_picture_is_refused(int left, int top, int width, int height)
    {
        var refused = await Should.ThrowAsync<PictureException>(() => Pictures.CoverAsync(TestPng.Make(50, 36, Colour), [new PictureBox(left, top, width, height)], Cancel));
        refused.Message.ShouldContain("50 by 36");
    }

    [Fact]
    public async Task What_is_no_picture_or_a_broken_one_or_one_of_too_many_pixels_is_refused_with_words()
    {
        var whole = TestPng.Make(50, 36, Colour);
        var bomb = whole.ToArray();
        (bomb[16], bomb[17], bomb[20], bomb[21]) = (0, 1, 0, 1);
        byte[][] hostile =
        [
            [], "<svg xmlns='http://www.w3.org/2000/svg'><image href='http://127.0.0.1/'/></svg>"u8.ToArray(), "<script>alert(1)</script>"u8.ToArray(),
            whole[..40], whole[..20], bomb, [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 10, 0, 10, 0, 0], [.. "GIF89a"u8, 10, 0, 10, 0, 0, 0, 0],
        ];
        foreach (var bytes in hostile)
            (await Should.ThrowAsync<PictureException>(() => Pictures.CoverAsync(bytes, [], Cancel))).Message.ShouldNotBeEmpty();
    }

    [Fact]
    public void Whatever_bytes_are_read_as_a_head_none_throw()
    {
        var random = new Random(7);
        byte[][] starts = [TestPng.Make(3, 3, Colour), [0xFF, 0xD8, 0xFF, 0xE1, 0, 8], [.. "GIF87a"u8, 1, 0, 1, 0], [.. "RIFF0000WEBPVP8X"u8, .. new byte[20]], [.. "RIFF0000WEBPVP8L"u8, .. new byte[20]]];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = starts[random.Next(starts.Length)].ToArray();
            for (var flips = random.Next(6); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var head = PictureHead.Read(bytes.AsSpan(0, random.Next(bytes.Length + 1)));
            (head is null || head.Width > 0 && head.Height > 0).ShouldBeTrue();
        }
    }

    /// <summary>The JPEG with an EXIF part (TIFF 6.0) that says "turn me to the right" and where it was taken.</summary>
    private static byte[] WithExif(byte[] jpeg)
    {
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Secret)];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }
}
