using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Serjeant.Desk.Tests.Outside.Pictures;

/// <summary>Puts what cameras and programs write into pictures: the same camera and place in each of their ways, so that it can be looked for in what is shown.</summary>
internal static class PlantedPictures
{
    public const string Maker = "Secret Phone 9000";
    public const string Town = "Secretborough";

    /// <summary>51°30'12" N, 0°7'39" W.</summary>
    public const string Place = "51.50333, -0.1275";

    public static byte[] Xmp { get; } = Encoding.UTF8.GetBytes(
        $"<x:xmpmeta><rdf:Description tiff:Make=\"{Maker}\" exif:GPSLatitude=\"51,30,12N\" exif:GPSLongitude=\"0,7.65W\"><xmp:CreateDate>2026-05-03T09:30:12+01:00</xmp:CreateDate><photoshop:City>{Town}</photoshop:City></rdf:Description></x:xmpmeta>");

    /// <summary>Exif as a TIFF structure (CIPA DC-008 §4.6) with camera, time and place.</summary>
    /// <param name="next">Where the list that follows the first is said to be.</param>
    public static byte[] Exif(bool bigEnd = true, uint next = 0)
    {
        const int own = 8 + 2 + (3 * 12) + 4, gps = own + 2 + (2 * 12) + 4, values = gps + 2 + (4 * 12) + 4;
        var tiff = new List<byte>(bigEnd ? "MM"u8.ToArray() : "II"u8.ToArray());
        byte[] maker = [.. Encoding.ASCII.GetBytes(Maker), 0], time = [.. "2026:05:03 09:30:12\0"u8], zone = [.. "+01:00\0"u8];
        var places = values + maker.Length + time.Length + zone.Length;
        Short(42);
        Long(8);
        Short(3);
        Entry(0x010F, 2, (uint)maker.Length, values);
        Entry(0x8769, 4, 1, own);
        Entry(0x8825, 4, 1, gps);
        Long(next);
        Short(2);
        Entry(0x9003, 2, (uint)time.Length, (uint)(values + maker.Length));
        Entry(0x9011, 2, (uint)zone.Length, (uint)(values + maker.Length + time.Length));
        Long(0);
        Short(4);
        Side(0x0001, 'N');
        Entry(0x0002, 5, 3, (uint)places);
        Side(0x0003, 'W');
        Entry(0x0004, 5, 3, (uint)places + 24);
        Long(0);
        tiff.AddRange([.. maker, .. time, .. zone]);
        foreach (var number in new uint[] { 51, 1, 30, 1, 12, 1, 0, 1, 7, 1, 39, 1 })
            Long(number);
        return [.. tiff];

        void Short(ushort value) => tiff.AddRange(bigEnd ? Big(value)[2..] : Little(value)[..2]);
        void Long(uint value) => tiff.AddRange(bigEnd ? Big(value) : Little(value));
        void Entry(ushort tag, ushort type, uint count, uint value)
        {
            Short(tag);
            Short(type);
            Long(count);
            Long(value);
        }

        void Side(ushort tag, char side)
        {
            Short(tag);
            Short(2);
            Long(2);
            tiff.AddRange([(byte)side, 0, 0, 0]);
        }
    }

    public static byte[] Jpeg(byte[] jpeg, params (byte Marker, byte[] Content)[] segments) =>
        [.. jpeg[..2], .. segments.SelectMany(s => (byte[])[0xFF, s.Marker, (byte)((s.Content.Length + 2) >> 8), (byte)(s.Content.Length + 2), .. s.Content]), .. jpeg[2..]];

    public static (byte, byte[]) InExif(byte[] tiff) => (0xE1, [.. "Exif\0\0"u8, .. tiff]);

