using System.Collections.Frozen;
using Serjeant.Moderation;

namespace Serjeant.Mail.Domains;

/// <summary>
/// Where registered names end: the Public Suffix List (publicsuffix.org, format and algorithm as its wiki gives them, wildcards and
/// exceptions included). Every question is answered in ASCII form, lower case; <see cref="HostName"/> brings a name into it.
/// </summary>
public sealed class PublicSuffixes
{
    /// <summary>No rule of the list has more labels; longer tails need not be looked for.</summary>
    private readonly int deepest;
    private readonly FrozenDictionary<string, Rule>.AlternateLookup<ReadOnlySpan<char>> rules;

    private PublicSuffixes(Dictionary<string, Rule> rules)
    {
        deepest = rules.Keys.Max(key => key.AsSpan().Count('.')) + 2;
        this.rules = rules.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    [Flags]
    private enum Rule : byte { Exact = 1, PrivateExact = 2, Wildcard = 4, PrivateWildcard = 8, Exception = 16 }

    /// <summary>Reads the list in its publisher's own format.</summary>
    /// <exception cref="SourceFileException">There is no rule in it.</exception>
    public static PublicSuffixes Load(SourceFile file)
    {
        var rules = new Dictionary<string, Rule>(12_000, StringComparer.Ordinal);
        var isPrivate = false;
        foreach (var line in file.Text.AsSpan().EnumerateLines())
        {
            if (line.Contains("===BEGIN PRIVATE DOMAINS===", StringComparison.Ordinal)) isPrivate = true;
            var text = line.Trim();
            // A rule is what stands before the first white space.
            if (text.IndexOfAny(' ', '\t') is > 0 and var end) text = text[..end];
            if (text.IsEmpty || text.StartsWith("//")) continue;
            var rule = isPrivate ? Rule.PrivateExact : Rule.Exact;
            if (text[0] == '!')
            {
                rule = Rule.Exception;
                text = text[1..];
            }
            else if (text.StartsWith("*."))
            {
                rule = isPrivate ? Rule.PrivateWildcard : Rule.Wildcard;
                text = text[2..];
            }
            if (Idn.ToAscii(text.ToString()) is not { Length: > 0 } name) continue;
            rules[name] = rules.GetValueOrDefault(name) | rule;
        }
        return rules.Count > 0 ? new PublicSuffixes(rules)
            : throw new SourceFileException(file.Name, "", "there is no rule in it. Put the Public Suffix List here.");
    }

    /// <summary>How the name ends. A name whose last label the list doesn't know ends in that label, as the list's rule "*" says.</summary>
    /// <param name="host">ASCII form, lower case, no dot at the end, no IP address.</param>
    public Suffix SuffixOf(ReadOnlySpan<char> host)
    {
        var best = new Suffix(host.Length - host.LastIndexOf('.') - 1, SuffixKind.Unlisted);
        var below = ReadOnlySpan<char>.Empty;
        for (var labels = 1; labels <= deepest && below.Length < host.Length; labels++)
        {
            var end = host.Length - below.Length - (labels > 1 ? 1 : 0);
            var name = host[(host[..end].LastIndexOf('.') + 1)..];
            // "*.ck" stands under "ck": it makes a suffix of every name just below.
            if (labels > 1 && rules.TryGetValue(below, out var parent))
            {
                if ((parent & Rule.Wildcard) != 0) best = new Suffix(name.Length, SuffixKind.Icann);
                else if ((parent & Rule.PrivateWildcard) != 0) best = new Suffix(name.Length, SuffixKind.Private);
            }
            if (rules.TryGetValue(name, out var rule))
            {
                if ((rule & Rule.Exception) != 0) return new Suffix(below.Length, best.Kind);
                if ((rule & Rule.Exact) != 0) best = new Suffix(name.Length, SuffixKind.Icann);
                else if ((rule & Rule.PrivateExact) != 0) best = new Suffix(name.Length, SuffixKind.Private);
            }
            below = name;
        }
        return best;
    }

    /// <summary>The part of the name that somebody registered: the suffix and one label before it; empty when the name is a suffix itself.</summary>
    /// <inheritdoc cref="SuffixOf" path="/param"/>
    public ReadOnlySpan<char> RegistrableOf(ReadOnlySpan<char> host)
    {
        var suffix = SuffixOf(host).Length;
        if (suffix >= host.Length) return [];
        var label = host[..(host.Length - suffix - 1)].LastIndexOf('.') + 1;
        return host[label..];
    }
}

/// <summary>Whose rule ended a name.</summary>
public enum SuffixKind
{
    /// <summary>No rule: the last label is taken.</summary>
    Unlisted = 0,

    /// <summary>A registry's, such as <c>co.uk</c>.</summary>
    Icann = 1,

    /// <summary>A company's, under which strangers get names, such as <c>github.io</c>.</summary>
    Private = 2,
}

/// <param name="Length">Characters of the suffix, without the dot before it.</param>
/// <param name="Kind">Whose rule it was.</param>
public readonly record struct Suffix(int Length, SuffixKind Kind);
