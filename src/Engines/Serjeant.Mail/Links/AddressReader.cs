using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using Serjeant.Mail.Domains;

namespace Serjeant.Mail.Links;

/// <summary>
/// Takes addresses apart as browsers do (WHATWG URL, section 4.4 "basic URL parser", for the special schemes), and those that people write without a scheme as the
/// address bar does. Never throws, bounded, deterministic.
/// </summary>
public sealed class AddressReader(HostReader hosts)
{
    private static readonly FrozenSet<string> Web = FrozenSet.Create("http", "https", "ftp", "ws", "wss");

    private static readonly FrozenSet<string> Runs = FrozenSet.Create("data", "javascript", "vbscript", "blob", "file", "filesystem", "search-ms", "search", "ms-msdt", "ms-officecmd", "ms-appinstaller", "shell", "view-source", "about", "intent");

    private static readonly FrozenSet<string> Apps = FrozenSet.Create("tel", "sms", "smsto", "whatsapp", "sgnl", "tg", "viber", "line", "skype", "facetime", "zoommtg", "msteams", "otpauth", "bitcoin", "ethereum", "geo", "cid", "mid", "magnet",
        "ms-word", "ms-excel", "ms-powerpoint");

    private static readonly SearchValues<char> Stripped = SearchValues.Create("\t\n\r");

    /// <summary>The address, or null with the reason in plain words.</summary>
    public WebAddress? Read(string written, out string? error)
    {
        ArgumentNullException.ThrowIfNull(written);
        error = null;
        var text = new CleanText(written);
        if (text.Value.Length == 0) return Fail("There is nothing to check: the address is empty.", out error);
        var colon = text.Value.IndexOf(':');
        var scheme = colon > 0 && IsScheme(text.Value.AsSpan(0, colon)) ? text.Value[..colon].ToLowerInvariant() : "";
        var defanged = scheme is "hxxp" or "hxxps" || text.Value.Contains("[.]", StringComparison.Ordinal);
        if (scheme is "hxxp" or "hxxps") scheme = $"http{scheme[4..]}";
        if (Web.Contains(scheme)) return Authority(text, scheme, colon + 1, defanged, out error);
        if (scheme.Length == 0 || IsHostAndPort(text.Value, colon)) return Bare(text, defanged, out error);
        var plain = new WebAddress { Written = written, Kind = AddressKind.App, Scheme = scheme, HasScheme = true, Rest = text.Value[(colon + 1)..], RestStart = text.At(colon + 1), Oddities = text.Oddities };
        if (scheme == "mailto") return Mail(text, plain, colon + 1, out error);
        if (Runs.Contains(scheme)) return plain with { Kind = AddressKind.Runs };
        return Apps.Contains(scheme) ? plain : Fail($"This begins with '{(scheme.Length > 20 ? scheme[..20] + "…" : scheme)}:', which is no web address.", out error);
    }

    private WebAddress? Bare(CleanText text, bool defanged, out string? error)
    {
        var value = text.Value;
        if (value.AsSpan().IndexOfAny(" \u00A0\u3000") >= 0 && value.AsSpan().IndexOfAny("/?#") < 0) return Fail("This is no address: it has spaces in it.", out error);
        // A mail address, and not a page with a name before the @.
        if (value.IndexOf('@') is var at and > 0 && value.AsSpan(at + 1).IndexOfAny("@/\\?#:") < 0)
            return Mail(text, new WebAddress { Written = text.Written, Kind = AddressKind.Mail, Scheme = "mailto", Rest = value, RestStart = text.At(0), Oddities = text.Oddities }, 0, out error);
        var read = Authority(text, "", 0, defanged, out error);
        if (read is null || read.Host!.Kind != HostKind.Name || read.Host.Ascii.Contains('.')) return read;
        return Fail("This is no web address: it names no site, such as www.example.org.", out error);
    }

    private WebAddress? Mail(CleanText text, WebAddress plain, int from, out string? error)
    {
        error = null;
        var value = text.Value;
        var end = value.IndexOfAny(['?', ',', ';'], from) is var stop and >= 0 ? stop : value.Length;
        var at = value.AsSpan(from, end - from).LastIndexOf('@') is var found and >= 0 ? from + found : -1;
        if (at < 0 || hosts.Read(value[(at + 1)..end]) is not { } host) return Fail("This mail address names no site behind the @.", out error);
        return plain with { Kind = AddressKind.Mail, Host = host, HostWritten = value[(at + 1)..end], HostSpan = text.Span(at + 1, end - at - 1), UserInfo = value[from..at], UserSpan = text.Span(from, at - from) };
    }

