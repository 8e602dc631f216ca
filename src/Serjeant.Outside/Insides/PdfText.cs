using System.Text;

namespace Serjeant.Outside.Insides;

/// <summary>Names and texts as PDFs write them (ISO 32000-2 §7.3.4, §7.3.5), read where they stand.</summary>
internal static class PdfText
{
    /// <summary>Bytes of a text; browsers take no longer address either.</summary>
    private const int Longest = 4_096;

    /// <summary>How far a dictionary is looked into for its first text.</summary>
    private const int Near = 200;

    /// <summary>Where the value of a name begins; below 0 where another name stands here.</summary>
    /// <param name="at">Behind the name's slash.</param>
    internal static int AfterName(byte[] bytes, int at, ReadOnlySpan<byte> name)
    {
        foreach (var letter in name)
        {
            if (at < bytes.Length && bytes[at] == letter) at++;
            // A name's letters may be written as numbers.
            else if (at + 2 < bytes.Length && bytes[at] == '#' && Hex(bytes[at + 1]) * 16 + Hex(bytes[at + 2]) == letter) at += 3;
            else return -1;
        }
        return at < bytes.Length && !IsWhite(bytes[at]) && "()<>[]{}/%"u8.IndexOf(bytes[at]) < 0 ? -1 : OverWhite(bytes, at);
    }

    internal static bool IsDictionary(byte[] bytes, int at) => at + 1 < bytes.Length && bytes[at] == '<' && bytes[at + 1] == '<';

    /// <summary>Where a dictionary's first text begins; the file's end where there is none near.</summary>
    internal static int FirstText(byte[] bytes, int at) => bytes.AsSpan(at, Math.Min(Near, bytes.Length - at)).IndexOf((byte)'(') is var found and >= 0 ? at + found : bytes.Length;

    internal static bool IsText(byte[] bytes, int at) => at < bytes.Length && (bytes[at] == '(' || bytes[at] == '<' && !IsDictionary(bytes, at));

    /// <summary>The text that begins here; null where none does, it doesn't end, or nothing is in it.</summary>
    /// <param name="at">Moved behind it.</param>
    internal static string? Read(byte[] bytes, ref int at)
    {
        var text = bytes[at++] == '(' ? Literal(bytes, ref at) : Digits(bytes, ref at);
        if (text is null) return null;
        var words = text is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(text.AsSpan(2))
            : text is [0xEF, 0xBB, 0xBF, ..] ? Encoding.UTF8.GetString(text.AsSpan(3))
            : System.Text.Unicode.Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : Encoding.Latin1.GetString(text);
        var clean = new string([.. words.Where(c => !char.IsControl(c))]).Trim();
        return clean.Length > 0 ? clean : null;
    }

    private static byte[]? Literal(byte[] bytes, ref int at)
    {
        var text = new List<byte>();
        for (var (depth, end) = (1, Math.Min(bytes.Length, at + Longest)); at < end; at++)
        {
            var b = bytes[at];
            if (b == '\\' && at + 1 < end)
            {
                var next = bytes[++at];
                if (next is >= (byte)'0' and <= (byte)'7')
                {
                    var value = next - '0';
                    for (var more = 0; more < 2 && at + 1 < end && bytes[at + 1] is >= (byte)'0' and <= (byte)'7'; more++) value = value * 8 + bytes[++at] - '0';
                    text.Add((byte)value);
                }
                // A line's end behind it is no part of the text.
                else if (next == '\r' && at + 1 < end && bytes[at + 1] == '\n') at++;
                else if (next is not ((byte)'\r' or (byte)'\n')) text.Add(next switch { (byte)'n' => 10, (byte)'r' => 13, (byte)'t' => 9, (byte)'b' => 8, (byte)'f' => 12, _ => next });
                continue;
            }
            if (b == '(') depth++;
            else if (b == ')' && --depth == 0)
            {
                at++;
                return [.. text];
            }
            text.Add(b);
        }
        return null;
    }

    private static byte[]? Digits(byte[] bytes, ref int at)
    {
        var text = new List<byte>();
        var half = -1;
        for (var end = Math.Min(bytes.Length, at + 2 * Longest); at < end; at++)
        {
            if (bytes[at] == '>')
            {
                at++;
                if (half >= 0) text.Add((byte)(half * 16));
                return [.. text];
            }
            if (IsWhite(bytes[at])) continue;
            if (Hex(bytes[at]) is not (var digit and >= 0)) return null;
            if (half >= 0) text.Add((byte)(half * 16 + digit));
            half = half >= 0 ? -1 : digit;
        }
        return null;
    }

    private static int OverWhite(byte[] bytes, int at)
    {
        while (at < bytes.Length && (IsWhite(bytes[at]) || bytes[at] == '%'))
        {
            // A remark goes to the end of its line.
            if (bytes[at] == '%' && bytes.AsSpan(at).IndexOfAny((byte)'\r', (byte)'\n') is var end) at = end < 0 ? bytes.Length : at + end;
            else at++;
        }
        return at;
    }

    private static bool IsWhite(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    private static int Hex(byte b) => b switch { >= (byte)'0' and <= (byte)'9' => b - '0', >= (byte)'a' and <= (byte)'f' => b - 'a' + 10, >= (byte)'A' and <= (byte)'F' => b - 'A' + 10, _ => -1 };
}
