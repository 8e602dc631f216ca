using System.Buffers.Binary;
using System.Text;

namespace Serjeant.Mail.Outlook;

/// <summary>Unpacks the rich text that Outlook keeps compressed ([MS-OXRTFCP]).</summary>
internal static class CompressedRtf
{
    private const int HeaderSize = 16;
    private const int WindowSize = 4096;
    private const uint Packed = 0x75465A4C;
    private const uint Plain = 0x414C454D;

    // What the window holds before the first byte ([MS-OXRTFCP] §2.1.3.1.1).
    private static readonly byte[] Start = Encoding.ASCII.GetBytes(
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
        + "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx");

    /// <summary>At most so many bytes of it; what is broken ends where it breaks.</summary>
    internal static byte[] Unpack(ReadOnlySpan<byte> bytes, int most)
    {
        if (bytes.Length < HeaderSize) return [];
        var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), (uint)most);
        var kind = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        var body = bytes[HeaderSize..];
        if (kind == Plain) return body[..Math.Min(body.Length, size)].ToArray();
        return kind == Packed ? Unpack(body, size, new byte[WindowSize]) : [];
    }

    private static byte[] Unpack(ReadOnlySpan<byte> body, int size, byte[] window)
    {
        Start.CopyTo(window, 0);
        var write = Start.Length;
        var output = new MemoryStream(Math.Min(size, 64 * 1024));
        void Put(byte value)
        {
            output.WriteByte(value);
            window[write] = value;
            write = (write + 1) % WindowSize;
        }
        for (var at = 0; at < body.Length && output.Length < size;)
        {
            var control = body[at++];
            for (var bit = 0; bit < 8 && at < body.Length && output.Length < size; bit++)
            {
                if ((control >> bit & 1) == 0)
                {
                    Put(body[at++]);
                    continue;
                }
                if (at + 2 > body.Length) return output.ToArray();
                var token = BinaryPrimitives.ReadUInt16BigEndian(body[at..]);
                at += 2;
                var (offset, length) = (token >> 4, (token & 0xF) + 2);
                // A token that leads to where the next byte will be written is the end.
                if (offset == write) return output.ToArray();
                for (var i = 0; i < length && output.Length < size; i++) Put(window[(offset + i) % WindowSize]);
            }
        }
        return output.ToArray();
    }
}
