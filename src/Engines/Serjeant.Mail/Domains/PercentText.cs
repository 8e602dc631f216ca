using System.Text;

namespace Serjeant.Mail.Domains;

/// <summary>Percent-decoding that takes anything: bad escapes stay as they are, bytes that are not UTF-8 become U+FFFD.</summary>
internal static class PercentText
{
    internal static string Decode(string text)
    {
        if (!text.Contains('%')) return text;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[length++] = Convert.FromHexString(text.AsSpan(i + 1, 2))[0];
                i += 2;
            }
            else
            {
                var take = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
                length += Encoding.UTF8.GetBytes(text.AsSpan(i, take), bytes.AsSpan(length));
                i += take - 1;
            }
        }
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
