using System.Globalization;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>
/// Named fields, one a line, as HTTP and WARC write them (RFC 9110 §5; ISO 28500:2017 §4), made harmless: no value can end
/// its line, no name can be anything but a token, and every byte is ASCII, so that all readers see the same.
/// </summary>
internal sealed class WarcFields
{
    /// <summary>The longest name, in characters; what is more is cut.</summary>
    public const int MaxName = 128;

    /// <summary>The longest value, in bytes; what is more is cut.</summary>
    public const int MaxValue = 16 * 1024;

    private readonly StringBuilder text = new();

    /// <summary>How long they are by now, in bytes.</summary>
    public int Length => text.Length;

    public WarcFields Line(string line)
    {
        text.Append(line).Append("\r\n");
        return this;
    }

    public WarcFields Add(string name, string value) => Line($"{Name(name)}: {Value(value)}");

    public WarcFields Add(string name, long value) => Line($"{name}: {value.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Closes them with an empty line.</summary>
    public byte[] ToHead() => Encoding.ASCII.GetBytes(text + "\r\n");

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(text.ToString());

    /// <summary>A token (RFC 9110 §5.6.2); what may not be in one becomes an underscore.</summary>
    public static string Name(string name)
    {
        var token = name.Length > MaxName ? name[..MaxName] : name;
        return token.Length == 0 ? "_" : string.Concat(token.Select(c => IsToken(c) ? c : '_'));
    }

    /// <summary>One line of ASCII: what is not ASCII is percent-encoded as UTF-8, control characters become spaces.</summary>
    public static string Value(string value, int max = MaxValue)
    {
        var line = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            if (line.Length + 12 > max)
                break;
            if (rune.Value is >= 0x20 and < 0x7f)
                line.Append((char)rune.Value);
            else if (rune.IsAscii || rune.Value is >= 0x80 and < 0xa0)
                line.Append(' ');
            else
                foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                    line.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return line.ToString().Trim(' ');
    }

    private static bool IsToken(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
}
