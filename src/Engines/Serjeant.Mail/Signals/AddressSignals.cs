using System.Globalization;
using Serjeant.Mail.Domains;
using Serjeant.Mail.Links;

namespace Serjeant.Mail.Signals;

/// <summary>One fact about an address.</summary>
/// <param name="Name">Without the group before the dot: rules for mail know it as <c>link.NAME</c>, rules for links as <c>address.NAME</c>.</param>
/// <param name="At">The address that it is about.</param>
/// <param name="Span">Where in that address as written.</param>
internal sealed record AddressFact(string Name, WebAddress At, TextSpan Span, params (string Name, string Value)[] Words);

/// <summary>What can be said of a link by its address alone, wherever it stands.</summary>
internal sealed class AddressSignals(WordLists lists)
{
    private const int VeryLong = 1_000;
    private const int ManyDots = 5;

    private static readonly string[] SharedFile = ["forms.", "/drawings/", "lookerstudio", "sites.google", "/document/d", "/spreadsheets/", "/forms/", "drive.google", "docs.google", "sharepoint", "1drv", "dropbox", "we.tl", "/presentation/"];

    // Pages that take an address to write of it, look for it or come back to it, and do not go on there.
    private static readonly string[] Shares = ["/share", "/intent/", "/sharing", "/login", "/signin", "/oauth", "/authorize", "/search", "/dialog/", "/submit", "/pin/create"];

    private static readonly string[] Forms = ["forms.gle", "forms.office.com", "docs.google.com/forms", "typeform.com", "jotform.com", "forms.cloud.microsoft", "surveymonkey.com/r/"];

    // Pictures, slides and forms that anybody puts up under the name of a firm that people trust.
    private static readonly string[] PutUp = ["docs.google.com/drawings/", "lookerstudio.google.com/", "docs.google.com/presentation/d/e/", "script.google.com/", "sites.google.com/", "forms.yandex.", "telegra.ph/", "translate.goog/", "canva.com/design/"];

    private static readonly string[] Programs = [".exe", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".lnk", ".iso", ".img", ".vhd", ".apk", ".jar", ".dmg", ".pkg", ".one", ".xlsm", ".docm", ".svg"];

    private static readonly string[] Archives = [".zip", ".rar", ".7z", ".cab", ".tar", ".gz", ".tgz"];

    internal IEnumerable<AddressFact> Of(LinkReading link, Sites sites)
    {
        foreach (var hop in link.Hops)
            foreach (var fact in Written(hop.Address, hop == link.Hops[0])) yield return fact;
        for (var i = 1; i < link.Hops.Count; i++)
        {
            var (by, from) = (link.Hops[i], link.Hops[i - 1].Address);
            yield return Whole(by.ByFilter ? "filtered" : "detour", from, sites, ("by", by.By!));
            if (by.SiteOnly) yield return Whole("site-only", from, sites, ("by", by.By!));
        }
        if (link.Carried is { } carried && carried.Host is { } inner && sites.SiteOf(inner.Ascii) != sites.SiteOf(link.Target.Host!.Ascii) && !(Shares.Any(s => link.Target.Path.Contains(s, StringComparison.OrdinalIgnoreCase)) && sites.IsWellKnown(link.Target.Host.Ascii)) && !WordLists.Has(lists.MailingServices, link.Target.Host.Ascii))
            yield return Whole("redirects", link.Target, sites, ("site", inner.Shown));
        foreach (var fact in Target(link.Target, link, sites)) yield return fact;
    }

    // How it is written, whatever it leads to.
    private static IEnumerable<AddressFact> Written(WebAddress a, bool isFirst)
    {
        var host = a.Host;
        (string, string)[] site = host is null ? [] : [("site", host.Shown)];
        if (a.UserInfo.Length > 0 && a.Kind == AddressKind.Web)
        {
            yield return new AddressFact("user-part", a, a.UserSpan, site);
            if (a.UserInfo.Contains('.')) yield return new AddressFact("user-host", a, a.UserSpan, [("shown", a.UserInfo.Length > 80 ? a.UserInfo[..80] + "…" : a.UserInfo), .. site]);
        }
        if (a.Port is { } port) yield return new AddressFact("odd-port", a, a.HostSpan, [("port", port.ToString(CultureInfo.InvariantCulture)), .. site]);
        if ((a.Oddities & AddressOddities.EncodedHost) != 0) yield return new AddressFact("encoded-host", a, a.HostSpan, site);
        if ((a.Oddities & AddressOddities.Backslashes) != 0) yield return new AddressFact("backslashes", a, new TextSpan(0, Math.Min(a.Written.Length, 200)), site);
        if (isFirst && (a.Oddities & AddressOddities.Controls) != 0) yield return new AddressFact("controls", a, new TextSpan(0, Math.Min(a.Written.Length, 200)), site);
        if (host is { Kind: HostKind.Name } && host.Unicode != host.Ascii)
        {
            yield return new AddressFact("other-letters", a, a.HostSpan, [("site", host.Shown), ("ascii", host.Registrable ?? host.Ascii)]);
            if (Scripts.IsMixed(host.Unicode)) yield return new AddressFact("mixed-scripts", a, a.HostSpan, site);
        }
        if (isFirst && a.Written.Length > VeryLong) yield return new AddressFact("long", a, new TextSpan(0, 0), site);
    }

