using System.Buffers.Binary;
using System.IO.Compression;

namespace Serjeant.Outside.Pictures.Facts;

internal enum PartKind
{
    /// <summary>A TIFF structure (Exif 2.32, CIPA DC-008).</summary>
    Exif,

    /// <summary>RDF/XML (ISO 16684-1).</summary>
    Xmp,

    /// <summary>Photoshop's image resources, IPTC IIM among them.</summary>
    Iptc,

    /// <summary>Words of anybody.</summary>
    Note,
}

internal readonly record struct PicturePart(PartKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// Finds what beside the picture stands in a picture's file: JPEG (ITU-T T.81 §B.1.1.4), PNG (3rd edition §11.3), WebP (RFC 9649 §2.7), HEIC
/// (<see cref="HeicParts"/>). Nothing is copied but packed text, which is bounded; a file that is cut or lies about a length ends where that is found.
/// </summary>
internal static class PictureParts
{
    /// <summary>The most parts that are looked at.</summary>
    internal const int Most = 64;

    private const int MostChunks = 100_000;
    private const int MostUnpacked = 256 * 1024;

    private static ReadOnlySpan<byte> ExifMark => "Exif\0\0"u8;
    private static ReadOnlySpan<byte> XmpMark => "http://ns.adobe.com/xap/1.0/\0"u8;
    private static ReadOnlySpan<byte> PhotoshopMark => "Photoshop 3.0\0"u8;

    public static IReadOnlyList<PicturePart> Of(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        var parts = new List<PicturePart>();
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            Jpeg(file, parts);
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            Png(file, parts);
        else if (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))
            WebP(file, parts);
        else if (bytes.Length > 12 && bytes[4..8].SequenceEqual("ftyp"u8))
            parts.AddRange(HeicParts.Of(file));
        return parts;
    }

    private static void Jpeg(ReadOnlyMemory<byte> file, List<PicturePart> parts)
    {
        var bytes = file.Span;
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF && parts.Count < Most;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker == 0xDA) // the picture itself
                return;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2)
                return;
            // Of a segment that is cut, what is there: a viewer reads that too.
            var part = file[(at + 4)..Math.Min(bytes.Length, at + 2 + length)];
            if (marker == 0xE1 && part.Span.StartsWith(ExifMark))
                parts.Add(new(PartKind.Exif, part[ExifMark.Length..]));
            else if (marker == 0xE1 && part.Span.StartsWith(XmpMark))
                parts.Add(new(PartKind.Xmp, part[XmpMark.Length..]));
            else if (marker == 0xED && part.Span.StartsWith(PhotoshopMark))
                parts.Add(new(PartKind.Iptc, part[PhotoshopMark.Length..]));
            else if (marker == 0xFE)
                parts.Add(new(PartKind.Note, part));
            at += 2 + length;
        }
    }

    private static void Png(ReadOnlyMemory<byte> file, List<PicturePart> parts)
    {
        var at = 8;
        for (var chunk = 0; chunk < MostChunks && at + 12 <= file.Length && parts.Count < Most; chunk++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(file.Span[at..]);
            if (size > file.Length - at - 12)
                return;
            var type = file.Span.Slice(at + 4, 4);
            var data = file.Slice(at + 8, (int)size);
            if (type.SequenceEqual("eXIf"u8))
                parts.Add(new(PartKind.Exif, data));
            else if (type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8))
                parts.Add(new(PartKind.Note, data));
            else if (type.SequenceEqual("iTXt"u8))
                parts.Add(International(data));
            at += 12 + (int)size;
        }
    }

    // keyword 0, packed or not, method, language 0, keyword in that language 0, text
    private static PicturePart International(ReadOnlyMemory<byte> data)
    {
        var mark = "XML:com.adobe.xmp\0"u8;
        if (!data.Span.StartsWith(mark) || data.Length < mark.Length + 4)
            return new(PartKind.Note, data);
        var packed = data.Span[mark.Length] == 1;
        var rest = data[(mark.Length + 2)..];
        for (var i = 0; i < 2; i++)
        {
            if (rest.Span.IndexOf((byte)0) is not (>= 0 and var end))
                return new(PartKind.Note, data);
            rest = rest[(end + 1)..];
        }
        return new(PartKind.Xmp, packed ? Unpacked(rest) : rest);
    }

    private static ReadOnlyMemory<byte> Unpacked(ReadOnlyMemory<byte> data)
    {
        var text = new byte[MostUnpacked];
        var length = 0;
        try
        {
            using var stream = new ZLibStream(new MemoryStream(data.ToArray(), writable: false), CompressionMode.Decompress);
            length = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // No text then. Packed with a dictionary that is not here, it is the second.
        }
        return text.AsMemory(0, length);
    }

    private static void WebP(ReadOnlyMemory<byte> file, List<PicturePart> parts)
    {
        var at = 12;
        for (var chunk = 0; chunk < MostChunks && at + 8 <= file.Length && parts.Count < Most; chunk++)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file.Span[(at + 4)..]);
            if (size > file.Length - at - 8)
                return;
            var data = file.Slice(at + 8, (int)size);
            // Some programs leave JPEG's mark before the structure, though it has no place here.
            if (file.Span.Slice(at, 4).SequenceEqual("EXIF"u8))
                parts.Add(new(PartKind.Exif, data.Span.StartsWith(ExifMark) ? data[ExifMark.Length..] : data));
            else if (file.Span.Slice(at, 4).SequenceEqual("XMP "u8))
                parts.Add(new(PartKind.Xmp, data));
            at += 8 + (int)size + (int)(size & 1);
        }
    }
}
