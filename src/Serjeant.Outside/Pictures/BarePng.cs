using System.Buffers.Binary;

namespace Serjeant.Outside.Pictures;

/// <summary>
/// A PNG with nothing in it but the picture: head, pixels, end. What else a PNG can hold (text, times, EXIF, colour profiles, a second picture
/// after the end) has no place in a copy that goes out.
/// </summary>
internal static class BarePng
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="FormatException">It is no PNG in full colour, or it ends too soon.</exception>
    public static byte[] Of(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(Signature))
            throw new FormatException("It is not a PNG.");
        var bare = new List<byte>(png.Length);
        bare.AddRange(Signature);
        for (var at = Signature.Length; at + 12 <= png.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (size > png.Length - at - 12)
                break;
            var chunk = png.Slice(at, (int)size + 12);
            var type = chunk[4..8];
            // Colour type 2 or 6: no palette, so no other chunk is needed to read the pixels.
            if (type.SequenceEqual("IHDR"u8) && (size != 13 || chunk[17] is not (2 or 6)))
                break;
            if (type.SequenceEqual("IHDR"u8) || type.SequenceEqual("IDAT"u8) || type.SequenceEqual("IEND"u8))
                bare.AddRange(chunk);
            if (type.SequenceEqual("IEND"u8))
                return [.. bare];
            at += chunk.Length;
        }
        throw new FormatException("The PNG ends too soon.");
    }
}
