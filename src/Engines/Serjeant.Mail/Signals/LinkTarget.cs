using System.Net;

namespace Serjeant.Mail.Signals;

/// <summary>Where a link goes: the parts of its address that matter to a reader. Tolerant, as browsers are (WHATWG URL §4.4).</summary>
internal sealed record LinkTarget(string Scheme, string User, string Host, int Port, string Path)
{
    internal bool IsWeb => Scheme is "http" or "https" or "";

    internal bool IsNumeric => Host.Length > 0 && (IPAddress.TryParse(Host.Trim('[', ']'), out _) || Host.All(c => char.IsAsciiDigit(c)));

    internal static LinkTarget Read(string address)
    {
        var text = address.Trim();
        var colon = text.IndexOf(':');
        var scheme = colon > 0 && text[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') ? text[..colon].ToLowerInvariant() : "";
        if (scheme.Replace("hxxp", "http", StringComparison.Ordinal) is "http" or "https" or "ftp")
        {
            var rest = text[(colon + 1)..].TrimStart('/', '\\');
            var end = rest.IndexOfAny(['/', '\\', '?', '#']);
            var authority = end < 0 ? rest : rest[..end];
            var at = authority.LastIndexOf('@');
            var host = authority[(at + 1)..];
            var port = -1;
            if (host.LastIndexOf(':') is var c and >= 0 && !host.EndsWith(']') && int.TryParse(host[(c + 1)..], out var given)) (host, port) = (host[..c], given);
            return new LinkTarget(scheme, at < 0 ? "" : authority[..at], Uri.UnescapeDataString(host).Trim('.').ToLowerInvariant(), port, end < 0 ? "" : rest[end..]);
        }
        return new LinkTarget(scheme, "", "", -1, text);
    }

    /// <summary>The address within the address, where a redirector or a mail filter carries it along unhidden; else null.</summary>
    internal string? Carried()
    {
        var query = Path.Contains('%', StringComparison.Ordinal) && Path.Length < 4_000 ? Uri.UnescapeDataString(Path) : Path;
        // "http" in Base64 begins like this.
        if (query.IndexOf("aHR0c", StringComparison.Ordinal) is var coded and > 0) return Decoded(query[coded..]);
        for (var pass = 0; pass < 2; pass++)
        {
            for (var at = 1; at < query.Length && (at = query.IndexOf("http", at, StringComparison.OrdinalIgnoreCase)) > 0; at += 4)
            {
                var rest = query[at..];
                if (rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) return Unescape(rest.Split('&')[0]);
                if (rest.StartsWith("http%3a", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https%3a", StringComparison.OrdinalIgnoreCase)) return Unescape(rest.Split('&')[0]);
            }
            if (Host.EndsWith("urldefense.proofpoint.com", StringComparison.Ordinal)) query = query.Replace('-', '%').Replace('_', '/');
        }
        // AMP carries the address in its path.
        return Host.StartsWith("www.google.", StringComparison.Ordinal) && Path.StartsWith("/amp/", StringComparison.Ordinal) ? "https://" + Path[5..].TrimStart('s', '/') : null;
    }

    private static string? Decoded(string text)
    {
        var end = 0;
        while (end < text.Length && end < 2_000 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '+' or '/' or '-' or '_')) end++;
        var whole = text[..(end / 4 * 4)].Replace('-', '+').Replace('_', '/');
        var bytes = new byte[whole.Length];
        if (!Convert.TryFromBase64String(whole, bytes, out var written)) return null;
        var address = System.Text.Encoding.ASCII.GetString(bytes, 0, written);
        return address.StartsWith("http", StringComparison.Ordinal) && address.Contains("://", StringComparison.Ordinal) ? address : null;
    }

    private static string Unescape(string text) => text.Length > 4_000 ? text : Uri.UnescapeDataString(text);
}