    private IEnumerable<AddressFact> Target(WebAddress a, LinkReading link, Sites sites)
    {
        if (a.Kind == AddressKind.Runs) yield return new AddressFact("runs", a, new TextSpan(0, Math.Min(a.Written.Length, a.RestStart)), ("scheme", a.Scheme));
        if (a.Scheme is "sgnl" or "whatsapp" or "tg" && a.Rest.Contains("link", StringComparison.OrdinalIgnoreCase)) yield return new AddressFact("links-device", a, new TextSpan(0, Math.Min(a.Written.Length, 80)));
        if (a.Host is not { } host) yield break;
        AddressFact Say(string name, params (string, string)[] more) => new(name, a, a.HostSpan, [("site", host.Shown), .. more]);
        if (host.Kind != HostKind.Name)
        {
            yield return Say("number");
            if (!a.HostWritten.Equals(host.Kind == HostKind.IPv6 ? $"[{host.Ascii}]" : host.Ascii, StringComparison.OrdinalIgnoreCase) && host.Kind == HostKind.IPv4) yield return Say("number-disguised", ("number", host.Ascii));
        }
        if (sites.Imitates(host) is { } imitated) yield return Say("lookalike", ("brand", imitated.Brand), ("genuine", imitated.Protected), ("how", imitated.Reason));
        else if (sites.Borrows(host) is { } borrowed) yield return Say(borrowed.Points >= 2 ? "brand" : "brand-faint", ("brand", borrowed.Brand), ("genuine", borrowed.Protected), ("how", borrowed.Reason));
        if (a.Kind != AddressKind.Web) yield break;
        if (sites.Tables.Brands.OwnerOf(host) is { } owner) yield return Say("well-known", ("brand", owner.Name));
        foreach (var fact in Listed(a, host, link, Say)) yield return fact;
        foreach (var fact in Pages(a, host, sites, Say)) yield return fact;
    }

    private IEnumerable<AddressFact> Listed(WebAddress a, HostName host, LinkReading link, Func<string, (string, string)[], AddressFact> say)
    {
        if (link.Hops.Any(h => h.Address.Host is { } at && WordLists.Has(lists.Shorteners, at.Ascii))) yield return say("shortened", []);
        if (WordLists.Has(lists.FreeHosting, host.Ascii)) yield return say("free-hosting", []);
        if (lists.CheapEndings.Contains(host.Ascii[(host.Ascii.LastIndexOf('.') + 1)..])) yield return say("cheap-ending", []);
        var service = WordLists.Has(lists.MailingServices, host.Ascii);
        if (service) yield return say("mailing-service", []);
        if (!service && host.Ascii.Split('.').SkipLast(1).Any(l => l.Length > 9 && OddNames.IsRandom(l.Replace("-", "", StringComparison.Ordinal)))) yield return say("random", []);
        if (host.Ascii.Count(c => c == '.') >= ManyDots) yield return say("deep", []);
        if (a.Scheme == "http" && a.HasScheme) yield return say("unprotected", []);
        if (WordLists.Has(lists.CommonSites, host.Ascii) && !WordLists.Has(lists.FreeHosting, host.Ascii))
        {
            yield return say("common", []);
            var path = $"{a.Rest} {host.Ascii}";
            if (SharedFile.Any(w => path.Contains(w, StringComparison.OrdinalIgnoreCase))) yield return say("shared-file", []);
        }
        if (PutUp.Any(f => $"{host.Ascii}{a.Rest}".Contains(f, StringComparison.OrdinalIgnoreCase))) yield return say("put-up", []);
        if (Forms.Any(f => $"{host.Ascii}{a.Rest}".Contains(f, StringComparison.OrdinalIgnoreCase))) yield return say("asks-form", []);
    }