    public static (byte, byte[]) InXmp() => (0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp]);

    public static (byte, byte[]) InComment() => (0xFE, Encoding.UTF8.GetBytes($"{Maker} in {Town}"));

    /// <summary>IPTC IIM: a resource of another kind before it, then town and country.</summary>
    public static (byte, byte[]) InIptc()
    {
        byte[] records = [0x1C, 2, 90, 0, (byte)Town.Length, .. Encoding.ASCII.GetBytes(Town), 0x1C, 2, 101, 0, 2, .. "UK"u8];
        return (0xED, [.. "Photoshop 3.0\0"u8, .. "8BIM"u8, 4, 5, 3, .. "abc"u8, .. Big(3), 1, 2, 3, 0, .. "8BIM"u8, 4, 4, 0, 0, .. Big((uint)records.Length), .. records]);
    }

    public static byte[] Png(byte[] png, params (string Type, byte[] Content)[] chunks) =>
        [.. png[..33], .. chunks.SelectMany(c => (byte[])[.. Big((uint)c.Content.Length), .. Encoding.ASCII.GetBytes(c.Type), .. c.Content, .. Crc([.. Encoding.ASCII.GetBytes(c.Type), .. c.Content])]), .. png[33..]];

    public static (string, byte[]) InPngXmp(bool packed)
    {
        var text = new MemoryStream();
        using (var zip = new ZLibStream(text, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(Xmp);
        return ("iTXt", [.. "XML:com.adobe.xmp\0"u8, packed ? (byte)1 : (byte)0, 0, 0, 0, .. packed ? text.ToArray() : Xmp]);
    }

    public static (string, byte[]) InPngText() => ("tEXt", Encoding.Latin1.GetBytes($"Comment\0{Maker} in {Town}"));

    /// <param name="webp">As a browser makes it: its chunk of pixels (VP8 or VP8L) alone is taken.</param>
    public static byte[] WebP(byte[] webp, int width, int height, params (string Type, byte[] Content)[] chunks)
    {
        byte[] head = [0x0C, 0, 0, 0, (byte)(width - 1), (byte)((width - 1) >> 8), 0, (byte)(height - 1), (byte)((height - 1) >> 8), 0];
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X", head), .. Pixels(), .. chunks.SelectMany(c => Chunk(c.Type, c.Content))];
        return [.. "RIFF"u8, .. Little((uint)body.Length), .. body];

        byte[] Pixels()
        {
            for (var at = 12; ;)
            {
                var size = 8 + (int)BinaryPrimitives.ReadUInt32LittleEndian(webp.AsSpan(at + 4));
                size += size & 1;
                if (Encoding.ASCII.GetString(webp, at, 4) is "VP8 " or "VP8L")
                    return webp[at..(at + size)];
                at += size;
            }
        }

        static byte[] Chunk(string type, byte[] content) => [.. Encoding.ASCII.GetBytes(type), .. Little((uint)content.Length), .. content, .. new byte[content.Length & 1]];
    }

    /// <summary>A HEIC with two items and no picture (ISO/IEC 14496-12, 23008-12).</summary>
    public static byte[] Heic(byte[] tiff)
    {
        byte[] exif = [.. Big(6), .. "Exif\0\0"u8, .. tiff];
        var kind = Box("ftyp", [.. "heic"u8, .. Big(0), .. "mif1heic"u8]);
        var start = (uint)(kind.Length + Meta(0).Length + 8);
        return [.. kind, .. Meta(start), .. Box("mdat", [.. exif, .. Xmp])];

        byte[] Meta(uint at) => Box("meta", [.. Big(0), .. Box("hdlr", [.. Big(0), .. Big(0), .. "pict"u8, .. new byte[13]]),
            .. Box("iinf", [.. Big(0), 0, 2, .. Box("infe", [2, 0, 0, 0, 0, 1, 0, 0, .. "Exif"u8, 0]), .. Box("infe", [2, 0, 0, 0, 0, 2, 0, 0, .. "mime"u8, 0, .. "application/rdf+xml\0"u8])]),
            .. Box("iloc", [.. Big(0), 0x44, 0x00, 0, 2, 0, 1, 0, 0, 0, 1, .. Big(at), .. Big((uint)exif.Length), 0, 2, 0, 0, 0, 1, .. Big(at + (uint)exif.Length), .. Big((uint)Xmp.Length)])]);

        static byte[] Box(string name, byte[] content) => [.. Big((uint)content.Length + 8), .. Encoding.ASCII.GetBytes(name), .. content];
    }

    private static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Little(uint value) => [.. Big(value).Reverse()];

    // PNG, 3rd edition, annex D.
    private static byte[] Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        return Big(~crc);
    }
}
