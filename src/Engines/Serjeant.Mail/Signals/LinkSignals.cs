using Serjeant.Mail.Domains;
using Serjeant.Mail.Links;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Signals;

/// <summary>Where links of a message go, against who wrote it and what they show.</summary>
internal sealed class LinkSignals(WordLists lists)
{
    private readonly AddressSignals signals = new(lists);

    internal void Find(MailReading mail, MailContext context, Sites sites, Facts facts)
    {
        // What is at a mail provider's is no site of those who have their mail there.
        var sender = lists.FreeMail.Contains(mail.Sender.Domain) ? "" : sites.SiteOf(mail.Sender.Domain);
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var inFiles = new Dictionary<string, int>(StringComparer.Ordinal);
        var pressed = new List<string>();
        foreach (var link in mail.Links.Concat(context.QrCodes.Select(text => new MailLink("", text, 0, LinkKind.Qr))))
        {
            var evidence = new Evidence(Place.Link, SenderSignals.Cut(link.Kind == LinkKind.Pdf ? $"in the PDF “{link.Shown}”: {link.Target}" : link.Shown.Length > 0 && link.Shown != link.Target ? $"{link.Shown.ReplaceLineEndings(" ")} → {link.Target}" : link.Target));
            if (link.Kind == LinkKind.Form) facts.Add("link.form", evidence);
            WritesTo(link, mail, context, evidence, facts);
            // What has no scheme is a page of nowhere in a mail, and no address.
            var reading = sites.Tables.Links.Read(link.Target, out _);
            if (link.Kind == LinkKind.Qr) facts.Add(reading?.First is { Kind: AddressKind.Web, HasScheme: true } ? "qr.link" : "qr.text", evidence);
            if (reading is null || !reading.First.HasScheme) continue;
            var real = Real(reading);
            if (real.Kind != AddressKind.Web)
            {
                foreach (var fact in signals.Of(reading, sites).Where(f => f.Name is "runs" or "links-device")) facts.Add($"link.{fact.Name}", evidence, fact.Words);
                continue;
            }
            var site = Sites.SiteOf(real.Host!);
            var among = link.Kind == LinkKind.Pdf ? inFiles : found;
            among[site] = among.GetValueOrDefault(site) + 1;
            if (link.Kind == LinkKind.Anchor) pressed.Add(site);
            Address(reading, real, evidence, site, sender, sites, facts);
            if (!sites.Same(site, sender) && !mail.IsChat && Carries(link.Target, mail)) facts.Add("link.carries-address", evidence, ("site", site));
            Shown(link, real.Host!, evidence, site, sites, facts);
        }
        // A file's links don't water down what those of the text do together; where the text has none, they are all there is.
        Together(mail, found.Count > 0 ? found : inFiles, sender, sites, facts);
        Copied(pressed, sender, sites, facts);
    }

    // A button that begins a letter, ready to be sent to an address that anybody can make and that is not the sender's.
    private void WritesTo(MailLink link, MailReading mail, MailContext context, Evidence evidence, Facts facts)
    {
        if (link.Kind != LinkKind.Anchor || !link.Target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || !link.Target.Contains("subject=", StringComparison.OrdinalIgnoreCase)) return;
        var address = Uri.UnescapeDataString(link.Target[7..].Split('?', '&', ',', ';')[0]).Trim();
        if (!lists.FreeMail.Contains(address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant()) || context.Contacts.KnowsAddress(address, byDomain: false)) return;
        if (!address.Equals(mail.Sender.Email, StringComparison.OrdinalIgnoreCase) && !mail.To.Any(t => t.Email.Equals(address, StringComparison.OrdinalIgnoreCase))) facts.Add("link.writes-to", evidence, ("address", address));
    }

    // Somebody's newsletter, taken whole, with the first link changed: that goes where no other does, and the others to one firm that is not the sender.
    private void Copied(List<string> pressed, string sender, Sites sites, Facts facts)
    {
        if (pressed.Count < 5 || pressed.Exists(s => sites.Same(s, sender))) return;
        var others = pressed.Where(s => s != pressed[0] && !WordLists.Has(lists.CommonSites, s)).GroupBy(s => s, StringComparer.Ordinal).MaxBy(g => g.Count());
        if (others is null || others.Count() < 3 || pressed.Count(s => s == pressed[0]) > 3 || WordLists.Has(lists.CommonSites, pressed[0]) || WordLists.Has(lists.MailingServices, pressed[0])) return;
        facts.Add("link.copied-page", new Evidence(Place.Link, $"{pressed[0]}, {others.Key}"), ("site", pressed[0]), ("others", others.Key));
    }

