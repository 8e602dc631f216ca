using System.Buffers.Binary;
using System.Text;

namespace Serjeant.Mail.Messages;

/// <summary>
/// Names in a zip, from its headers alone (APPNOTE 6.3.10 §4.3.7, §4.3.12): nothing is unpacked, a damaged or cut archive tells
/// what it can, and the work is one pass over bounded bytes.
/// </summary>
internal static class ArchiveNames
{
    private const int LongestName = 512;

    internal static (IReadOnlyList<string> Names, bool Locked) Read(ReadOnlySpan<byte> bytes, int most)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var locked = false;
        for (var at = 0; at + 30 <= bytes.Length && names.Count < most;)
        {
            var next = bytes[at..].IndexOf("PK"u8);
            if (next < 0) break;
            at += next;
            var record = bytes[at..];
            var (flags, length, name) = record.StartsWith("PK\u0003\u0004"u8) ? (6, 26, 30) : record.StartsWith("PK\u0001\u0002"u8) ? (8, 28, 46) : (0, 0, 0);
            at += 2;
            if (name == 0 || record.Length < name) continue;
            locked |= (BinaryPrimitives.ReadUInt16LittleEndian(record[flags..]) & 1) != 0;
            var size = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(record[length..]), record.Length - name);
            if (size is > 0 and <= LongestName) names.Add(Encoding.UTF8.GetString(record.Slice(name, size)));
        }
        return ([.. names], locked);
    }

    /// <summary>A RAR archive whose names or files are locked (RAR 4 and 5 main and file headers); only the first headers are looked at.</summary>
    internal static bool IsLockedRar(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("Rar!\u001A\u0007\u0001\u0000"u8)) return bytes.Length > 14 && bytes[8..Math.Min(bytes.Length, 32)] is [_, _, _, _, _, 4, ..];
        return bytes.StartsWith("Rar!\u001A\u0007\u0000"u8) && bytes.Length > 11 && (bytes[10] & 0x80) != 0;
    }
}