    private IEnumerable<AddressFact> Pages(WebAddress a, HostName host, Sites sites, Func<string, (string, string)[], AddressFact> say)
    {
        var path = $"{a.Rest} {host.Ascii}".ToLowerInvariant();
        var rest = new TextSpan(a.RestStart, Math.Min(a.Rest.Length, 120));
        bool Has(string part) => path.Contains(part, StringComparison.Ordinal);
        (string, string)[] site = [("site", host.Shown)];
        if (lists.SignInWords.Any(Has)) yield return new AddressFact("sign-in", a, rest, site);
        if ((a.IsAt("microsoft.com") || a.IsAt("aka.ms") || a.IsAt("microsoftonline.com") || a.IsAt("live.com")) && (Has("devicelogin") || Has("/link?") || a.Path.TrimEnd('/') == "/link" && a.IsAt("microsoft.com")) || Has("/oauth2/deviceauth") || Has("/devicecode")
            || (a.IsAt("google.com") || a.IsAt("github.com")) && a.Path.StartsWith(a.IsAt("github.com") ? "/login/device" : "/device", StringComparison.OrdinalIgnoreCase))
            yield return new AddressFact("device-code", a, rest, site);
        if (Has("/oauth2/") && Has("client_id=") || Has("/o/oauth2") || Has("/adminconsent") || Has("/oauth/authorize") && Has("client_id=")) yield return new AddressFact("consent", a, rest, site);
        if (host.Ascii == "chat.whatsapp.com") yield return say("whatsapp-group", []);
        if (host.Ascii is "wa.me" or "api.whatsapp.com" or "t.me" or "signal.me" or "signal.group" or "line.me") yield return say("chat", []);
        if (Has("linkdevice") || host.Ascii.Contains("whatsapp", StringComparison.Ordinal) && !a.IsAt("whatsapp.com") && !a.IsAt("whatsapp.net")) yield return say("links-device", []);
        bool Ends(string[] endings) => endings.Any(p => a.Path.EndsWith(p, StringComparison.OrdinalIgnoreCase));
        if (Ends(Programs) || Ends(Archives)) yield return new AddressFact(Ends(Programs) ? "download" : "archive", a, rest, [("file", a.Path[(a.Path.LastIndexOf('/') + 1)..] is { Length: <= 60 } file ? file : "a file"), .. site]);
        if (CarriesAddress(a)) yield return new AddressFact("carries-email", a, rest, site);
        if (Sites.SiteOf(host) is var own && a.Rest.Length > 4 && a.Path.Split('/', 12).Select(p => p.ToLowerInvariant()).FirstOrDefault(p => p.Contains('.') && sites.HostOf(p) is { Registrable: not null } shown && sites.Tables.Brands.OwnerOf(shown) is not null && Sites.SiteOf(shown) != own) is { } named
            && sites.Tables.Brands.OwnerOf(host) is null && !WordLists.Has(lists.CommonSites, host.Ascii))
            yield return new AddressFact("brand-in-path", a, rest, [("shown", named), .. site]);
        if (IsLocal(host)) yield return say("local", []);
    }

    // Plain, percent-encoded, or in Base64 after the hash sign, as false sign-in pages take it.
    internal static bool CarriesAddress(WebAddress a)
    {
        var tail = a.Query.Length + a.Fragment.Length > 4_000 ? "" : Uri.UnescapeDataString($"{a.Query} {a.Fragment}");
        if (HasMailAddress(tail)) return true;
        var coded = a.Fragment.Length is >= 12 and <= 400 ? a.Fragment.Trim('/', '=') : "";
        if (coded.Length == 0) return false;
        var bytes = new byte[coded.Length];
        return Convert.TryFromBase64String(coded.PadRight((coded.Length + 3) / 4 * 4, '='), bytes, out var written) && HasMailAddress(System.Text.Encoding.ASCII.GetString(bytes, 0, written));
    }

    // A letter before an @, and behind it a name with a dot. Not by a regular expression: those have a clock, and a verdict may not hang on how busy the machine is.
    private static bool HasMailAddress(string text)
    {
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]) && text[at - 1] is not ('_' or '-' or '+')) continue;
            var end = at + 1;
            while (end < text.Length && end - at < 255 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '.')) end++;
            var site = text.AsSpan(at + 1, end - at - 1).Trim('.');
            if (site.LastIndexOf('.') is var dot and > 0 && site.Length - dot > 2 && char.IsAsciiLetter(site[dot + 1])) return true;
        }
        return false;
    }

    private static bool IsLocal(HostName host) => host.Ascii == "localhost" || host.Ascii.EndsWith(".local", StringComparison.Ordinal) || host.Ascii.EndsWith(".internal", StringComparison.Ordinal)
        || host.Kind == HostKind.IPv4 && (host.Ascii.StartsWith("10.", StringComparison.Ordinal) || host.Ascii.StartsWith("127.", StringComparison.Ordinal) || host.Ascii.StartsWith("192.168.", StringComparison.Ordinal));

    private static AddressFact Whole(string name, WebAddress a, Sites sites, params (string, string)[] words) => new(name, a, a.HostSpan, [.. words, ("own", sites.SiteOf(a.Host!.Ascii))]);
}
