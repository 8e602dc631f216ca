using System.Text;
using Serjeant.Mail.Domains;

namespace Serjeant.Mail.Links;

/// <summary>Takes addresses out of addresses. Whatever comes of it is only text; reading it is the next step.</summary>
internal static class Unwrapping
{
    /// <summary>UTF-16 code units of an address within an address.</summary>
    private const int Longest = 16_384;

    // By what a page calls the place to go on to. Return addresses of a sign-in ("redirect_uri", "continue") are not here: they are gone to only after it.
    private static readonly string[] OpenKeys = ["url", "u", "q", "target", "dest", "destination", "redirect", "redirecturl", "redirect_url", "redir", "goto", "go", "link", "to", "out", "next", "href", "location", "murl", "ued", "r", "l", "p"];

    internal static string? Take(Wrapper wrapper, WebAddress address) => wrapper.Take switch
    {
        WrapperTake.Query => wrapper.Keys.Select(k => Value(address.Query, k)).FirstOrDefault(v => v is not null) is { } value ? AsAddress(value) : null,
        WrapperTake.Path => InPath(address.Path),
        WrapperTake.Domain => wrapper.Keys.Select(k => Value(address.Query, k)).FirstOrDefault(v => !string.IsNullOrEmpty(v)) is { } site ? $"https://{site}" : null,
        WrapperTake.Proofpoint2 => Value(address.Query, "u") is { } coded ? AsAddress(PercentText.Decode(coded.Replace('-', '%').Replace('_', '/'))) : null,
        WrapperTake.Proofpoint3 => Proofpoint3(address.Rest),
        WrapperTake.Amp => address.Path[wrapper.Path.Length..] is var rest && rest.StartsWith("s/", StringComparison.Ordinal) ? $"https://{rest[2..]}" : $"http://{rest}",
        WrapperTake.Translate => address.Host!.Ascii is var host && host.IndexOf(".translate.goog", StringComparison.Ordinal) is var end and > 0
            ? $"https://{host[..end].Replace("--", "\u0000", StringComparison.Ordinal).Replace('-', '.').Replace('\u0000', '-')}{address.Path}" : null,
        _ => null,
    };

    /// <summary>An address that a site nobody listed carries in its query or its path: it may lead on there, or only look as if.</summary>
    internal static string? Carried(WebAddress address)
    {
        foreach (var key in OpenKeys)
            if (Value(address.Query, key) is { Length: > 0 } value && AsAddress(value) is { } open) return open;
        if (InPath(address.Path) is { } inPath) return inPath;
        // Under a key of its own making, still plainly an address.
        var query = address.Query.Length <= Longest ? address.Query : address.Query[..Longest];
        foreach (var pair in query.Split('&', 64))
        {
            var value = pair[(pair.IndexOf('=') + 1)..];
            if (value.Length < pair.Length && IsSignIn(pair.AsSpan(0, pair.Length - value.Length - 1))) continue;
            if (AsAddress(PercentText.Decode(value)) is { } found) return found;
        }
        return null;
    }

    private static bool IsSignIn(ReadOnlySpan<char> key) => key is "redirect_uri" or "continue" or "wreply" or "returnurl" or "returnUrl" or "ReturnUrl" or "state" or "service" or "post_logout_redirect_uri" or "ref" or "referrer" or "referer" or "source";

    // Up to twice decoded, as it is after two detours.
    private static string? AsAddress(string value)
    {
        var text = value.Trim();
        if (text.Length is 0 or > Longest) return null;
        for (var pass = 0; pass < 3; pass++)
        {
            if (IsWeb(text)) return text;
            var decoded = PercentText.Decode(text);
            if (decoded == text) break;
            text = decoded;
        }
        return Base64(text) ?? (text.StartsWith("a1", StringComparison.Ordinal) ? Base64(text[2..]) : null);
    }

