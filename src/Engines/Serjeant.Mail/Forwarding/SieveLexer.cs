using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Serjeant.Mail.Forwarding;

internal enum SieveTokenKind { Word, Tag, Number, Text, Sign, End }

internal sealed record SieveToken(SieveTokenKind Kind, string Value, int Line, string? Label);

/// <summary>Cuts a Sieve script into tokens (RFC 5228 §8.1): bounded in length and number.</summary>
internal sealed partial class SieveLexer(string script)
{
    /// <summary>Characters of a script; servers usually allow less.</summary>
    internal const int Longest = 1024 * 1024;
    private const int MostTokens = 100_000;
    private int at;
    private int line = 1;
    private string? label;

    internal List<SieveToken> Read()
    {
        if (script.Length > Longest) throw new SieveException("The script is longer than is read");
        var tokens = new List<SieveToken>();
        while (true)
        {
            Skip();
            if (tokens.Count >= MostTokens) throw new SieveException("The script has more parts than are read");
            if (at >= script.Length)
            {
                tokens.Add(new SieveToken(SieveTokenKind.End, "", line, null));
                return tokens;
            }
            tokens.Add(Next());
            label = null;
        }
    }

    private SieveToken Next()
    {
        var (start, begun) = (at, line);
        var c = script[at];
        if (c == '"') return new SieveToken(SieveTokenKind.Text, Quoted(), begun, label);
        if (char.IsAsciiDigit(c))
        {
            while (at < script.Length && char.IsAsciiDigit(script[at])) at++;
            var digits = script[start..at];
            var factor = at < script.Length ? char.ToUpperInvariant(script[at]) switch { 'K' => 1L << 10, 'M' => 1L << 20, 'G' => 1L << 30, _ => 0 } : 0;
            if (factor > 0) at++;
            return new SieveToken(SieveTokenKind.Number, long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < 1L << 32 ? (n * Math.Max(1, factor)).ToString(CultureInfo.InvariantCulture) : digits, begun, label);
        }
        if (c == ':' || char.IsAsciiLetter(c) || c == '_')
        {
            at++;
            while (at < script.Length && (char.IsAsciiLetterOrDigit(script[at]) || script[at] == '_')) at++;
            var word = script[start..at].ToLowerInvariant();
            if (word == "text" && at < script.Length && script[at] == ':') return new SieveToken(SieveTokenKind.Text, Long(), begun, label);
            if (word == ":") throw Wrong("a colon that begins nothing");
            return new SieveToken(c == ':' ? SieveTokenKind.Tag : SieveTokenKind.Word, word, begun, label);
        }
        at++;
        if ("()[]{},;".Contains(c, StringComparison.Ordinal)) return new SieveToken(SieveTokenKind.Sign, c.ToString(), begun, label);
        throw Wrong("a sign that has no place there");
    }

    private string Quoted()
    {
        var text = new StringBuilder();
        for (at++; at < script.Length; at++)
        {
            var c = script[at];
            if (c == '"')
            {
                at++;
                return text.ToString();
            }
            if (c == '\\' && at + 1 < script.Length) c = script[++at];
            if (c == '\n') line++;
            text.Append(c);
        }
        throw Wrong("a text that does not end");
    }

    // text: ... a line with nothing but a dot; two dots at a line's start are one (§2.4.2).
    private string Long()
    {
        var end = script.IndexOf('\n', at);
        if (end < 0) throw Wrong("a text that does not end");
        var text = new StringBuilder();
        at = end + 1;
        line++;
        while (at < script.Length)
        {
            end = script.IndexOf('\n', at);
            var row = (end < 0 ? script[at..] : script[at..end]).TrimEnd('\r');
            at = end < 0 ? script.Length : end + 1;
            line++;
            if (row == ".") return text.ToString();
            text.Append(row.StartsWith("..", StringComparison.Ordinal) ? row[1..] : row).Append('\n');
        }
        throw Wrong("a text that does not end");
    }

    private void Skip()
    {
        while (at < script.Length)
        {
            if (script[at] == '\n') line++;
            if (char.IsWhiteSpace(script[at]) || script[at] == '\ufeff')
            {
                at++;
            }
            else if (script[at] == '#')
            {
                var end = script.IndexOf('\n', at);
                var comment = end < 0 ? script[at..] : script[at..end];
                if (RuleName().Match(comment) is { Success: true } named) label = named.Groups[1].Value.Trim();
                at = end < 0 ? script.Length : end;
            }
            else if (script.AsSpan(at).StartsWith("/*"))
            {
                var end = script.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0) throw Wrong("a comment that does not end");
                line += script.AsSpan(at, end - at).Count('\n');
                at = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private SieveException Wrong(string what) => new(string.Create(CultureInfo.InvariantCulture, $"The script can’t be read: line {line} has {what}"));

    // Roundcube writes "# rule:[name]", SOGo and Horde "# Filter name" or "## Filter: name".
    [GeneratedRegex(@"^#+\s*(?:rule:\[|filter:?\s*)([^\]\r\n]{1,100})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex RuleName();
}
