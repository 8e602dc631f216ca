using System.Collections.Frozen;
using Serjeant.Text;

namespace Serjeant.Mail.Signals;

/// <summary>A name that senders borrow, and the sites that are its own.</summary>
internal sealed record Brand(string Name, FrozenSet<string> Sites, FrozenSet<string> Labels);

/// <summary>Sites, brands and lookalikes: which part of a host was registered, whose it is, and whom it imitates.</summary>
internal sealed class Places
{
    // Second levels under which names are registered, for the country codes where that is usual.
    private static readonly FrozenSet<string> Seconds = "co com net org gov edu ac ltd plc me sch nhs police mil or ne go gob gen nom art adv eco blog".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, Brand> byFirstWord = new(StringComparer.Ordinal);
    private readonly List<(string[] Words, Brand Brand)> brands = [];
    private readonly FrozenSet<string> own;

    /// <param name="borrowed">Lines such as <c>Royal Mail = royalmail.com</c>; without sites, a site whose label is the name belongs to it.</param>
    internal Places(IEnumerable<string> borrowed)
    {
        var sites = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in borrowed)
        {
            var parts = line.Split('=', 2);
            var name = parts[0].Trim();
            var listed = parts.Length > 1 ? parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
            var words = WordsOf(name);
            if (words.Length == 0) continue;
            var labels = listed.Select(Label).Append(string.Concat(words)).Append(string.Join('-', words)).ToFrozenSet(StringComparer.Ordinal);
            var brand = new Brand(name, listed.ToFrozenSet(StringComparer.Ordinal), labels);
            brands.Add((words, brand));
            byFirstWord.TryAdd(words[0], brand);
            sites.UnionWith(listed);
        }
        own = sites.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The part of a host that was registered; the host itself when that can't be told.</summary>
    internal string SiteOf(string host)
    {
        var labels = host.Trim('.').ToLowerInvariant().Split('.');
        if (labels.Length <= 2 || labels[^1].All(char.IsAsciiDigit)) return string.Join('.', labels);
        var take = labels[^1].Length == 2 && Seconds.Contains(labels[^2]) ? 3 : 2;
        return string.Join('.', labels[^take..]);
    }

    /// <summary>Two sites of one owner: the same, listed for one brand, or one name under two countries (<c>bbc.com</c>, <c>bbc.co.uk</c>).</summary>
    internal bool Same(string site, string other)
    {
        if (site.Length == 0 || other.Length == 0) return false;
        if (site == other || Label(site).Length >= 3 && Label(site) == Label(other) && !OddEnding(site) && !OddEnding(other)) return true;
        return own.Contains(site) && own.Contains(other) && brands.Exists(b => b.Brand.Sites.Contains(site) && b.Brand.Sites.Contains(other));
    }

    internal bool IsOwn(string host) => own.Contains(SiteOf(host));

    /// <summary>The first brand that a text names.</summary>
    internal Brand? BrandIn(string text)
    {
        var words = WordsOf(text);
        for (var i = 0; i < words.Length; i++)
        {
            if (!byFirstWord.ContainsKey(words[i])) continue;
            foreach (var (name, brand) in brands)
                if (name.Length <= words.Length - i && name.AsSpan().SequenceEqual(words.AsSpan(i, name.Length))) return brand;
        }
        return null;
    }

    internal bool Belongs(Brand brand, string host)
    {
        var site = SiteOf(host);
        return brand.Sites.Contains(site) || brand.Labels.Contains(Label(site)) && !OddEnding(site);
    }

    /// <summary>The brand whose name stands in a host that isn't its own (<c>paypal.secure-login.example</c>).</summary>
    internal Brand? BrandInHost(string host)
    {
        if (IsOwn(host)) return null;
        foreach (var label in host.Split('.').SkipLast(1))
        {
            if (BrandIn(label.Replace('-', ' ')) is { } brand && brand.Name.Length > 3 && !Belongs(brand, host)) return brand;
            foreach (var (words, candidate) in brands)
                if (string.Concat(words) is { Length: >= 6 } joined && label.Contains(joined, StringComparison.Ordinal) && !Belongs(candidate, host)) return candidate;
        }
        return null;
    }

    /// <summary>Whom this domain imitates without being theirs; null for nobody.</summary>
    internal string? Imitated(string host, IReadOnlyList<string> protectedDomains)
    {
        var site = SiteOf(host);
        if (site.Length == 0 || own.Contains(site)) return null;
        foreach (var known in protectedDomains)
        {
            var mine = SiteOf(known);
            if (mine == site || mine.Length < 6) continue;
            if (Skeleton(mine) == Skeleton(site) || Distance(mine, site) <= (mine.Length > 9 ? 2 : 1) || host.Contains(Label(mine), StringComparison.Ordinal) && Label(mine).Length >= 5) return known;
        }
        var label = Label(site);
        foreach (var (_, brand) in brands)
            foreach (var theirs in brand.Labels)
                if (theirs.Length >= 5 && theirs != label && (Skeleton(theirs) == Skeleton(label) || theirs.Length >= 7 && Distance(theirs, label) == 1)) return brand.Name;
        return null;
    }

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

    internal bool LooksLikeDomain(string text)
    {
        var dot = text.LastIndexOf('.');
        return dot > 1 && text.Length - dot - 1 is >= 2 and <= 12 && text[(dot + 1)..].All(char.IsAsciiLetterLower)
            && text[..dot].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && Endings.Contains(text[(dot + 1)..]);
    }

    private static readonly FrozenSet<string> Endings =
        "com org net uk gov edu info biz de fr es it nl br eu io co us ca au be ch at pl pt se no dk ie jp in mx app dev me tv online shop site".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static bool OddEnding(string site) => site.Length - site.LastIndexOf('.') - 1 > 3;

    private static string Label(string site) => site.Split('.')[0];

    private static string[] WordsOf(string text)
    {
        var folded = Folder.Fold(text.Replace('.', ' ').Replace('|', ' ').Replace('*', ' ').Replace('_', ' '));
        return [.. folded.Tokens.Where(t => t.Kind is TokenKind.Word or TokenKind.Number).Select(t => Skeleton(folded.TextOf(t).ToString()))];
    }

    // Letters that are read as others at a glance.
    private static string Skeleton(string text) => text.Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal).Replace('0', 'o').Replace('1', 'l').Replace('i', 'l').Replace('3', 'e').Replace('5', 's');

    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2 || a.Length > 64 || b.Length > 64) return 99;
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = next;
            }
        }
        return row[b.Length];
    }
}
