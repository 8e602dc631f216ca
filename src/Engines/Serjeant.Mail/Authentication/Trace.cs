using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Serjeant.Mail.Domains;

namespace Serjeant.Mail.Authentication;

/// <summary>
/// The way of a mail as its <c>Received</c> fields tell it, topmost first (RFC 5321 §4.4), and what that says of a trusted server's <c>Authentication-Results</c> (RFC 8601 §4, §5 and §7.1). Each server
/// writes above what was there, and a trusted one takes away what strangers wrote in its name; so the field is its own only if the mail went through that server and through nobody else's afterwards.
/// </summary>
internal static partial class Trace
{
    private const int LongestField = 2_000;

    /// <summary>Whether a field stands where the server that it names would have put it.</summary>
    /// <param name="fields">All fields of the header by lower-case name, topmost first.</param>
    /// <param name="at">Which of them it is.</param>
    /// <param name="id">The server that it names.</param>
    internal static bool Bears(IReadOnlyList<(string Name, string Value)> fields, int at, string id, TrustedServers trusted, HostReader? hosts)
    {
        // A file that shows no way at all has nothing that speaks against the field, and a forger could write the way as well.
        if (!fields.Any(f => f.Name == "received")) return true;
        var through = false;
        for (var i = 0; i < at; i++)
        {
            if (fields[i].Name != "received") continue;
            var by = By(fields[i].Value);
            if (by is null) return false;
            if (by.Length == 0) continue;
            if (IsOf(by, id, hosts)) through = true;
            // Afterwards it may go on within the office, and nowhere else.
            else if (!trusted.Ids.Concat(trusted.Inside).Any(t => IsOf(by, t, hosts))) return false;
        }
        // A filter beside a server writes above that server's own line, or right below it.
        for (var i = at + 1; !through && i < fields.Count; i++)
            if (fields[i].Name == "received") return By(fields[i].Value) is { Length: > 0 } below && IsOf(below, id, hosts);
        return through;
    }

    /// <summary>Who wrote a <c>Received</c> field; null where that can be read in two ways, empty for a step within one machine or one provider's network.</summary>
    internal static string? By(string field)
    {
        if (field.Length > LongestField) return null;
        var words = WithoutComments(field);
        if (Steps(words) is not [var by]) return null;
        var host = by.Groups["host"].Value.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
        if (host is "localhost" or "localhost.localdomain") return "";
        // A provider's own machines pass it on by number, and name nobody from whom.
        return IPAddress.TryParse(host, out _) ? by.Index == 0 ? "" : null : host;
    }

    // Null where the field is so written that reading it takes too long.
    private static Match[]? Steps(string words)
    {
        try
        {
            return ByName().Matches(words).ToArray();
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static bool IsOf(string host, string server, HostReader? hosts)
    {
        if (server.Equals(TrustedServers.ExchangeOnline, StringComparison.OrdinalIgnoreCase)) return ExchangeOnline.Any(s => IsUnder(host, s));
        server = server.TrimEnd('.').ToLowerInvariant();
        if (IsUnder(host, server) || IsUnder(server, host) && host.Contains('.', StringComparison.Ordinal)) return true;
        // Two machines of one registered domain.
        return hosts?.Read(host)?.Registrable is { } site && site == hosts.Read(server)?.Registrable;
    }

    // What Exchange Online's machines call themselves.
    private static readonly string[] ExchangeOnline = ["outlook.com", "office365.com"];

    private static bool IsUnder(string host, string domain) => host == domain || host.EndsWith("." + domain, StringComparison.Ordinal);

    // What the sender called itself stands in one, and may say anything (RFC 5322 §3.2.2).
    private static string WithoutComments(string field)
    {
        var words = new StringBuilder(field.Length);
        var depth = 0;
        foreach (var c in field)
        {
            if (c == '(') depth++;
            else if (c == ')') depth = Math.Max(0, depth - 1);
            else if (depth == 0) words.Append(char.IsWhiteSpace(c) ? ' ' : c);
        }
        return words.ToString().Trim();
    }

    [GeneratedRegex(@"(?:^| )by (?<host>[A-Za-z0-9._:\[\]-]{1,255})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    private static partial Regex ByName();
}
