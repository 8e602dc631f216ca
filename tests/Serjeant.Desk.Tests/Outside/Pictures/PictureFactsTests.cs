using System.Diagnostics;
using System.Text;
using Serjeant.Outside.Pictures.Facts;
using Shouldly;
using Xunit;
using static Serjeant.Desk.Tests.Outside.Pictures.PlantedPictures;

namespace Serjeant.Desk.Tests.Outside.Pictures;

public sealed class PictureFactsTests
{
    private static readonly byte[] BareJpeg = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9];
    private static readonly byte[] BareWebP = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. "VP8L"u8, 5, 0, 0, 0, 0x2F, 0, 0, 0, 0, 0];

    private static byte[] BarePng => TestPng.Make(3, 3, (_, _) => (1, 2, 3));

    private static IEnumerable<(string Way, byte[] Picture)> Exifs(byte[] tiff) =>
    [
        ("jpeg", Jpeg(BareJpeg, InExif(tiff))), ("png", Png(BarePng, ("eXIf", tiff))), ("webp", WebP(BareWebP, 1, 1, ("EXIF", tiff))),
        ("webp with JPEG's mark", WebP(BareWebP, 1, 1, ("EXIF", [.. "Exif\0\0"u8, .. tiff]))), ("heic", Heic(tiff)),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Camera_time_and_place_are_read_from_exif_in_each_kind_of_picture(bool bigEnd)
    {
        foreach (var (way, picture) in Exifs(Exif(bigEnd)))
        {
            var facts = Read(picture);
            (facts.Camera, facts.Taken, facts.HasPlace, facts.Place?.ToString()).ShouldBe((Maker, "2026-05-03 09:30:12 +01:00", true, Place), way);
        }
    }

    [Fact]
    public void Xmp_iptc_and_notes_are_read_too()
    {
        byte[][] xmps = [Jpeg(BareJpeg, InXmp()), Png(BarePng, InPngXmp(false)), Png(BarePng, InPngXmp(true)), WebP(BareWebP, 1, 1, ("XMP ", Xmp)), Heic([])];
        foreach (var picture in xmps)
        {
            var facts = Read(picture);
            (facts.Camera, facts.Taken, facts.Place?.ToString(), facts.PlaceWords).ShouldBe((Maker, "2026-05-03T09:30:12+01:00", Place, Town));
        }
        var agency = Read(Jpeg(BareJpeg, InIptc()));
        (agency.HasPlace, agency.Place, agency.PlaceWords).ShouldBe((true, null, $"{Town}, UK"));
        Read(Jpeg(BareJpeg, InComment())).ShouldBe(new PictureFacts { HasNote = true });
        Read(Png(BarePng, InPngText())).ShouldBe(new PictureFacts { HasNote = true });
        foreach (var bare in new[] { BareJpeg, BarePng, BareWebP, [], "GIF89a"u8.ToArray(), "<svg/>"u8.ToArray() })
            Read(bare).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_list_that_leads_back_to_itself_ends_and_a_count_beyond_the_file_names_nothing()
    {
        Read(Jpeg(BareJpeg, InExif(Exif(next: 8)))).Place!.ToString().ShouldBe(Place);

        // The lists of the camera and of the place are the first one itself.
        var circle = Exif();
        foreach (var entry in new[] { 10 + 12, 10 + 24 })
            circle.AsSpan(entry + 8, 4).Clear();
        (circle[10 + 12 + 11], circle[10 + 24 + 11]) = (8, 8);
        Read(Jpeg(BareJpeg, InExif(circle))).ShouldBe(new PictureFacts { Camera = Maker });

        var huge = Exif();
        huge.AsSpan(10 + 4, 4).Fill(0xFF); // how long the maker's name is
        Read(Jpeg(BareJpeg, InExif(huge))).Camera.ShouldBeNull();
        var list = Exif();
        list.AsSpan(8, 2).Fill(0xFF); // 65,535 entries
        Read(Jpeg(BareJpeg, InExif(list))).Camera.ShouldBe(Maker);
        var nowhere = Exif();
        nowhere.AsSpan(4, 4).Fill(0xFF);
        Read(Jpeg(BareJpeg, InExif(nowhere))).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 0)] // by nought
    [InlineData(90, 1)] // 90° and 30 minutes
    [InlineData(uint.MaxValue, 1)]
    public void A_place_that_is_none_is_said_to_be_there_and_not_made_up(uint degrees, uint by)
    {
        var tiff = Exif();
        var at = tiff.Length - 48;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at), degrees);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at + 4), by);
        var facts = Read(Jpeg(BareJpeg, InExif(tiff)));
        (facts.HasPlace, facts.Place).ShouldBe((true, null));
    }

    [Fact]
    public void What_a_file_says_is_one_short_line_whatever_it_holds()
    {
        var xmp = Encoding.UTF8.GetBytes($"<a tiff:Model=\"{new string('x', 390)}\" xmp:CreatorTool=\"a&#10;b&lt;script&gt;\" photoshop:City=\"\" photoshop:Country='");
        var facts = Read(WebP(BareWebP, 1, 1, ("XMP ", xmp)));
        facts.Camera!.Length.ShouldBe(200);
        facts.Program.ShouldBe("a b<script>");
        facts.HasPlace.ShouldBeFalse();
    }

    [Fact]
    public void Whatever_is_cut_off_or_changed_nothing_throws_and_nothing_takes_long_or_much_room()
    {
        var random = new Random(11);
        byte[][] whole =
        [
            .. Exifs(Exif()).Select(e => e.Picture), .. Exifs(Exif(bigEnd: false)).Select(e => e.Picture),
            Jpeg(BareJpeg, InXmp(), InIptc(), InComment()), Png(BarePng, InPngXmp(true), InPngText()),
        ];
        foreach (var picture in whole)
            for (var length = 0; length < picture.Length; length++)
                Read(picture[..length]);
        var (clock, room) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < 40_000; i++)
        {
            var bytes = whole[random.Next(whole.Length)].ToArray();
            for (var flips = random.Next(1, 8); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)255 : (byte)random.Next(256);
            Read(bytes);
        }
        ((GC.GetAllocatedBytesForCurrentThread() - room) / 40_000).ShouldBeLessThan(300_000);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));

        // A name a hundred thousand times, with a value that never ends.
        var names = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("exif:GPSLatitude>", 100_000)));
        clock.Restart();
        Read(WebP(BareWebP, 1, 1, [.. Enumerable.Repeat(("XMP ", names), 64)])).HasPlace.ShouldBeFalse();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static PictureFacts Read(byte[] picture) => PictureFacts.Read(picture);
}
