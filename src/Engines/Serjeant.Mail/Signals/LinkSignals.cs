using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Signals;

/// <summary>Where links go, against who wrote and what they show.</summary>
internal sealed class LinkSignals(WordLists lists, Places places)
{
    private static readonly string[] SharedFile = ["forms.", "/drawings/", "lookerstudio", "sites.google", "/document/d", "/spreadsheets/", "/forms/", "drive.google", "docs.google", "sharepoint", "1drv", "dropbox", "we.tl", "/presentation/"];

    internal void Find(MailReading mail, MailContext context, Facts facts)
    {
        var sender = places.SiteOf(mail.Sender.Domain);
        var sites = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var link in mail.Links.Concat(context.QrCodes.Select(text => new MailLink("", text, 0, LinkKind.Qr))))
        {
            var target = LinkTarget.Read(link.Target);
            var evidence = new Evidence(Place.Link, SenderSignals.Cut(link.Shown.Length > 0 && link.Shown != link.Target ? $"{link.Shown.ReplaceLineEndings(" ")} → {link.Target}" : link.Target));
            if (target.Scheme is "data" or "javascript" or "vbscript" or "blob" or "file") facts.Add("link.runs", evidence);
            if (link.Kind == LinkKind.Form) facts.Add("link.form", evidence);
            if (link.Kind == LinkKind.Qr) facts.Add(target.IsWeb && target.Host.Length > 0 ? "qr.link" : "qr.text", evidence);
            if (target.Scheme is "mailto" or "tel" or "cid" or "") continue;
            if (target.Host.Length == 0) continue;
            var real = target;
            if (target.Carried() is { } carried && LinkTarget.Read(carried) is { Host.Length: > 0 } inner)
            {
                if (!WordLists.Has(lists.MailingServices, target.Host) && places.SiteOf(inner.Host) != places.SiteOf(target.Host)) facts.Add("link.redirects", evidence, ("site", inner.Host));
                real = inner;
            }
            var site = places.SiteOf(real.Host);
            sites[site] = sites.GetValueOrDefault(site) + 1;
            Address(real, target, evidence, site, sender, context, facts);
            if (!places.Same(site, sender) && !mail.IsChat && Carries(link.Target, mail)) facts.Add("link.carries-address", evidence, ("site", site));
            Shown(link, real, evidence, site, facts);
        }
        Together(mail, sites, sender, facts);
    }

    // An address of the reader in a link to a stranger's site fills in a false sign-in page, or tells that it was pressed.
    private static bool Carries(string target, MailReading mail) =>
        mail.To.Any(t => t.Domain.Length > 0 && t.Email.Length > 6 && (target.Contains(t.Email, StringComparison.OrdinalIgnoreCase) || target.Contains(Uri.EscapeDataString(t.Email), StringComparison.OrdinalIgnoreCase)));

    private void Address(LinkTarget real, LinkTarget outer, Evidence evidence, string site, string sender, MailContext context, Facts facts)
    {
        (string, string)[] words = [("site", site)];
        if (real.IsNumeric) facts.Add("link.number", evidence, words);
        if (real.User.Length > 0 || outer.User.Length > 0) facts.Add("link.user-part", evidence, words);
        if (real.Port is not (-1 or 80 or 443)) facts.Add("link.odd-port", evidence, words);
        if (WordLists.Has(lists.Shorteners, outer.Host)) facts.Add("link.shortened", evidence, words);
        var hosted = WordLists.Has(lists.FreeHosting, real.Host);
        if (hosted) facts.Add("link.free-hosting", evidence, words);
        if (lists.CheapEndings.Contains(real.Host[(real.Host.LastIndexOf('.') + 1)..])) facts.Add("link.cheap-ending", evidence, words);
        var service = WordLists.Has(lists.MailingServices, real.Host);
        if (service) facts.Add("link.mailing-service", evidence, words);
        if (!service && real.Host.Split('.').SkipLast(1).Any(l => l.Length > 9 && OddNames.IsRandom(l.Replace("-", "", StringComparison.Ordinal)))) facts.Add("link.random", evidence, words);
        if (real.Host.Contains("xn--", StringComparison.Ordinal) || real.Host.Any(c => c > 127)) facts.Add("link.other-letters", evidence, words);
        if (real.Host.Count(c => c == '.') >= 5) facts.Add("link.deep", evidence, words);
        if (places.BrandInHost(real.Host) is { } brand && site != sender) facts.Add("link.brand", evidence, ("brand", brand.Name), ("site", site));
        if (places.Imitated(real.Host, context.Protected) is { } imitated && site != sender) facts.Add("link.lookalike", evidence, ("brand", imitated), ("site", site));
        var path = (real.Path + " " + real.Host).ToLowerInvariant();
        if (!places.Same(site, sender) && lists.SignInWords.Any(w => path.Contains(w, StringComparison.Ordinal))) facts.Add("link.sign-in", evidence, words);
        if (real.Host is "microsoft.com" or "www.microsoft.com" or "aka.ms" && path.Contains("devicelogin", StringComparison.Ordinal) || path.Contains("/oauth2/deviceauth", StringComparison.Ordinal) || path.Contains("google.com/device", StringComparison.Ordinal))
            facts.Add("link.device-code", evidence, words);
        if (path.Contains("/oauth2/", StringComparison.Ordinal) && path.Contains("client_id=", StringComparison.Ordinal) || path.Contains("/o/oauth2", StringComparison.Ordinal) || path.Contains("/adminconsent", StringComparison.Ordinal))
            facts.Add("link.consent", evidence, words);
        if (real.Host == "chat.whatsapp.com") facts.Add("link.whatsapp-group", evidence, words);
        if (real.Host is "wa.me" or "api.whatsapp.com" or "t.me" or "signal.me" or "signal.group" or "line.me") facts.Add("link.chat", evidence, words);
        if (real.Scheme is "sgnl" or "whatsapp" || path.Contains("linkdevice", StringComparison.Ordinal) || real.Host.Contains("whatsapp", StringComparison.Ordinal) && site is not ("whatsapp.com" or "whatsapp.net"))
            facts.Add("link.links-device", evidence, words);
        var common = WordLists.Has(lists.CommonSites, real.Host) && !hosted;
        var shortened = WordLists.Has(lists.Shorteners, outer.Host);
        if (places.Same(site, sender)) facts.Add("link.own", evidence, words);
        else if ((!common || shortened) && !service) facts.Add("link.foreign", evidence, words);
        if (real.Scheme == "http") facts.Add("link.unprotected", evidence, words);
        if (common && SharedFile.Any(w => path.Contains(w, StringComparison.Ordinal))) facts.Add("link.shared-file", evidence, words);
    }

    private void Shown(MailLink link, LinkTarget real, Evidence evidence, string site, Facts facts)
    {
        if (link.Kind != LinkKind.Anchor || link.Shown.Length == 0) return;
        var first = link.Shown.TrimStart();
        // Only what is an address as a whole is shown as one; a site's name in a sentence is a name.
        if (first.AsSpan().IndexOfAny(" \n") >= 0 || places.DomainIn(first) is not { } shown) return;
        if (first.Contains('@', StringComparison.Ordinal) || places.SiteOf(shown) == site || WordLists.Has(lists.MailingServices, real.Host)) return;
        facts.Add("link.shows-another", evidence, ("shown", shown), ("site", site));
    }

    private void Together(MailReading mail, Dictionary<string, int> sites, string sender, Facts facts)
    {
        if (sites.Count == 0)
        {
            facts.Add("link.none", new Evidence(Place.Text, "(no links)"));
            return;
        }
        var foreign = sites.Keys.Where(s => (!WordLists.Has(lists.CommonSites, s) || facts.Has("link.free-hosting") && s == "googleapis.com") && !WordLists.Has(lists.MailingServices, s)).ToArray();
        if (foreign.Length == 0 && !facts.Has("link.own") && facts.Has("link.shared-file")) facts.Add("link.only-shared-file", facts.EvidenceOf("link.shared-file")[0]);
        if (foreign.Length == 0 && !facts.Has("link.own") && facts.Has("link.mailing-service")) facts.Add("link.only-service", facts.EvidenceOf("link.mailing-service")[0]);
        if (!mail.IsChat && foreign is [var one] && !places.Same(one, sender) && sites.Keys.All(s => s == one || !mail.Sender.Domain.EndsWith(s, StringComparison.Ordinal)))
            facts.Add("link.all-to-one-foreign", new Evidence(Place.Link, one), ("site", one));
        if (sites.Values.Sum() <= 3) facts.Add("link.few", new Evidence(Place.Link, string.Join(", ", sites.Keys)));
    }
}
