using System.Text;

namespace Serjeant.Evidence;

/// <summary>
/// An address turned round so that one site's addresses sort together: <c>https://www.Example.com:8443/A?b=2&amp;a=1</c> is
/// <c>com,example:8443)/a?a=1&amp;b=2</c>. It is the spelling of warcio.js, which is what makes and reads most WACZ files: lower
/// case, no <c>www.</c>, a port only when it isn't the usual one, dots in the path resolved, the query's parts sorted.
/// What is neither http nor https stays as it is.
/// </summary>
public static class Surt
{
    /// <param name="address">As <see cref="WarcAddress.Of"/> spells it.</param>
    public static string Of(string address) => Of(address, null);

    /// <summary>The key of an answer to a request that is not by GET: method and body are part of the query.</summary>
    /// <param name="sent">The body, as <see cref="SentQuery"/> spells it.</param>
    internal static string Of(string address, string method, string sent) => Of(address, Query($"__wb_method={method}&{SentQuery.Decoded(sent)}"));

    private static string Of(string address, string? more)
    {
        if (!WarcAddress.IsHttp(address))
            return address;
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var bare = address[..start] + WithoutWww(address[start..]);
        var lower = bare.ToLowerInvariant();
        var end = lower.AsSpan(start).IndexOfAny('/', '?') is var at and >= 0 ? start + at : lower.Length;
        var (host, port) = Host(lower[start..end]);
        if (host.Length == 0 || host.AsSpan().IndexOfAny("%^|@\\<>{}`\"") >= 0 || port is null)
            return bare;
        if (port == (lower.StartsWith("https", StringComparison.Ordinal) ? "443" : "80"))
            port = "";
        var labels = host.Split('.');
        Array.Reverse(labels);
        var question = lower.IndexOf('?', end);
        var path = Path(question < 0 ? lower[end..] : lower[end..question]);
        var asked = question < 0 ? more ?? "" : lower[(question + 1)..] + (more is null ? "" : "&" + more);
        var query = asked.Length == 0 ? "" : "?" + string.Join('&', asked.Split('&').Order(StringComparer.Ordinal));
        return $"{string.Join(',', labels)}{(port.Length > 0 ? ":" + port : "")}){path}{query.Replace("'", "%27")}";
    }

    // As a browser spells what stands after the question mark of an address that is in lower case already (URL Standard, section 4.4).
    private static string Query(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var bare = (hash < 0 ? text : text[..hash]).TrimEnd([.. Enumerable.Range(0, 0x21).Select(c => (char)c)]).ToLowerInvariant();
        var query = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in bare.EnumerateRunes().Where(r => r.Value is not ('\t' or '\n' or '\r')))
        {
            if (rune.Value is > 0x20 and < 0x7f and not ('"' or '<' or '>'))
                query.Append((char)rune.Value);
            else
                foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                    query.Append('%').Append(b.ToString("X2", null));
        }
        return query.ToString();
    }

    // "www.", "www2." and so on, when something is left after it.
    private static string WithoutWww(string rest)
    {
        if (!rest.StartsWith("www", StringComparison.Ordinal))
            return rest;
        var at = 3;
        while (at < rest.Length && char.IsAsciiDigit(rest[at]))
            at++;
        return at < rest.Length && rest[at] == '.' ? rest[(at + 1)..] : rest;
    }

    // The port is null when it is none.
    private static (string Host, string? Port) Host(string authority)
    {
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || authority.EndsWith(']'))
            return (authority, "");
        var port = authority[(colon + 1)..];
        if (port.Length == 0)
            return (authority[..colon], "");
        return (authority[..colon], ushort.TryParse(port, System.Globalization.NumberStyles.None, null, out var number)
            ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null);
    }

    // RFC 3986 §5.2.4, with a dot that is percent-encoded taken for one, as browsers do.
    private static string Path(string path)
    {
        var kept = new List<string>();
        var segments = (path.Length == 0 ? "/" : path).Replace('\\', '/').Split('/')[1..];
        for (var i = 0; i < segments.Length; i++)
        {
            var (segment, last) = (segments[i], i == segments.Length - 1);
            var dots = segment.Replace("%2e", ".");
            if (dots == ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            if (dots is not ("." or ".."))
                kept.Add(segment);
            else if (last)
                kept.Add("");
        }
        return "/" + string.Join('/', kept).Replace("{", "%7B").Replace("}", "%7D").Replace("`", "%60").Replace("^", "%5E");
    }
}
