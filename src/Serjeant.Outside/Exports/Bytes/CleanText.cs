using System.Text;

namespace Serjeant.Outside.Exports.Bytes;

/// <summary>
/// The little that must be changed in text before it can be stored at all: NUL (PostgreSQL refuses it) and halves of
/// surrogate pairs (UTF-8 can't hold them). Bidi and zero-width characters stay, since they may be the evidence.
/// </summary>
internal static class CleanText
{
    private const int NameLength = 300;

    public static string Body(string text)
    {
        if (IsClean(text))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    /// <summary>A name, subject or id: one line, trimmed, at most 300 characters; null when nothing is left.</summary>
    public static string? Line(string? text, int most = NameLength)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var line = Body(text).AsSpan().Trim();
        if (line.Length > most)
            line = line[..(char.IsHighSurrogate(line[most - 1]) ? most - 1 : most)];
        return line.ContainsAnyInRange('\u0000', '\u001F') ? OneLine(line) : line.ToString();
    }

    /// <summary>A web address, only when it is one that a browser may be sent to; otherwise null.</summary>
    public static string? WebAddress(string? text) =>
        text is { Length: > 0 and < 2_000 } && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address.AbsoluteUri
            : null;

    private static string OneLine(ReadOnlySpan<char> line)
    {
        var flat = line.ToString().ToCharArray();
        for (var i = 0; i < flat.Length; i++)
        {
            if (flat[i] < ' ')
                flat[i] = ' ';
        }
        return new string(flat);
    }

    private static bool IsClean(string text)
    {
        if (text.Contains('\0'))
            return false;
        var rest = text.AsSpan();
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is var i and >= 0)
        {
            if (!char.IsHighSurrogate(rest[i]) || i + 1 == rest.Length || !char.IsLowSurrogate(rest[i + 1]))
                return false;
            rest = rest[(i + 2)..];
        }
        return true;
    }
}
