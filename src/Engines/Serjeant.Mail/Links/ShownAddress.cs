using System.Globalization;
using System.Text;
using Serjeant.Mail.Domains;

namespace Serjeant.Mail.Links;

/// <summary>An address as people read it, in three pieces: what was registered is the only one that says whose it is.</summary>
/// <param name="Before">Scheme, and names in front that the owner made up.</param>
/// <param name="Site">What was registered, or the whole host where nothing was.</param>
/// <param name="After">Door, path and the rest, cut to a length that a page can show.</param>
/// <param name="ReadsAs">The site with the letters that browsers may show for it; null where they are the same.</param>
public sealed record ShownAddress(string Before, string Site, string After, string? ReadsAs)
{
    private const int Longest = 300;

    public override string ToString() => Before + Site + After;

    /// <summary>Controls and marks that turn the direction of text are written out: shown, they would lie.</summary>
    public static ShownAddress Of(WebAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Host is not { } host) return new ShownAddress("", Plain($"{address.Scheme}:{address.Rest}"), "", null);
        if (address.Kind != AddressKind.Web) return new ShownAddress(Plain($"{address.UserInfo}@{Front(host)}"), SiteOf(host), "", ReadsAsOf(host));
        var port = address.Port is { } given ? string.Create(CultureInfo.InvariantCulture, $":{given}") : "";
        return new ShownAddress(Plain($"{(address.HasScheme ? address.Scheme + "://" : "")}{(address.UserInfo.Length > 0 ? address.UserInfo + "@" : "")}{Front(host)}"), SiteOf(host), Plain(port + (address.Rest.StartsWith('\\') ? "/" + address.Rest[1..] : address.Rest)), ReadsAsOf(host));
    }

    private static string Front(HostName host) => host.Registrable is { } registered ? host.Ascii[..^registered.Length] : "";

    private static string SiteOf(HostName host) => host.Kind == HostKind.IPv6 ? $"[{host.Ascii}]" : host.Registrable ?? host.Ascii;

    private static string? ReadsAsOf(HostName host) => host.Shown == SiteOf(host) || host.Kind != HostKind.Name ? null : Plain(host.Shown);

    private static string Plain(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Longest) return shown.Append('…').ToString();
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                shown.Append(CultureInfo.InvariantCulture, $"%{{{rune.Value:X}}}");
            else shown.Append(rune.ToString());
        }
        return shown.ToString();
    }
}
