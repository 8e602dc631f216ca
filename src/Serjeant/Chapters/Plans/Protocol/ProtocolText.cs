using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Chapters.Plans.Protocol;

/// <summary>A protocol as plain text, for a website, and the hash of it that the ledger keeps.</summary>
public static class ProtocolText
{
    /// <summary>Only the rules that are switched on: those that are off are nobody's promise.</summary>
    public static string Of(Data.Protocol protocol, string politician)
    {
        var text = new StringBuilder();
        text.Append(protocol.Title).Append('\n').Append(politician).Append("\n\n").Append(protocol.Intro.Trim()).Append("\n\n");
        foreach (var rule in protocol.Rules.Where(r => r.Enabled).OrderBy(r => r.Number))
            text.Append(CultureInfo.InvariantCulture, $"{rule.Number}. {rule.Title}\n   {rule.Text.Trim()}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Version {protocol.Version}");
        if (protocol.InForceAt is { } since)
            text.Append(CultureInfo.InvariantCulture, $", in force since {since:yyyy-MM-dd}");
        return text.Append(".\n").ToString();
    }

    /// <summary>SHA-256 over every rule, those that are off included, with its categories and level; lower-case hexadecimal.</summary>
    public static string Hash(Data.Protocol protocol)
    {
        var all = new StringBuilder().Append(protocol.Version).Append('\n').Append(protocol.Title).Append('\n').Append(protocol.Intro).Append('\n');
        foreach (var rule in protocol.Rules.OrderBy(r => r.Number))
            all.Append(CultureInfo.InvariantCulture, $"{rule.Number}\t{rule.Title}\t{rule.Text}\t{rule.Categories}\t{rule.Enabled}\t{rule.Level}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }

    /// <summary>The paragraphs of an introduction.</summary>
    public static IEnumerable<string> Paragraphs(string intro) =>
        intro.Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
