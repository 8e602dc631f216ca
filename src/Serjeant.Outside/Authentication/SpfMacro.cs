using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Serjeant.Outside.Authentication;

/// <summary>What an SPF record's macros stand for (RFC 7208 §7.2).</summary>
/// <param name="Ip">Who connected.</param>
/// <param name="Sender">MAIL FROM, or postmaster at the name given in HELO.</param>
/// <param name="Helo">The name given in HELO or EHLO.</param>
internal sealed record SpfAsked(IPAddress Ip, string Sender, string Helo)
{
    internal string LocalPart => Sender[..Sender.LastIndexOf('@')];

    internal string SenderDomain => Sender[(Sender.LastIndexOf('@') + 1)..];
}

/// <summary>Macros of SPF records (RFC 7208 §7). Those that only explanations may use (c, r, t) are errors here.</summary>
internal static class SpfMacro
{
    private const string Delimiters = ".-+,/_=";
    private const int LongestName = 253;

    /// <summary>Whether this is a domain-spec: a macro-string that ends in a top label or in a macro (§7.1).</summary>
    internal static bool IsDomain(string text)
    {
        if (!IsString(text) || text.Length == 0) return false;
        if (text[^1] == '}') return true;
        if (text.EndsWith("%%", StringComparison.Ordinal) || text.EndsWith("%_", StringComparison.Ordinal) || text.EndsWith("%-", StringComparison.Ordinal)) return false;
        var plain = text.TrimEnd('.');
        if (text.Length - plain.Length > 1 || plain.LastIndexOf('.') is var dot && dot < 0) return false;
        var top = plain[(dot + 1)..];
        return top.Length > 0 && top.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && top[0] != '-' && top[^1] != '-' && !top.All(char.IsAsciiDigit);
    }

    /// <summary>Whether every macro in it is written as one must be.</summary>
    internal static bool IsString(string text) => Expand(text, null) is not null;

    /// <summary>The name to ask for: expanded, and cut from the left to 253 characters (§7.3).</summary>
    internal static string Name(string spec, string domain, Func<char, string> value)
    {
        var name = Expand(spec, letter => letter == 'd' ? domain : value(letter))!.TrimEnd('.');
        while (name.Length > LongestName && name.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot) name = name[(dot + 1)..];
        return name;
    }

    /// <summary>What a letter stands for; d and p are the caller's.</summary>
    internal static string Value(char letter, SpfAsked asked) => letter switch
    {
        's' => asked.Sender,
        'l' => asked.LocalPart,
        'o' => asked.SenderDomain,
        'i' => Dotted(asked.Ip),
        'v' => asked.Ip.AddressFamily == AddressFamily.InterNetwork ? "in-addr" : "ip6",
        'h' => asked.Helo,
        _ => "unknown",
    };

    /// <param name="value">Null only to check how it is written.</param>
    /// <returns>Null when it is not written as it must be.</returns>
    private static string? Expand(string text, Func<char, string>? value)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is < '!' or > '~') return null;
            if (c != '%')
            {
                result.Append(c);
                continue;
            }
            switch (i + 1 < text.Length ? text[++i] : '\0')
            {
                case '%': result.Append('%'); break;
                case '_': result.Append(' '); break;
                case '-': result.Append("%20"); break;
                case '{' when text.IndexOf('}', i) is > 0 and var end:
                    if (Macro(text[(i + 1)..end], value) is not { } expanded) return null;
                    result.Append(expanded);
                    i = end;
                    break;
                default: return null;
            }
        }
        return result.ToString();
    }

    private static string? Macro(string inside, Func<char, string>? value)
    {
        if (inside.Length == 0) return null;
        var letter = char.ToLowerInvariant(inside[0]);
        if (!"slodiphv".Contains(letter, StringComparison.Ordinal)) return null;
        var at = 1;
        while (at < inside.Length && char.IsAsciiDigit(inside[at])) at++;
        var keep = int.MaxValue;
        if (at > 1 && (!int.TryParse(inside.AsSpan(1, at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out keep) || keep == 0)) return null;
        var reversed = at < inside.Length && inside[at] is ('r' or 'R');
        if (reversed) at++;
        var delimiters = inside[at..];
        if (delimiters.Any(d => !Delimiters.Contains(d, StringComparison.Ordinal))) return null;
        if (value is null) return "";
        var parts = value(letter).Split(delimiters.Length == 0 ? ['.'] : delimiters.ToCharArray());
        if (reversed) Array.Reverse(parts);
        var kept = string.Join('.', parts.Skip(Math.Max(0, parts.Length - keep)));
        return char.IsAsciiLetterUpper(inside[0]) ? Uri.EscapeDataString(kept) : kept;
    }

    private static string Dotted(IPAddress ip) => ip.AddressFamily == AddressFamily.InterNetwork
        ? ip.ToString()
        : string.Join('.', Convert.ToHexStringLower(ip.GetAddressBytes()).AsEnumerable());
}
