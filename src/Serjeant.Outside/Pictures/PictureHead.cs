using System.Buffers.Binary;

namespace Serjeant.Outside.Pictures;

/// <summary>
/// What a picture's first bytes say of it: kind and size in pixels, before any decoder touches it. PNG (W3C PNG 3rd edition §11.2.1), JPEG
/// (ITU-T T.81 §B.2.2), GIF (GIF89a §18) and WebP (RFC 9649); other kinds are not known here.
/// </summary>
/// <param name="MediaType">Such as <c>image/png</c>.</param>
public sealed record PictureHead(string MediaType, int Width, int Height)
{
    /// <returns>Null when it is none of the four kinds, or its size can't be told.</returns>
    public static PictureHead? Read(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] when bytes.Length >= 24 && bytes[12..16].SequenceEqual("IHDR"u8) =>
            Of("image/png", BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])),
        [0xFF, 0xD8, 0xFF, ..] => Jpeg(bytes),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] when bytes.Length >= 10 =>
            Of("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])),
        _ when bytes.Length >= 30 && bytes[..4].SequenceEqual("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) => WebP(bytes),
        _ => null,
    };

    private static PictureHead? Of(string type, uint width, uint height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new PictureHead(type, (int)width, (int)height) : null;

    // Segment by segment to the frame header, which has the size.
    private static PictureHead? Jpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return Of("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return null;
    }

    private static PictureHead? WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes[12..16].SequenceEqual("VP8X"u8))
            return Of("image/webp", 1 + U24(bytes[24..]), 1 + U24(bytes[27..]));
        if (bytes[12..16].SequenceEqual("VP8L"u8) && bytes[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
            return Of("image/webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
        }
        return bytes[12..16].SequenceEqual("VP8 "u8)
            ? Of("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFFu, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFFu)
            : null;
    }

    private static uint U24(ReadOnlySpan<byte> bytes) => (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16);
}
