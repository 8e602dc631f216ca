using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Serjeant.Commands.Triage;

/// <summary>
/// Reads a JSON string that may hold half a surrogate pair as an escape (<c>\ud83d</c>), as cut-off emoji from other programs do.
/// RFC 8259 section 8.2 allows the grammar and leaves the behaviour open; here such a message is judged like any other.
/// </summary>
internal static class JsonText
{
    internal static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    // The reader has checked the escapes already, so each is complete.
    private static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            i++;
            switch (raw[i])
            {
                case 'u':
                    text.Append((char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    i += 4;
                    break;
                case 'n': text.Append('\n'); break;
                case 'r': text.Append('\r'); break;
                case 't': text.Append('\t'); break;
                case 'b': text.Append('\b'); break;
                case 'f': text.Append('\f'); break;
                default: text.Append(raw[i]); break;
            }
        }
        return text.ToString();
    }
}
