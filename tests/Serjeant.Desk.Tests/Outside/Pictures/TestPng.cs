using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Pictures;

/// <summary>Writes and reads PNGs for the tests, chunk by chunk: what the program makes is not judged by the program's own eyes.</summary>
internal static class TestPng
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly (int X, int Y, int Dx, int Dy)[] AtOnce = [(0, 0, 1, 1)];

    // PNG, 3rd edition, §8.1.
    private static readonly (int X, int Y, int Dx, int Dy)[] Adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <param name="colour">Red, green and blue of each pixel.</param>
    public static byte[] Make(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour, params (string Type, string Content)[] more) =>
        Make(width, height, colour, interlaced: false, more);

    public static byte[] Make(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour, bool interlaced, params (string Type, string Content)[] more)
    {
        var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var pass in (interlaced ? Adam7 : AtOnce).Where(p => p.X < width))
            {
                for (var y = pass.Y; y < height; y += pass.Dy)
                {
                    packed.WriteByte(0);
                    for (var x = pass.X; x < width; x += pass.Dx)
                    {
                        var (r, g, b) = colour(x, y);
                        packed.Write([r, g, b]);
                    }
                }
            }
        }
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9], head[12]) = (8, 2, (byte)(interlaced ? 1 : 0));
        return
        [
            .. Signature, .. Chunk("IHDR", head), .. more.SelectMany(m => Chunk(m.Type, Encoding.Latin1.GetBytes(m.Content))),
            .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", []),
        ];
    }

    public static IReadOnlyList<string> ChunksOf(byte[] png) => [.. Chunks(png).Select(c => c.Type)];

    /// <summary>Width, height, and a way to each pixel.</summary>
    public static (int Width, int Height, Func<int, int, (byte R, byte G, byte B)> At) Read(byte[] png)
    {
        png.AsSpan(0, 8).SequenceEqual(Signature).ShouldBe(true);
        var head = Chunks(png).Single(c => c.Type == "IHDR").Content;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(head), BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)));
        var step = (head[8], head[9], head[12]) switch
        {
            (8, 2, 0) => 3,
            (8, 6, 0) => 4,
            _ => throw new NotSupportedException("Only eight bits of full colour, not interlaced."),
        };
        using var packed = new ZLibStream(new MemoryStream([.. Chunks(png).Where(c => c.Type == "IDAT").SelectMany(c => c.Content)]), CompressionMode.Decompress);
        var rows = new byte[height][];
        var filter = new byte[1];
        for (var y = 0; y < height; y++)
        {
            packed.ReadExactly(filter);
            rows[y] = new byte[width * step];
            packed.ReadExactly(rows[y]);
            Unfilter(filter[0], rows[y], y > 0 ? rows[y - 1] : new byte[width * step], step);
        }
        packed.ReadByte().ShouldBe(-1);
        return (width, height, (x, y) => (rows[y][x * step], rows[y][x * step + 1], rows[y][x * step + 2]));
    }

    // PNG, 3rd edition, §9.2.
    private static void Unfilter(byte filter, byte[] row, byte[] above, int step)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, up, corner) = (i >= step ? row[i - step] : 0, (int)above[i], i >= step ? above[i - step] : 0);
            row[i] += filter switch
            {
                0 => (byte)0,
                1 => (byte)left,
                2 => (byte)up,
                3 => (byte)((left + up) / 2),
                _ => (byte)Paeth(left, up, corner),
            };
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static IEnumerable<(string Type, byte[] Content)> Chunks(byte[] png)
    {
        for (var at = 8; at < png.Length;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            yield return (Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + size)]);
            at += size + 12;
        }
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), Crc32(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }
        return ~crc;
    }
}
