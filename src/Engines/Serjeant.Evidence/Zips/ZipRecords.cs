using System.Text;

namespace Serjeant.Evidence;

/// <summary>An entry of a zip that is stored as it is.</summary>
/// <param name="Offset">Where its local header starts.</param>
internal sealed record StoredEntry(string Path, long Bytes, uint Crc, long Offset);

/// <summary>
/// The records of a zip (PKWARE APPNOTE 6.3.9, §4.3) in the one form that we write them: stored, sizes in the local header,
/// UTF-8 names, one fixed date, Zip64 only where a number needs it. Given the entries, every byte but the data is decided,
/// so a changed byte anywhere in a pack shows.
/// </summary>
internal static class ZipRecords
{
    private const uint Full32 = uint.MaxValue;
    private const ushort Full16 = ushort.MaxValue;
    private const ushort Utf8Names = 1 << 11;

    // 1 January 1980, the first date there is: true times are in the manifests, and the zip must not depend on them.
    private const ushort DosDate = 1 << 5 | 1;

    public static byte[] Local(StoredEntry entry)
    {
        var big = entry.Bytes >= Full32;
        var name = Encoding.UTF8.GetBytes(entry.Path);
        using var record = new RecordWriter();
        record.U32(0x04034b50).U16(Version(big)).U16(Utf8Names).U16(0).U16(0).U16(DosDate).U32(entry.Crc);
        record.U32(Low(entry.Bytes)).U32(Low(entry.Bytes)).U16((ushort)name.Length).U16((ushort)(big ? 20 : 0)).Raw(name);
        if (big)
            record.U16(1).U16(16).U64(entry.Bytes).U64(entry.Bytes);
        return record.ToArray();
    }

    public static byte[] Central(StoredEntry entry)
    {
        var (big, far) = (entry.Bytes >= Full32, entry.Offset >= Full32);
        var extra = (big ? 16 : 0) + (far ? 8 : 0);
        var name = Encoding.UTF8.GetBytes(entry.Path);
        using var record = new RecordWriter();
        // Made on Unix, so that the file's mode below (an ordinary file, 0644) is heeded.
        record.U32(0x02014b50).U16(3 << 8 | 45).U16(Version(big || far)).U16(Utf8Names).U16(0).U16(0).U16(DosDate).U32(entry.Crc);
        record.U32(Low(entry.Bytes)).U32(Low(entry.Bytes)).U16((ushort)name.Length).U16((ushort)(extra > 0 ? extra + 4 : 0));
        record.U16(0).U16(0).U16(0).U32(0x81A40000).U32(Low(entry.Offset)).Raw(name);
        if (extra > 0)
            record.U16(1).U16((ushort)extra);
        if (big)
            record.U64(entry.Bytes).U64(entry.Bytes);
        if (far)
            record.U64(entry.Offset);
        return record.ToArray();
    }

    public static byte[] End(long count, long directorySize, long directoryOffset)
    {
        using var record = new RecordWriter();
        if (count >= Full16 || directorySize >= Full32 || directoryOffset >= Full32)
        {
            record.U32(0x06064b50).U64(44).U16(3 << 8 | 45).U16(45).U32(0).U32(0).U64(count).U64(count);
            record.U64(directorySize).U64(directoryOffset);
            record.U32(0x07064b50).U32(0).U64(directoryOffset + directorySize).U32(1);
        }
        var short16 = (ushort)Math.Min(count, Full16);
        record.U32(0x06054b50).U16(0).U16(0).U16(short16).U16(short16).U32(Low(directorySize)).U32(Low(directoryOffset)).U16(0);
        return record.ToArray();
    }

    private static ushort Version(bool zip64) => (ushort)(zip64 ? 45 : 20);

    private static uint Low(long value) => (uint)Math.Min(value, Full32);

    private sealed class RecordWriter : IDisposable
    {
        private readonly BinaryWriter writer = new(new MemoryStream());

        public RecordWriter U16(ushort value)
        {
            writer.Write(value);
            return this;
        }

        public RecordWriter U32(uint value)
        {
            writer.Write(value);
            return this;
        }

        public RecordWriter U64(long value)
        {
            writer.Write(value);
            return this;
        }

        public RecordWriter Raw(byte[] value)
        {
            writer.Write(value);
            return this;
        }

        public byte[] ToArray() => ((MemoryStream)writer.BaseStream).ToArray();

        public void Dispose() => writer.Dispose();
    }
}