    private static string? InPath(string path)
    {
        if (path.Length > Longest) path = path[..Longest];
        for (var at = 1; at < path.Length && (at = path.IndexOf("http", at, StringComparison.OrdinalIgnoreCase)) > 0; at += 4)
        {
            // What is encoded ends with its segment; what is not goes on to the end.
            var rest = path[at..];
            var isCoded = rest.IndexOf('%') is var percent and >= 0 && percent <= 7;
            var text = isCoded ? PercentText.Decode(rest.Split('/')[0] is { Length: > 8 } first ? first : rest) : rest;
            if (text.IndexOf("___", StringComparison.Ordinal) is var end and > 0) text = text[..end];
            if (IsWeb(text)) return text;
        }
        return null;
    }

    private static bool IsWeb(string text) => text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && text.Length > 7 || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && text.Length > 8;

    private static string? Base64(string text)
    {
        // "http" in Base64.
        if (!text.StartsWith("aHR0c", StringComparison.Ordinal)) return null;
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '+' or '/' or '-' or '_')) end++;
        var whole = text[..end].Replace('-', '+').Replace('_', '/');
        whole = (whole.Length % 4) switch { 1 => whole[..^1], 2 => whole + "==", 3 => whole + "=", _ => whole };
        var bytes = new byte[whole.Length];
        if (!Convert.TryFromBase64String(whole, bytes, out var written)) return null;
        var address = Encoding.UTF8.GetString(bytes, 0, written);
        return IsWeb(address) ? address : null;
    }

    // __ADDRESS__;SIGNS!... : each star stands for the next sign, "**" and a letter for as many as the letter counts (A is 2).
    private static string? Proofpoint3(string rest)
    {
        if (rest.Length > Longest) return null;
        var start = rest.IndexOf("/__", StringComparison.Ordinal);
        var end = start < 0 ? -1 : rest.LastIndexOf("__;", StringComparison.Ordinal);
        if (end <= start + 2) return null;
        var address = rest[(start + 3)..end];
        var stop = rest.IndexOf('!', end);
        var signs = stop < 0 ? "" : Signs(rest[(end + 3)..stop]);
        var built = new StringBuilder(address.Length);
        var next = 0;
        for (var i = 0; i < address.Length; i++)
        {
            if (address[i] != '*')
            {
                built.Append(address[i]);
                continue;
            }
            var count = 1;
            if (i + 2 < address.Length && address[i + 1] == '*' && Runs.IndexOf(address[i + 2], StringComparison.Ordinal) is var run and >= 0)
            {
                count = run + 2;
                i += 2;
            }
            for (; count > 0 && next < signs.Length; count--) built.Append(signs[next++]);
        }
        var text = built.ToString();
        foreach (var scheme in new[] { "https:/", "http:/" })
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && !text.StartsWith($"{scheme}/", StringComparison.OrdinalIgnoreCase)) text = $"{scheme}/{text[scheme.Length..]}";
        return IsWeb(text) ? text : null;
    }

    private const string Runs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static string Signs(string base64)
    {
        var whole = base64.Replace('-', '+').Replace('_', '/');
        whole = (whole.Length % 4) switch { 2 => whole + "==", 3 => whole + "=", _ => whole };
        var bytes = new byte[whole.Length];
        return Convert.TryFromBase64String(whole, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written) : "";
    }

    /// <summary>The value of a key, percent-decoded once; null when it isn't there.</summary>
    internal static string? Value(string query, string key)
    {
        for (var at = 0; at < query.Length;)
        {
            var end = query.IndexOf('&', at) is var next and >= 0 ? next : query.Length;
            // In old pages "&" is written "&amp;".
            var start = query.AsSpan(at, end - at).StartsWith("amp;") ? at + 4 : at;
            var equals = query.IndexOf('=', start, end - start);
            if (equals > 0 && query.AsSpan(start, equals - start).Equals(key, StringComparison.OrdinalIgnoreCase))
                return end - equals > Longest ? null : PercentText.Decode(query[(equals + 1)..end].Replace('+', ' '));
            at = end + 1;
        }
        return null;
    }
}
