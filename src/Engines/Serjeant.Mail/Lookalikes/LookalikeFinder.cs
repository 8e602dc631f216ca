using System.Collections.Frozen;
using Serjeant.Mail.Domains;

namespace Serjeant.Mail.Lookalikes;

/// <summary>Says which protected domain a host imitates, if any. Pure, and safe to share between threads.</summary>
public sealed class LookalikeFinder
{
    private readonly Brands brands;
    private readonly Skeletons skeletons;
    private readonly LureWords lures;
    private readonly EverydayWords words;
    private readonly Watched[] watched;
    private readonly FrozenSet<string> glued;

    /// <param name="brands">Whom to watch, the office's own first.</param>
    public LookalikeFinder(Brands brands, HostReader hosts, Skeletons skeletons, LureWords lures, EverydayWords words)
        : this(brands, skeletons, lures, words, [.. brands.All.SelectMany(b => Watch(b, hosts, skeletons, words))], [])
    {
        glued = watched.Select(w => w.Suffix.Replace(".", "", StringComparison.Ordinal)).Concat(["www", "ww", "wwww", "uk", "com", "net", "org", "co"]).ToFrozenSet(StringComparer.Ordinal);
    }

    private LookalikeFinder(Brands brands, Skeletons skeletons, LureWords lures, EverydayWords words, Watched[] watched, FrozenSet<string> glued)
    {
        this.brands = brands;
        this.skeletons = skeletons;
        this.lures = lures;
        this.words = words;
        this.watched = watched;
        this.glued = glued;
    }

    /// <summary>The same, with the office's own watched before all others; cheap enough to do for one message.</summary>
    internal LookalikeFinder With(Brands all, IEnumerable<Brand> own, HostReader hosts) =>
        new(all, skeletons, lures, words, [.. own.SelectMany(b => Watch(b, hosts, skeletons, words)), .. watched], glued);

