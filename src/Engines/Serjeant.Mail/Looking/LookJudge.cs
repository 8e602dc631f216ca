using Serjeant.Mail.Links;
using Serjeant.Mail.Lookalikes;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;
using Serjeant.Mail.Signals;
using Serjeant.Moderation;

namespace Serjeant.Mail.Looking;

/// <summary>
/// Says of a page that was opened whether it is what it seems: its address, whose name it shows, what it asks for. Pure and deterministic: what was seen is input. Its rules are those of
/// <c>rules/mail/page/</c> and, of addresses, <c>rules/mail/address/</c>; one strong sign is enough for red.
/// </summary>
public sealed class LookJudge
{
    /// <summary>The list of words beside which a name is no claim.</summary>
    private const string Asides = "page-asides";

    // Of where it ended, only whose the site is. How long an address is that a site gave itself says nothing.
    private static readonly string[] OfTheEnd = ["lookalike", "brand", "brand-faint", "well-known", "free-hosting", "cheap-ending", "random", "number", "mixed-scripts", "asks-form", "unprotected"];

    private readonly MailRuleSet rules;
    private readonly MailTables tables;
    private readonly AddressSignals addresses;
    private readonly LookSignals signals;
    private readonly MailReader reader = new();

    /// <exception cref="SourceFileException">A list that the code asks for is missing.</exception>
    public LookJudge(MailRuleSet rules, MailTables tables)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(tables);
        (this.rules, this.tables) = (rules, tables);
        var lists = new WordLists(rules);
        addresses = new AddressSignals(lists);
        signals = new LookSignals(lists, addresses, rules.Lists.TryGetValue(Asides, out var words) ? words : throw new SourceFileException($"rules/mail/lists/{Asides}.yaml", "", "this list is missing beside the program. Install Serjeant again."));
    }

    /// <summary>Judges a page that was opened.</summary>
    /// <param name="ownNames">Names that the politician and the office go by.</param>
    /// <param name="protectedDomains">Domains of the office and its people.</param>
    /// <exception cref="FormatException">The address that was opened is no link.</exception>
    public MailVerdict Judge(LookedPage page, IReadOnlyList<string> ownNames, IReadOnlyList<string> protectedDomains)
    {
        var (held, facts) = Held(page, ownNames, protectedDomains);
        var findings = held.Select(r => new Finding(r.Id, r.Points, r.Reason, facts.EvidenceOf(r.Id))).OrderByDescending(f => f.Points).ThenBy(f => f.RuleId, StringComparer.Ordinal).ToArray();
        var (verdict, score) = LinkScoring.Of(findings);
        var message = reader.ReadChat(page.Text) with { Subject = page.Title, Cuts = page.Cuts };
        return new MailVerdict(verdict, score, findings, LinkSteps.Of(verdict, held.Where(r => r.Points > 0).OrderByDescending(r => r.Points), opened: page.Outcome), false, message);
    }

    internal IReadOnlyList<string> Holding(LookedPage page, IReadOnlyList<string> ownNames, IReadOnlyList<string> protectedDomains) => [.. Held(page, ownNames, protectedDomains).Held.Select(r => r.Id)];

    private (IReadOnlyList<MailRule> Held, Facts Facts) Held(LookedPage page, IReadOnlyList<string> ownNames, IReadOnlyList<string> protectedDomains)
    {
        ArgumentNullException.ThrowIfNull(page);
        var own = protectedDomains.Count == 0 ? tables : tables.Protecting(protectedDomains);
        // A name that people write about says something only where a page bears it; so do those of politicians.
        var ours = protectedDomains.Count == 0 ? [] : ownNames.Where(n => n.Contains(' ', StringComparison.Ordinal)).Select(n => new Brand(n, [n], [.. protectedDomains], [], [], IsWord: false, IsPublic: true, IsOffice: true));
        var sites = new Sites(own, new BrandNames(own.Brands.All.Where(b => !b.IsOffice).Concat(ours)));
        var asked = own.Links.Read(page.Asked, out var error) ?? throw new FormatException(error);
        var final = page.Final is { } end && own.Links.Read(end, out _) is { First: { Kind: AddressKind.Web, HasScheme: true } last } ? last : null;
        var facts = new Facts();
        foreach (var fact in addresses.Of(asked, sites))
            // What a short address hid is known now, and whose site it ended at.
            if (final is null || page.Outcome != LookOutcome.Shown || fact.Name is not ("shortened" or "well-known")) facts.Add($"address.{fact.Name}", Quote(fact.At), fact.Words);
        if (final is not null)
            foreach (var fact in addresses.Of(new LinkReading([new LinkHop(final, null, false, false)], null, false), sites).Where(f => OfTheEnd.Contains(f.Name))) facts.Add($"address.{fact.Name}", Quote(final), fact.Words);
        signals.Find(page, asked.Target, final, sites, facts);
        var held = rules.Hold(facts, page.Title, page.Text, "", "");
        return ([.. held.Where(r => !r.Quiet && (r.Id.StartsWith("page.", StringComparison.Ordinal) || r.Id.StartsWith("address.", StringComparison.Ordinal)))], facts);
    }

    private static Evidence Quote(WebAddress address) => new(Place.Link, SenderSignals.Cut(address.Written));
}
