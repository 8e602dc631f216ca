using System.Buffers.Binary;

namespace Serjeant.Outside.Pictures.Codes;

/// <summary>Reads the first picture of a GIF (GIF89a) in safe code, its LZW included.</summary>
internal static class GifReader
{
    /// <returns>Null where it can't be read.</returns>
    internal static GreyPicture? Read(byte[] gif, PictureHead head)
    {
        if (gif.Length < 13) return null;
        var at = 13;
        var table = Table(gif, gif[10], ref at);
        while (at < gif.Length)
        {
            var kind = gif[at++];
            if (kind == 0x21) // an extension
            {
                at++;
                _ = Blocks(gif, ref at);
            }
            else if (kind == 0x2C && at + 9 < gif.Length)
            {
                var (width, height) = ((int)BinaryPrimitives.ReadUInt16LittleEndian(gif.AsSpan(at + 4)), (int)BinaryPrimitives.ReadUInt16LittleEndian(gif.AsSpan(at + 6)));
                var flags = gif[at + 8];
                at += 9;
                if (Table(gif, flags, ref at) is { Length: > 0 } own) table = own;
                if (width == 0 || height == 0 || width > head.Width || height > head.Height || at >= gif.Length) return null;
                var size = gif[at++];
                if (size is < 2 or > 8) return null;
                var pixels = Unpack(Blocks(gif, ref at), size, table, width * height);
                return new GreyPicture((flags & 0x40) != 0 ? InOrder(pixels, width, height) : pixels, width, height);
            }
            else
            {
                return null;
            }
        }
        return null;
    }

    private static byte[] Table(byte[] gif, byte flags, ref int at)
    {
        if ((flags & 0x80) == 0) return [];
        var colours = 2 << (flags & 7);
        var grey = new byte[colours];
        for (var i = 0; i < colours && at + i * 3 + 2 < gif.Length; i++) grey[i] = GreyPicture.Grey(gif[at + i * 3], gif[at + i * 3 + 1], gif[at + i * 3 + 2]);
        at = Math.Min(gif.Length, at + colours * 3);
        return grey;
    }

    private static byte[] Blocks(byte[] gif, ref int at)
    {
        var data = new MemoryStream();
        while (at < gif.Length && gif[at] is var size and > 0)
        {
            at++;
            data.Write(gif, at, Math.Min(size, gif.Length - at));
            at += size;
        }
        at++;
        return data.ToArray();
    }

    // Appendix E: the rows of an interlaced one come in four passes.
    private static byte[] InOrder(byte[] rows, int width, int height)
    {
        var (ordered, row) = (new byte[rows.Length], 0);
        foreach (var (top, down) in new[] { (0, 8), (4, 8), (2, 4), (1, 2) })
            for (var y = top; y < height; y += down, row++) rows.AsSpan(row * width, width).CopyTo(ordered.AsSpan(y * width));
        return ordered;
    }

    // Appendix F: codes of 3 to 12 bits, each an earlier one and a letter more.
    private static byte[] Unpack(byte[] data, int size, byte[] table, int most)
    {
        var pixels = new byte[most];
        var (prefix, suffix, stack) = (new short[4096], new byte[4096], new byte[4097]);
        int clear = 1 << size, end = clear + 1, next = clear + 2, width = size + 1, before = -1, first = 0, bits = 0, held = 0, done = 0;
        for (var i = 0; i < clear; i++) suffix[i] = (byte)i;
        foreach (var part in data)
        {
            held |= part << bits;
            bits += 8;
            while (bits >= width && done < most)
            {
                var code = held & (1 << width) - 1;
                held >>= width;
                bits -= width;
                if (code == end) return pixels;
                if (code == clear)
                {
                    (next, width, before) = (clear + 2, size + 1, -1);
                    continue;
                }
                if (before < 0 && code >= clear || code > next) return pixels;
                var depth = 0;
                var at = code;
                if (code == next)
                {
                    stack[depth++] = (byte)first;
                    at = before;
                }
                while (at >= clear && depth < 4096)
                {
                    stack[depth++] = suffix[at];
                    at = prefix[at];
                }
                stack[depth++] = (byte)(first = suffix[at]);
                while (depth > 0 && done < most) pixels[done++] = stack[--depth] is var index && index < table.Length ? table[index] : (byte)255;
                if (before >= 0 && next < 4096)
                {
                    (prefix[next], suffix[next]) = ((short)before, (byte)first);
                    if (++next == 1 << width && width < 12) width++;
                }
                before = code;
            }
        }
        return pixels;
    }
}