    /// <summary>The strongest imitation, or null: also for the protected domains themselves, their owners' others and known neighbours.</summary>
    public Lookalike? Find(HostName host)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (host.Kind != HostKind.Name || host.Registrable is null || brands.OwnerOf(host) is not null || brands.IsNeighbour(host)) return null;
        var landlord = brands.LandlordOf(host);
        var candidate = new Candidate(host, skeletons, words);
        Lookalike? best = null;
        foreach (var name in watched)
            if (Compare(candidate, name, landlord) is { } found && (best is null || found.Points > best.Points)) best = found;
        return best;
    }

    private static IEnumerable<Watched> Watch(Brand brand, HostReader hosts, Skeletons skeletons, EverydayWords words) =>
        from domain in brand.Domains
        let host = hosts.Read(domain)
        where host is { Kind: HostKind.Name } && host.Ascii.Contains('.')
        // Of a name that a landlord gave, what stands before the first dot is one's own.
        select new Watched(brand, host.Registrable == host.Ascii || brand.Tenants.Count > 0 ? host : host with { Registrable = null }, skeletons, words);

    private Lookalike? Compare(Candidate c, Watched w, Brand? landlord)
    {
        if (c.RealNameFirst(w)) return Say(w, LookalikeKind.RealNameFirst, 4, $"begins with {w.Domain} but belongs to {c.Host.Shown}");
        // What only a government or a school can register is no imitation of one's own making.
        if (c.Host.IsRestricted) return null;
        return (landlord is null ? WholeName(c, w) ?? Dots(c, w) ?? Words(c, w) : null) ?? InFront(c, w, isLandlord: landlord == w.Brand);
    }

    private static Lookalike? WholeName(Candidate c, Watched w)
    {
        var sameEnding = c.Host.Suffix == w.Suffix;
        if (c.Label == w.Label)
            return sameEnding || w.IsShort && !w.IsQuietSuffix ? null
                : Say(w, LookalikeKind.OtherEnding, w.IsWord ? 2 : 3, $"is named like {w.Domain} but has another ending");
        if (c.Skeleton == w.Skeleton && (sameEnding || !w.IsShort))
            return Say(w, LookalikeKind.LooksTheSame, 4, $"has letters that only look like those of {w.Domain}");
        if (c.Joined == w.Joined && (sameEnding || w.Joined.Length > 4))
            return Say(w, LookalikeKind.Hyphens, 4, $"differs from {w.Domain} by hyphens");
        if (!w.MayBeNear(c.Letters)) return null;
        // A short everyday word that is a letter away is just that word.
        var most = c.IsWord && !w.IsQuietSuffix && (w.IsWord || w.Joined.Length <= 6) ? 0 : sameEnding ? 1 : w.Joined.Length >= 8 && !w.IsWord ? 1 : w.Joined.Length >= 5 ? Likeness.Look : 0;
        if (most == 0) return null;
        var distance = Math.Min(Likeness.Between(c.Skeleton, w.Skeleton, most), w.Joined.Length < w.Skeleton.Length || c.Joined.Length < c.Skeleton.Length ? Likeness.Between(c.Joined, w.Joined, most) : most + 1);
        if (distance > most && !c.IsPluralWithin(w)) return null;
        if (w.IsShort && !(w.IsQuietSuffix ? c.Joined.Length >= w.Joined.Length : distance <= Likeness.Twice)) return null;
        return distance <= Likeness.Look
            ? Say(w, LookalikeKind.LooksTheSame, 4, $"has letters that only look like those of {w.Domain}")
            : Say(w, LookalikeKind.OneLetterOff, w.Joined.Length > 4 ? 4 : 3, $"is one letter away from {w.Domain}");
    }

    /// <summary><c>parl.iament.uk</c>: with the dots out, it is the name.</summary>
    private static Lookalike? Dots(Candidate c, Watched w) =>
        c.WithoutDots == w.Joined && c.Host.Suffix == w.Suffix
            ? Say(w, LookalikeKind.Dots, 4, $"is {w.Domain} with a dot put in") : null;

    private Lookalike? Words(Candidate c, Watched w)
    {
        if (w.Joined.Length < 3 || c.IsWord) return null;
        if (c.HasDomain(w)) return Say(w, LookalikeKind.AddedWords, 4, $"has {w.Domain} written into the name with hyphens");
        var rest = c.Around(w);
        if (rest is null) return null;
        if (rest.Words.Any(glued.Contains) && rest.Words.All(word => glued.Contains(word) || lures.Contains(word)))
            return Say(w, LookalikeKind.AddedWords, 4, $"is {w.Domain} with its beginning or ending written into the name");
        var lure = rest.Words.FirstOrDefault(lures.Contains);
        if (lure is not null && (rest.IsCut || rest.Words.All(lures.Contains)))
            return Say(w, LookalikeKind.AddedWords, w.IsWord || w.IsShort ? 2.5 : 3.5, $"puts “{lure}” beside the name of {w.Domain}");
        // "youthparliament" is made of words as any name is; "barclayscard" is not.
        return w.IsDistinctive && (rest.IsCut || w.Joined.Length >= 8)
            ? Say(w, LookalikeKind.AddedWords, w.IsEveryday && rest.Words.All(words.Contains) ? 1.5 : 2, $"has the name of {w.Domain} in it but belongs to somebody else") : null;
    }

    private Lookalike? InFront(Candidate c, Watched w, bool isLandlord)
    {
        if (w.Joined.Length < 5 || w.IsWord) return null;
        foreach (var label in c.InFront)
            // A landlord's own name alone is its own; with a word beside it, a stranger took it.
            if (label == w.Skeleton && !isLandlord || label.Contains(w.Skeleton, StringComparison.Ordinal) && label.Split('-') is var parts && parts.Contains(w.Skeleton) && parts.Any(lures.Contains))
                return Say(w, LookalikeKind.NameInFront, 1.5, $"puts the name of {w.Domain} in front of another domain");
        return null;
    }

    private static Lookalike Say(Watched w, LookalikeKind kind, double points, string reason) =>
        new(w.Domain, w.Brand.Name, kind, points, w.Brand.IsOffice, $"This address {reason}.");
}
