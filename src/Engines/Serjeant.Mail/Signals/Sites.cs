using Serjeant.Mail.Domains;
using Serjeant.Mail.Lookalikes;

namespace Serjeant.Mail.Signals;

/// <summary>Whose the sites of one message are and whom they imitate. Made for one message; what was asked once is kept.</summary>
internal sealed class Sites(MailTables tables, BrandNames names)
{
    /// <summary>Imitations looked for in one message; a message with more sites is no letter.</summary>
    private const int MostLookalikes = 60;

    /// <summary>From so many points on an imitation was made to be mistaken; below, the name is only there.</summary>
    private const double Strong = 3.5;

    private readonly Dictionary<string, HostName?> hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Lookalike?> lookalikes = new(StringComparer.Ordinal);

    internal MailTables Tables => tables;

    internal HostName? HostOf(string host)
    {
        if (!hosts.TryGetValue(host, out var read)) hosts[host] = read = tables.Hosts.Read(host);
        return read;
    }

    /// <summary>The part of a host that was registered; the host itself when that can't be told.</summary>
    internal string SiteOf(string host) => HostOf(host) is { } read ? SiteOf(read) : host.Trim('.').ToLowerInvariant();

    internal static string SiteOf(HostName host) => host.Registrable ?? host.Ascii;

    /// <summary>Two sites of one owner: the same, listed for one brand, or one name under two countries (<c>bbc.com</c>, <c>bbc.co.uk</c>).</summary>
    internal bool Same(string site, string other)
    {
        if (site.Length == 0 || other.Length == 0) return false;
        if (site == other) return true;
        if (HostOf(site) is not { } one || HostOf(other) is not { } two) return false;
        return one.Label.Length >= 3 && one.Label == two.Label && IsPlainEnding(one) && IsPlainEnding(two) || tables.Brands.OwnerOf(one) is { } owner && owner == tables.Brands.OwnerOf(two);
    }

    /// <summary>A site of somebody whom people know.</summary>
    internal bool IsWellKnown(string host) => HostOf(host) is { } read && tables.Brands.OwnerOf(read) is not null;

    /// <inheritdoc cref="BrandNames.In"/>
    internal (Brand Brand, string Name)? BrandIn(string text, bool asSender) => names.In(text, asSender);

    /// <summary>The host is the brand's own: listed, or its name under a country's ending.</summary>
    internal bool Belongs(Brand brand, string host) => HostOf(host) is { } read
        && (tables.Brands.Belongs(brand, read) || IsPlainEnding(read) && brand.Own.Any(d => HostOf(d) is { Label.Length: > 0 } own && own.Label == read.Label));

    /// <summary>Whom this host was made to be mistaken for; null for nobody.</summary>
    internal Lookalike? Imitates(HostName host) => Find(host) is { } found && IsStrong(found) ? found : null;

    /// <summary>Whose name stands in this host, which is not theirs; null for nobody's.</summary>
    internal Lookalike? Borrows(HostName host) => Find(host) is { } found && !IsStrong(found) ? found : null;

    /// <summary>An address that is written in a text (<c>example.com</c>).</summary>
    internal string? DomainIn(string text)
    {
        foreach (var word in text.Split([' ', '(', ')', '<', '>', ',', ';', '"', '\'', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            var clean = word.Trim('.', ':', '!', '?').ToLowerInvariant();
            var scheme = clean.IndexOf("://", StringComparison.Ordinal);
            if (scheme >= 0) clean = clean[(scheme + 3)..];
            clean = clean.Split('/', '?', '#')[0];
            if (clean.StartsWith("www.", StringComparison.Ordinal)) clean = clean[4..];
            if (LooksLikeDomain(clean)) return clean;
        }
        return null;
    }

    // "e.g." and "file.name" are no addresses: the ending must be one that exists, and none of those that are also words or file names.
    private bool LooksLikeDomain(string text)
    {
        var dot = text.LastIndexOf('.');
        return dot > 1 && text.Length <= 253 && text[..dot].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && text[(dot + 1)..] is var ending && ending.Length >= 2 && ending.All(char.IsAsciiLetterLower)
            && ending is not ("zip" or "mov" or "md" or "sh" or "py" or "rs" or "pl" or "so" or "ps" or "cc" or "is" or "it" or "at" or "to" or "be" or "no" or "my" or "me" or "do" or "in" or "am" or "as" or "so" or "us")
            && HostOf(text) is { SuffixKind: not SuffixKind.Unlisted, Registrable: not null };
    }

    private Lookalike? Find(HostName host)
    {
        if (lookalikes.TryGetValue(host.Ascii, out var known)) return known;
        if (lookalikes.Count >= MostLookalikes) return null;
        return lookalikes[host.Ascii] = tables.Lookalikes.Find(host);
    }

    private static bool IsStrong(Lookalike found) => found.Points >= Strong || found is { OfOffice: true, Points: >= 2 };

    private static bool IsPlainEnding(HostName host) => host.SuffixKind == SuffixKind.Icann && host.Suffix.Length - host.Suffix.LastIndexOf('.') - 1 <= 3;
}
