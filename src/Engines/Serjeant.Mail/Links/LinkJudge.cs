using Serjeant.Mail.Rules;
using Serjeant.Mail.Signals;

namespace Serjeant.Mail.Links;

/// <summary>
/// Says of a link alone whether it looks genuine, from its address and without opening or asking anything. Pure and deterministic; safe to share between threads;
/// takes a moment to make. Its rules are those of <c>rules/mail/address/</c>; one strong sign is enough for red.
/// </summary>
public sealed class LinkJudge
{
    private const int LongestQuote = 200;

    private readonly MailRuleSet rules;
    private readonly AddressSignals signals;
    private readonly BrandNames names;
    private readonly MailTables tables;

    /// <exception cref="Serjeant.Moderation.SourceFileException">A list that the code asks for is missing.</exception>
    public LinkJudge(MailRuleSet rules, MailTables tables)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(tables);
        this.rules = rules;
        this.tables = tables;
        signals = new AddressSignals(new WordLists(rules));
        names = new BrandNames([]);
    }

    /// <summary>The same for an office: what imitates its own domains is worst.</summary>
    /// <param name="domains">Such as <c>janesmith.org.uk</c>. What is no domain is left out.</param>
    public LinkJudge Protecting(IEnumerable<string> domains) => new(rules, tables.Protecting(domains));

    /// <summary>Judges a link.</summary>
    /// <param name="written">As it was pasted; a scheme may be missing.</param>
    /// <exception cref="FormatException">This is no link; the message says why in plain words.</exception>
    public LinkVerdict Judge(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var (link, held, facts) = Held(written);
        var findings = held.Where(r => !r.Quiet).Select(r => new Finding(r.Id, r.Points, r.Reason, facts.EvidenceOf(r.Id))).OrderByDescending(f => f.Points).ThenBy(f => f.RuleId, StringComparer.Ordinal).ToArray();
        var (verdict, score) = LinkScoring.Of(findings);
        return new LinkVerdict(verdict, score, findings, LinkSteps.Of(verdict, held.Where(r => r.Points > 0).OrderByDescending(r => r.Points)), link);
    }

    internal IReadOnlyList<string> Holding(string written) => [.. Held(written).Held.Select(r => r.Id)];

    private (LinkReading Link, IReadOnlyList<MailRule> Held, Facts Facts) Held(string written)
    {
        var link = tables.Links.Read(written, out var error) ?? throw new FormatException(error);
        var facts = new Facts();
        foreach (var fact in signals.Of(link, new Sites(tables, names)))
            facts.Add($"address.{fact.Name}", EvidenceOf(fact, link), fact.Words);
        if (link.IsDeeper) facts.Add("address.deeper", Quote(link.Target.Written, default));
        return (link, rules.Hold(facts, "", "", "", ""), facts);
    }

    // Only what stands in the link as it was given has a place in it.
    private static Evidence EvidenceOf(AddressFact fact, LinkReading link) => ReferenceEquals(fact.At, link.First) ? Quote(link.First.Written, fact.Span) : Quote(fact.At.Written, fact.Span) with { Start = null, Length = null };

    private static Evidence Quote(string written, TextSpan span)
    {
        var (start, length) = span.Length > 0 ? (span.Start, span.Length) : (0, written.Length);
        var cut = Math.Min(length, LongestQuote);
        // Never half of a letter that takes two units.
        if (cut < length && cut > 0 && char.IsHighSurrogate(written[start + cut - 1])) cut--;
        return new Evidence(Place.Link, written.Substring(start, cut), null, start, cut);
    }
}
