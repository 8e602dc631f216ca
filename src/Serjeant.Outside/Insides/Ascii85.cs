namespace Serjeant.Outside.Insides;

/// <summary>Five letters for four bytes, as PDFs write them (ISO 32000-2 §7.4.3).</summary>
internal static class Ascii85
{
    /// <summary>Up to the end mark, or to what is no such letter.</summary>
    internal static byte[] Decode(ReadOnlySpan<byte> letters)
    {
        var bytes = new MemoryStream();
        var (group, count) = (0u, 0);
        foreach (var letter in letters)
        {
            if (letter is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0 or 12) continue;
            if (letter == 'z' && count == 0)
            {
                bytes.Write([0, 0, 0, 0]);
                continue;
            }
            if (letter is < (byte)'!' or > (byte)'u') break;
            group = unchecked(group * 85 + (uint)(letter - '!'));
            if (++count < 5) continue;
            Write(group, 4);
            (group, count) = (0, 0);
        }
        if (count > 1)
        {
            for (var missing = count; missing < 5; missing++) group = unchecked(group * 85 + 84);
            Write(group, count - 1);
        }
        return bytes.ToArray();

        void Write(uint four, int most)
        {
            for (var i = 0; i < most; i++) bytes.WriteByte((byte)(four >> (24 - 8 * i)));
        }
    }
}