    // A site that carries another address along is a detour to it, if it is a service that does so; anybody else may carry what they like to look honest.
    private WebAddress Real(LinkReading reading) =>
        reading.Carried is { Kind: AddressKind.Web } inner && (WordLists.Has(lists.MailingServices, reading.Target.Host!.Ascii) || WordLists.Has(lists.CommonSites, reading.Target.Host.Ascii)) ? inner : reading.Target;

    // An address of the reader in a link to a stranger's site fills in a false sign-in page, or tells that it was pressed.
    private static bool Carries(string target, MailReading mail) =>
        mail.To.Any(t => t.Domain.Length > 0 && t.Email.Length > 6 && (target.Contains(t.Email, StringComparison.OrdinalIgnoreCase) || target.Contains(Uri.EscapeDataString(t.Email), StringComparison.OrdinalIgnoreCase)));

    private void Address(LinkReading reading, WebAddress real, Evidence evidence, string site, string sender, Sites sites, Facts facts)
    {
        (string, string)[] words = [("site", site)];
        var own = sites.Same(site, sender);
        var seen = ReferenceEquals(real, reading.Target) ? reading : reading with { Hops = [.. reading.Hops, new LinkHop(real, Sites.SiteOf(reading.Target.Host!), false, false)], Carried = null };
        foreach (var fact in signals.Of(seen, sites))
        {
            if (fact.Name is "brand" or "brand-faint" or "lookalike" && site == sender || fact.Name == "sign-in" && own) continue;
            facts.Add(fact.Name == "brand-faint" ? "link.brand" : $"link.{fact.Name}", evidence, fact.Words.Length > 0 ? fact.Words : words);
        }
        if (seen.Hops.Count > reading.Hops.Count && !WordLists.Has(lists.MailingServices, reading.Target.Host!.Ascii) && Sites.SiteOf(reading.Target.Host) != site) facts.Add("link.redirects", evidence, words);
        foreach (var hop in reading.Hops.Skip(1).Where(h => !h.ByFilter)) facts.Add("link.redirects", evidence, words);
        var common = WordLists.Has(lists.CommonSites, real.Host!.Ascii) && !facts.Has("link.free-hosting");
        var service = WordLists.Has(lists.MailingServices, real.Host.Ascii);
        var shortened = reading.Hops.Any(h => h.Address.Host is { } at && WordLists.Has(lists.Shorteners, at.Ascii));
        if (own) facts.Add("link.own", evidence, words);
        else if ((!common || shortened) && !service) facts.Add("link.foreign", evidence, words);
    }

    private void Shown(MailLink link, HostName real, Evidence evidence, string site, Sites sites, Facts facts)
    {
        if (link.Kind != LinkKind.Anchor || link.Shown.Length == 0) return;
        var first = link.Shown.TrimStart();
        // Only what is an address as a whole is shown as one; a site's name in a sentence is a name.
        if (first.AsSpan().IndexOfAny(" \n") >= 0 || sites.DomainIn(first) is not { } shown) return;
        if (first.Contains('@', StringComparison.Ordinal) || sites.SiteOf(shown) == site || WordLists.Has(lists.MailingServices, real.Ascii)) return;
        facts.Add("link.shows-another", evidence, ("shown", shown), ("site", site));
    }

    private void Together(MailReading mail, Dictionary<string, int> found, string sender, Sites sites, Facts facts)
    {
        if (found.Count == 0)
        {
            facts.Add("link.none", new Evidence(Place.Text, "(no links)"));
            return;
        }
        var foreign = found.Keys.Where(s => (!WordLists.Has(lists.CommonSites, s) || facts.Has("link.free-hosting") && s.EndsWith("googleapis.com", StringComparison.Ordinal)) && !WordLists.Has(lists.MailingServices, s)).ToArray();
        if (foreign.Length == 0 && !facts.Has("link.own") && facts.Has("link.shared-file")) facts.Add("link.only-shared-file", facts.EvidenceOf("link.shared-file")[0]);
        if (foreign.Length == 0 && !facts.Has("link.own") && facts.Has("link.mailing-service")) facts.Add("link.only-service", facts.EvidenceOf("link.mailing-service")[0]);
        if (!mail.IsChat && foreign is [var one] && !sites.Same(one, sender) && found.Keys.All(s => s == one || !mail.Sender.Domain.EndsWith(s, StringComparison.Ordinal)))
            facts.Add("link.all-to-one-foreign", new Evidence(Place.Link, one), ("site", one));
        if (found.Values.Sum() <= 3) facts.Add("link.few", new Evidence(Place.Link, string.Join(", ", found.Keys)));
    }
}
