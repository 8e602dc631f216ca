using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Serjeant.Mail.Domains;
using Serjeant.Mail.Links;

namespace Serjeant.Chapters.Checks.Looks;

/// <summary>A link as the browser is given it. What the office's own mail filter wrapped round it is taken off, for that would only tell the filter; sign-in details are left out.</summary>
/// <param name="Uri">Http or https.</param>
/// <param name="Personal">The part that seems to be made for one receiver; null where none was found.</param>
public sealed record LookAddress(Uri Uri, string? Personal)
{
    private const int Longest = 4_000;

    /// <returns>False where the link opens no page; the problem is a sentence for the screen.</returns>
    public static bool TryOf(LinkReading link, [NotNullWhen(true)] out LookAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        var last = link.Hops.Skip(1).TakeWhile(h => h.ByFilter && !h.SiteOnly).LastOrDefault()?.Address ?? link.First;
        if (last is not { Kind: AddressKind.Web, Scheme: "http" or "https", Host: { } host })
        {
            problem = "It opens no page of the web, so there is nothing to look at";
            return false;
        }
        var name = host.Kind == HostKind.IPv6 ? $"[{host.Ascii}]" : host.Ascii;
        var port = last.Port is { } given ? string.Create(CultureInfo.InvariantCulture, $":{given}") : "";
        var written = $"{last.Scheme}://{name}{port}{(last.Rest.StartsWith('\\') ? "/" + last.Rest[1..] : last.Rest)}";
        if (written.Length > Longest || !Uri.TryCreate(written, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0)
        {
            problem = "The address can’t be opened: it is too long or not written properly";
            return false;
        }
        problem = null;
        address = new LookAddress(uri, PersonalPart.Of(last));
        return true;
    }
}
