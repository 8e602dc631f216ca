using System.Buffers.Binary;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>An entry as a zip's directory tells it; nothing of it is to be trusted.</summary>
internal sealed record ZipEntry(
    string Path, ushort Method, uint Crc, long Packed, long Bytes, long Offset, bool IsEncrypted, uint ExternalAttributes, bool IsUnix);

/// <summary>Reads a zip's directory within limits (PKWARE APPNOTE 6.3.9, §4.3.12–16). Zip64 is understood; split archives are not.</summary>
internal static class ZipDirectory
{
    /// <summary>The longest directory that is read, in bytes, whatever it says of itself.</summary>
    private const int MaxDirectory = 32 * 1024 * 1024;

    private const int EndSize = 22;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">It is not a zip, or not one within the limits.</exception>
    public static List<ZipEntry> Read(Stream zip, int maxEntries)
    {
        var (count, size, offset) = ReadEnd(zip);
        if (count > maxEntries || size > MaxDirectory)
            throw new FormatException($"The zip holds too many entries ({count}).");
        if (offset < 0 || size < 0 || offset + size > zip.Length)
            throw new FormatException("The zip's directory is not where it should be.");
        var directory = ReadAt(zip, offset, (int)size);
        var entries = new List<ZipEntry>();
        var rest = directory.AsSpan();
        while (rest.Length > 0)
            entries.Add(ReadEntry(ref rest));
        return entries.Count == count ? entries : throw new FormatException("The zip's directory has not as many entries as it says.");
    }

    public static byte[] ReadAt(Stream zip, long offset, int count)
    {
        if (offset < 0 || offset + count > zip.Length)
            throw new FormatException("The zip ends before it should.");
        var bytes = new byte[count];
        zip.Position = offset;
        zip.ReadExactly(bytes);
        return bytes;
    }

    private static (long Count, long Size, long Offset) ReadEnd(Stream zip)
    {
        var tail = ReadAt(zip, Math.Max(0, zip.Length - EndSize - ushort.MaxValue), (int)Math.Min(zip.Length, EndSize + ushort.MaxValue));
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at + EndSize > tail.Length)
            throw new FormatException("This is not a zip, or it was cut short.");
        var end = tail.AsSpan(at);
        long count = U16(end, 10), size = U32(end, 12), offset = U32(end, 16);
        if (count < ushort.MaxValue && size < uint.MaxValue && offset < uint.MaxValue)
            return (count, size, offset);
        var locatorAt = zip.Length - tail.Length + at - 20;
        var locator = ReadAt(zip, locatorAt, 20);
        if (!locator.AsSpan().StartsWith("PK\x06\x07"u8))
            return (count, size, offset);
        var end64 = ReadAt(zip, U64(locator, 8), 56);
        return end64.AsSpan().StartsWith("PK\x06\x06"u8)
            ? (U64(end64, 32), U64(end64, 40), U64(end64, 48))
            : throw new FormatException("The zip's end record is broken.");
    }

    private static ZipEntry ReadEntry(ref Span<byte> rest)
    {
        if (rest.Length < 46 || !rest.StartsWith("PK\x01\x02"u8))
            throw new FormatException("The zip's directory is broken.");
        var (nameSize, extraSize, noteSize) = (U16(rest, 28), U16(rest, 30), U16(rest, 32));
        if (rest.Length < 46 + nameSize + extraSize + noteSize)
            throw new FormatException("The zip's directory is cut short.");
        long packed = U32(rest, 20), bytes = U32(rest, 24), offset = U32(rest, 42);
        Zip64(rest.Slice(46 + nameSize, extraSize), ref bytes, ref packed, ref offset);
        var entry = new ZipEntry(
            Name(rest.Slice(46, nameSize)), U16(rest, 10), U32(rest, 16), packed, bytes, offset,
            (U16(rest, 8) & 1) != 0, U32(rest, 38), rest[5] == 3);
        rest = rest[(46 + nameSize + extraSize + noteSize)..];
        return packed >= 0 && bytes >= 0 && offset >= 0 ? entry : throw new FormatException("The zip's directory holds negative numbers.");
    }

    // The 64-bit numbers stand in this order, each only where its short form is full (§4.5.3).
    private static void Zip64(Span<byte> extra, ref long bytes, ref long packed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            var (id, size) = (U16(extra, 0), U16(extra, 2));
            if (size > extra.Length - 4)
                return;
            var field = extra.Slice(4, size);
            if (id == 1)
            {
                Take(ref field, ref bytes);
                Take(ref field, ref packed);
                Take(ref field, ref offset);
            }
            extra = extra[(4 + size)..];
        }

        static void Take(ref Span<byte> field, ref long value)
        {
            if (value != uint.MaxValue || field.Length < 8)
                return;
            value = U64(field, 0);
            field = field[8..];
        }
    }

    private static string Name(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("A name in the zip is not UTF-8.", e);
        }
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
