using System.Buffers.Binary;
using System.IO.Compression;

namespace Serjeant.Outside.Pictures.Codes;

/// <summary>
/// Reads a PNG's pixels (W3C PNG 3rd edition) in safe code: every array is bounds-checked and its size follows from the head, which was checked before. Checksums are not
/// looked at, colour profiles neither: a code is black and white.
/// </summary>
internal static class PngReader
{
    // Where each pass begins and how far its pixels are apart: §8.1 interlacing (Adam7), and a picture without.
    private static readonly (int Left, int Top, int Right, int Down)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
    private static readonly (int Left, int Top, int Right, int Down)[] AtOnce = [(0, 0, 1, 1)];

    /// <returns>Null where it can't be read.</returns>
    internal static GreyPicture? Read(byte[] png, PictureHead head)
    {
        if (png.Length < 33 || png[28] > 1) return null;
        var (depth, colour) = (png[24], png[25]);
        var channels = colour switch { 0 or 3 => 1, 4 => 2, 2 => 3, 6 => 4, _ => 0 };
        if (channels == 0 || depth is not (1 or 2 or 4 or 8 or 16) || depth < 8 && channels > 1 || colour == 3 && depth == 16) return null;
        var (data, palette, clear) = Chunks(png);
        if (colour == 3 && palette.Length == 0) return null;
        using var pixels = new ZLibStream(data, CompressionMode.Decompress);
        return Rows(pixels, new RowShape(head.Width, head.Height, depth, colour, channels, palette, clear), png[28] == 1 ? Adam7 : AtOnce);
    }

    /// <summary>A picture's rows as they come out of their packing.</summary>
    internal static GreyPicture? Rows(Stream pixels, RowShape shape) => Rows(pixels, shape, AtOnce);

    private static GreyPicture? Rows(Stream pixels, RowShape shape, (int Left, int Top, int Right, int Down)[] passes)
    {
        var (grey, line) = (new byte[shape.Width * shape.Height], new byte[shape.Width]);
        var step = Math.Max(1, shape.Channels * shape.Depth / 8);
        foreach (var (left, top, right, down) in passes)
        {
            var width = (shape.Width - left + right - 1) / right;
            if (width <= 0) continue;
            var rowBytes = shape.BytesOf(width);
            var (row, before) = (new byte[rowBytes], new byte[rowBytes]);
            for (var y = top; y < shape.Height; y += down)
            {
                var filter = shape.Filtered ? pixels.ReadByte() : 0;
                // Of one that is cut off what is there may be enough.
                if (filter is < 0 or > 4 || pixels.ReadAtLeast(row, rowBytes, throwOnEndOfStream: false) < rowBytes) return y > 20 ? new GreyPicture(grey, shape.Width, shape.Height) : null;
                Unfilter(row, before, filter, step);
                Paint(row, line.AsSpan(0, width), shape.Depth, shape.Colour, shape.Palette, shape.Clear);
                for (var x = 0; x < width; x++) grey[y * shape.Width + left + x * right] = line[x];
                (row, before) = (before, row);
            }
        }
        return new GreyPicture(grey, shape.Width, shape.Height);
    }

    private static (MemoryStream Data, byte[] Palette, byte[] Clear) Chunks(byte[] png)
    {
        var (data, palette, clear) = (new MemoryStream(), Array.Empty<byte>(), Array.Empty<byte>());
        for (var at = 8; at + 12 <= png.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (size > png.Length - at - 12) break;
            var type = png.AsSpan(at + 4, 4);
            var body = png.AsSpan(at + 8, (int)size);
            if (type.SequenceEqual("IDAT"u8)) data.Write(body);
            else if (type.SequenceEqual("PLTE"u8)) palette = body.ToArray();
            else if (type.SequenceEqual("tRNS"u8)) clear = body.ToArray();
            else if (type.SequenceEqual("IEND"u8)) break;
            at += 12 + (int)size;
        }
        data.Position = 0;
        return (data, palette, clear);
    }

    // §9.2 filter types.
    private static void Unfilter(byte[] row, byte[] above, int filter, int step)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0, up = above[i], corner = i >= step ? above[i - step] : 0;
            row[i] = (byte)(row[i] + filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var p = left + up - corner;
        var (a, b, c) = (Math.Abs(p - left), Math.Abs(p - up), Math.Abs(p - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private static void Paint(byte[] row, Span<byte> grey, int depth, int colour, byte[] palette, byte[] clear)
    {
        var wide = depth == 16 ? 2 : 1;
        for (var x = 0; x < grey.Length; x++)
        {
            int One(int channel, int channels) => row[(x * channels + channel) * wide];
            if (colour is 0 or 3)
            {
                var value = depth < 8 ? row[x * depth / 8] >> (8 - depth - x * depth % 8) & (1 << depth) - 1 : One(0, 1);
                if (colour == 0) grey[x] = (byte)(depth < 8 ? value * 255 / ((1 << depth) - 1) : value);
                else if (value * 3 + 2 < palette.Length) grey[x] = GreyPicture.Grey(palette[value * 3], palette[value * 3 + 1], palette[value * 3 + 2], value < clear.Length ? clear[value] : 255);
            }
            else
            {
                grey[x] = colour switch
                {
                    4 => GreyPicture.Grey(One(0, 2), One(0, 2), One(0, 2), One(1, 2)),
                    2 => GreyPicture.Grey(One(0, 3), One(1, 3), One(2, 3)),
                    _ => GreyPicture.Grey(One(0, 4), One(1, 4), One(2, 4), One(3, 4)),
                };
            }
        }
    }
}
