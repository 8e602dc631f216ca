using Serjeant.Mail.Domains;
using Serjeant.Mail.Links;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Signals;

namespace Serjeant.Mail.Looking;

/// <summary>Facts about a page that was opened. Rules know them as <c>page.NAME</c>.</summary>
internal sealed class LookSignals(WordLists lists, AddressSignals addresses, IReadOnlyList<string> asides)
{
    private static readonly string[] Programs = [".exe", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".lnk", ".iso", ".img", ".vhd", ".apk", ".jar", ".dmg", ".pkg", ".one", ".xlsm", ".docm", ".svg"];

    // Where pages ask whether a person looks, the rest is behind it.
    private static readonly string[] RobotChecks = ["challenges.cloudflare.com", "hcaptcha.com", "geo.captcha-delivery.com", "captcha.awswaf.com"];

    internal void Find(LookedPage page, WebAddress asked, WebAddress? final, Sites sites, Facts facts)
    {
        var at = final ?? asked;
        var told = new Evidence(Place.Link, SenderSignals.Cut(at.Written));
        var site = at.Host is { } host ? Sites.SiteOf(host) : at.Written;
        facts.Add(page.Outcome switch
        {
            LookOutcome.Shown => "page.shown",
            LookOutcome.NotThere => "page.not-there",
            LookOutcome.Refused => "page.refused",
            LookOutcome.File => "page.file",
            LookOutcome.Private => "page.private",
            _ => "page.no-answer",
        }, told, ("site", site));
        if (final?.Host is { } there && asked.Host is { } here && !sites.Same(Sites.SiteOf(there), Sites.SiteOf(here)))
            facts.Add("page.led-on", told, ("site", site), ("steps", FormattableString.Invariant($"{page.Steps.Count}")));
        if (page.Download is { } file || page.Outcome == LookOutcome.File && (file = at.Path[(at.Path.LastIndexOf('/') + 1)..]) is not null)
            facts.Add(Programs.Any(p => file.EndsWith(p, StringComparison.OrdinalIgnoreCase)) ? "page.download-runs" : "page.download", new Evidence(Place.Attachment, SenderSignals.Cut(file.Length > 0 ? file : "a file")), ("file", SenderSignals.Cut(file.Length > 0 ? file : "a file")));
        if (page.Windows > 0) facts.Add("page.windows", told);
        if (page.Frames.Any(f => sites.Tables.Links.Read(f, out _)?.First.Host is { } framed && RobotChecks.Any(c => framed.IsUnder(c)))) facts.Add("page.robot-check", told);
        foreach (var code in page.QrCodes.Take(10)) Qr(code, site, sites, facts);
        if (final?.Host is { } end) Asks(page, end, sites, facts);
    }

    // A site's own code, or one for an app shop, leads where a link of it would.
    private void Qr(string code, string site, Sites sites, Facts facts)
    {
        if (sites.Tables.Links.Read(code, out _) is not { First.HasScheme: true } qr) return;
        var told = new Evidence(Place.Link, SenderSignals.Cut(code));
        if (addresses.Of(qr, sites).Any(f => f.Name is "links-device" or "device-code")) facts.Add("page.qr-device", told);
        else if (qr.Target is { Kind: AddressKind.Web, Host: { } host } && !sites.Same(Sites.SiteOf(host), site) && !sites.IsWellKnown(host.Ascii)) facts.Add("page.qr-link", told, ("target", SenderSignals.Cut(code)));
    }

    private void Asks(LookedPage page, HostName host, Sites sites, Facts facts)
    {
        var fields = page.Fields.Select(f => (Field: f, Kind: FieldKinds.Of(f))).ToArray();
        foreach (var (field, kind) in fields)
            facts.Add(kind switch { FieldKind.Password => "page.password", FieldKind.Code => "page.code", FieldKind.Card => "page.card", FieldKind.Account => "page.account", _ => "page.field" }, Quote(field), ("site", Sites.SiteOf(host)));
        if (page.Fields.FirstOrDefault(FieldKinds.IsTypedInto) is { } typed) facts.Add("page.types", Quote(typed));
        var secret = fields.Where(f => f.Kind is FieldKind.Password or FieldKind.Code or FieldKind.Card).Select(f => f.Field).ToArray();
        Elsewhere(secret, host, sites, facts);
        // Where one page leads to the next with the password, the first asks only who you are.
        var account = secret.Length == 0 && fields.Count(f => f.Kind != FieldKind.Other) is 1 or 2 && fields.Any(f => f.Kind == FieldKind.Account);
        if (secret.Length == 0 && !account) return;
        // Known sites are their owner's, but for places where anybody can put up a page or a form.
        if (sites.IsWellKnown(host.Ascii) && !WordLists.Has(lists.FreeHosting, host.Ascii) && !facts.Has("address.asks-form")) return;
        HostName[] own = [host, .. secret.Select(f => HostOf(f.Frame, sites)).OfType<HostName>().Take(5)];
        if (new ShownNames(sites, asides).Foreign(page, own) is not { } name) return;
        facts.Add(name.Brand.IsOffice ? "page.shows-ours" : "page.shows-another", name.Where, ("brand", name.Name), ("site", Sites.SiteOf(host)));
        facts.Add(name.Prominent ? "page.shows-prominently" : "page.shows-in-passing", name.Where);
    }

    // What is typed goes to somebody else than whose page it seems.
    private static void Elsewhere(IReadOnlyList<LookedField> secret, HostName host, Sites sites, Facts facts)
    {
        var here = Sites.SiteOf(host);
        foreach (var field in secret)
        {
            if (HostOf(field.Frame, sites) is { } frame && !sites.Same(Sites.SiteOf(frame), here) && !sites.IsWellKnown(frame.Ascii))
                facts.Add("page.framed", new Evidence(Place.Link, SenderSignals.Cut(field.Frame)), ("site", Sites.SiteOf(frame)));
            if (field.SendsTo is { } to && HostOf(to, sites) is { } target && !sites.Same(Sites.SiteOf(target), HostOf(field.Frame, sites) is { } from ? Sites.SiteOf(from) : here) && !sites.IsWellKnown(target.Ascii))
                facts.Add("page.sends-elsewhere", new Evidence(Place.Link, SenderSignals.Cut(to)), ("site", Sites.SiteOf(target)));
        }
    }

    private static HostName? HostOf(string address, Sites sites) => sites.Tables.Links.Read(address, out _)?.First is { Kind: AddressKind.Web, HasScheme: true } read ? read.Host : null;

    private static Evidence Quote(LookedField field) => new(Place.Header, SenderSignals.Cut(field.Hint.Length > 0 ? field.Hint : field.Name.Length > 0 ? field.Name : field.Type), "Field");
}
