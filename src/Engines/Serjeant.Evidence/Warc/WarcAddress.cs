using System.Globalization;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>
/// An address as records and the index spell it: ASCII only, the host of an international name in its ASCII form (RFC 5891),
/// nothing that could end a line or a field, no fragment. What a browser calls an address comes back letter for letter, even
/// where it is no URI by RFC 3986 (such as <c>{}</c> in a query), since replay looks for what the page will ask for.
/// </summary>
public static class WarcAddress
{
    /// <summary>The longest address, in characters; what is more is cut.</summary>
    public const int MaxLength = 16 * 1024;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    public static string Of(string address)
    {
        var text = address.Trim();
        if (!IsHttp(text))
            return Encode(text);
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        text = hash < 0 ? text : text[..hash];
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = text.AsSpan(start).IndexOfAny('/', '?', '\\') is var at and >= 0 ? start + at : text.Length;
        var rest = text[end..];
        return Encode(text[..start].ToLowerInvariant() + Authority(text[start..end]) + (rest.StartsWith('/') ? rest : "/" + rest));
    }

    public static bool IsHttp(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    // What stands before an @ is a name and a password, which have no place in a record.
    private static string Authority(string authority)
    {
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        if (Ascii.IsValid(host))
            return host.ToLowerInvariant();
        var colon = host.LastIndexOf(':');
        var port = colon >= 0 && host[(colon + 1)..].All(char.IsAsciiDigit) ? host[colon..] : "";
        try
        {
            return Idn.GetAscii(host[..^port.Length]).ToLowerInvariant() + port;
        }
        catch (ArgumentException)
        {
            return host; // No name that any server has; it is percent-encoded below.
        }
    }

    private static string Encode(string text)
    {
        var uri = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (uri.Length + 12 > MaxLength)
                break;
            if (rune.Value is > 0x20 and < 0x7f and not ('"' or '<' or '>'))
                uri.Append((char)rune.Value);
            else
                foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                    uri.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return uri.ToString();
    }
}
