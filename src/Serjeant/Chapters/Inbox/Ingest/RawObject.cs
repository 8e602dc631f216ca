using System.Buffers;
using System.IO.Compression;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>How raw objects are packed: Brotli, at the level where packing costs less than writing the difference.</summary>
public static class RawObject
{
    private const int Quality = 1;
    private const int SmallWindow = 16;
    private const int LargeWindow = 22;

    public static byte[] Pack(ReadOnlySpan<byte> raw)
    {
        var room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(raw.Length));
        try
        {
            var window = raw.Length <= 1 << SmallWindow ? SmallWindow : LargeWindow;
            if (!BrotliEncoder.TryCompress(raw, room, out var written, Quality, window))
                throw new InvalidOperationException("A raw object could not be packed.");
            return room.AsSpan(0, written).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <summary>The object whole, as it was packed.</summary>
    public static byte[] Unpack(byte[] packed)
    {
        using var whole = new MemoryStream();
        using (var stored = new BrotliStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress))
            stored.CopyTo(whole);
        return whole.ToArray();
    }
}