    private WebAddress? Authority(CleanText text, string scheme, int from, bool defanged, out string? error)
    {
        error = null;
        var value = text.Value;
        var start = from;
        while (start < value.Length && value[start] is '/' or '\\') start++;
        var end = value.AsSpan(start).IndexOfAny("/\\?#") is var stop and >= 0 ? start + stop : value.Length;
        var at = value.AsSpan(start, end - start).LastIndexOf('@') is var found and >= 0 ? start + found : -1;
        var hostStart = at < start ? start : at + 1;
        var hostEnd = PortColon(value, hostStart, end) is var colon and >= 0 ? colon : end;
        var written = value[hostStart..hostEnd];
        int? port = null;
        if (hostEnd + 1 < end)
        {
            if (!int.TryParse(value.AsSpan(hostEnd + 1, end - hostEnd - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var given) || given > 65_535)
                return Fail("No browser would open this: what stands behind the colon is no number of a door (port).", out error);
            port = (scheme, given) is ("http" or "ws" or "", 80) or ("https" or "wss", 443) or ("ftp", 21) ? null : given;
        }
        if (hosts.Read(defanged ? written.Replace("[.]", ".", StringComparison.Ordinal) : written) is not { } host)
            return Fail(written.Length == 0 ? "This is no web address: it names no site." : "No browser would open this: the name of the site can't be one.", out error);
        var oddities = text.Oddities | (defanged ? AddressOddities.Defanged : 0) | (written.Contains('%') ? AddressOddities.EncodedHost : 0)
            | (value.AsSpan(from, end - from).Contains('\\') || end < value.Length && value[end] == '\\' ? AddressOddities.Backslashes : 0)
            | (scheme.Length > 0 && start - from != 2 ? AddressOddities.Slashes : 0);
        return new WebAddress
        {
            Written = text.Written,
            Kind = AddressKind.Web,
            Scheme = scheme.Length > 0 ? scheme : "http",
            HasScheme = scheme.Length > 0,
            UserInfo = at < start ? "" : value[start..at],
            UserSpan = at < start ? default : text.Span(start, at - start),
            Host = host,
            HostWritten = written,
            HostSpan = text.Span(hostStart, hostEnd - hostStart),
            Port = port,
            Rest = value[end..],
            RestStart = text.At(end),
            Oddities = oddities,
        };
    }

    // The first colon outside the brackets of an IPv6 address.
    private static int PortColon(string value, int start, int end)
    {
        var inside = false;
        for (var i = start; i < end; i++)
        {
            if (value[i] == '[') inside = true;
            else if (value[i] == ']') inside = false;
            else if (value[i] == ':' && !inside) return i;
        }
        return -1;
    }

    private static bool IsScheme(ReadOnlySpan<char> text) => text.Length <= 64 && char.IsAsciiLetter(text[0]) && !text.ContainsAnyExcept(SchemeLetters);

    private static readonly SearchValues<char> SchemeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    // "example.org:8080/x" and "localhost:3000" have a port and no scheme.
    private static bool IsHostAndPort(string value, int colon)
    {
        if (Apps.Contains(value[..colon].ToLowerInvariant())) return false;
        var digits = value.AsSpan(colon + 1);
        var end = digits.IndexOfAny("/\\?#");
        if (end >= 0) digits = digits[..end];
        return digits.Length is > 0 and <= 5 && !digits.ContainsAnyExceptInRange('0', '9') || value.AsSpan(0, colon).Contains('.') && digits.IsEmpty;
    }

    private static WebAddress? Fail(string reason, out string? error)
    {
        error = reason;
        return null;
    }

    /// <summary>The address without what browsers leave out, and where each letter stood.</summary>
    private sealed class CleanText
    {
        private readonly int[]? places;
        private readonly int start;

        internal CleanText(string written)
        {
            Written = written;
            var end = written.Length;
            while (start < end && written[start] <= ' ') start++;
            while (end > start && written[end - 1] <= ' ') end--;
            if (end - start > WebAddress.Longest)
            {
                end = start + WebAddress.Longest;
                Oddities |= AddressOddities.Cut;
            }
            var span = written.AsSpan(start, end - start);
            if (span.IndexOfAny(Stripped) < 0)
            {
                Value = span.ToString();
                return;
            }
            Oddities |= AddressOddities.Controls;
            var letters = new char[span.Length];
            places = new int[span.Length + 1];
            var length = 0;
            for (var i = 0; i < span.Length; i++)
            {
                if (Stripped.Contains(span[i])) continue;
                letters[length] = span[i];
                places[length++] = start + i;
            }
            places[length] = end;
            Value = new string(letters, 0, length);
        }

        internal string Written { get; }

        internal string Value { get; }

        internal AddressOddities Oddities { get; }

        internal int At(int index) => places is null ? start + index : places[index];

        internal TextSpan Span(int from, int length) => new(At(from), length == 0 ? 0 : At(from + length - 1) + 1 - At(from));
    }
}
