using System.Buffers.Binary;

namespace Serjeant.Outside.Exports.Archives;

/// <summary>
/// Counts the entries of a zip file's central directory without keeping them, since <c>ZipArchive</c> builds an object for
/// each one before anything can be refused. APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int HeaderLength = 46;
    private const uint EndSignature = 0x06054b50;
    private const uint LocatorSignature = 0x07064b50;
    private const uint End64Signature = 0x06064b50;
    private const uint HeaderSignature = 0x02014b50;

    /// <summary>The number of entries, or <paramref name="most"/> + 1 as soon as there are more.</summary>
    /// <exception cref="InvalidDataException">It is not a whole zip file.</exception>
    public static int Count(Stream stream, int most)
    {
        stream.Position = Start(stream);
        using var buffered = new BufferedView(stream);
        Span<byte> header = stackalloc byte[HeaderLength];
        var count = 0;
        while (count <= most && buffered.TryRead(header) && BinaryPrimitives.ReadUInt32LittleEndian(header) == HeaderSignature)
        {
            count++;
            buffered.Skip(BinaryPrimitives.ReadUInt16LittleEndian(header[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]));
        }
        return count;
    }

    private static long Start(Stream stream)
    {
        var tailLength = (int)Math.Min(stream.Length, EndLength + LocatorLength + ushort.MaxValue);
        var tail = new byte[tailLength];
        stream.Position = stream.Length - tailLength;
        stream.ReadExactly(tail);
        for (var i = tailLength - EndLength; i >= 0; i--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) != EndSignature)
                continue;
            long start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i + 16));
            if (i >= LocatorLength && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i - LocatorLength)) == LocatorSignature)
                start = Start64(stream, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(i - LocatorLength + 8))) ?? start;
            return start < stream.Length ? start : throw Broken();
        }
        throw Broken();
    }

    private static long? Start64(Stream stream, long end)
    {
        Span<byte> record = stackalloc byte[56];
        if (end < 0 || end + record.Length > stream.Length)
            throw Broken();
        stream.Position = end;
        stream.ReadExactly(record);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != End64Signature)
            return null;
        var start = BinaryPrimitives.ReadInt64LittleEndian(record[48..]);
        return start >= 0 ? start : throw Broken();
    }

    private static InvalidDataException Broken() => new("The zip file's list of contents is missing or damaged.");

    private sealed class BufferedView(Stream stream) : IDisposable
    {
        private readonly BufferedStream buffered = new(stream, 64 * 1024);

        public bool TryRead(Span<byte> target) => buffered.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) == target.Length;

        public void Skip(int count)
        {
            Span<byte> waste = stackalloc byte[512];
            while (count > 0)
            {
                var read = buffered.Read(waste[..Math.Min(count, waste.Length)]);
                if (read == 0)
                    return;
                count -= read;
            }
        }

        // The stream belongs to the archive, so only the buffer goes.
        public void Dispose() => GC.SuppressFinalize(this);
    }
}
