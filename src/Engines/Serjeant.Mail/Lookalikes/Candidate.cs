using Serjeant.Mail.Domains;

namespace Serjeant.Mail.Lookalikes;

/// <summary>What stands round a protected name within a longer one.</summary>
/// <param name="Words">The pieces left over, without hyphens.</param>
/// <param name="IsCut">The name is set off by hyphens.</param>
internal sealed record Around(IReadOnlyList<string> Words, bool IsCut);

/// <summary>A host that is compared with every protected name, its forms made once.</summary>
internal sealed class Candidate
{
    internal Candidate(HostName host, Skeletons skeletons)
    {
        Host = host;
        Label = host.Label.Length > 0 ? host.Label : host.Unicode;
        Skeleton = skeletons.Of(Label);
        Joined = Skeleton.Replace("-", "", StringComparison.Ordinal);
        Letters = Watched.LettersOf(Skeleton);
        var front = host.Subdomain is { Length: > 0 and <= 100 } sub ? skeletons.Of(sub) : "";
        InFront = front.Length == 0 ? [] : front.Split('.');
        WithoutDots = front.Length == 0 ? "" : front.Replace(".", "", StringComparison.Ordinal) + Joined;
        IsRestricted = host.Suffix.Split('.')[0] is "gov" or "gob" or "gouv" or "gub" or "govt" or "mil" or "ac" or "edu" or "police" or "nhs" or "mod" or "sch" or "int";
    }

    internal HostName Host { get; }

    internal string Label { get; }

    internal string Skeleton { get; }

    internal string Joined { get; }

    internal uint Letters { get; }

    /// <summary>The labels before the registrable part.</summary>
    internal string[] InFront { get; }

    /// <summary>All labels before the suffix in one; empty when there is only one.</summary>
    internal string WithoutDots { get; }

    /// <summary>Under a suffix where names aren't sold.</summary>
    internal bool IsRestricted { get; }

    /// <summary><c>parliament.uk.example.com</c>, <c>gov.uk-refund.com</c>.</summary>
    internal bool RealNameFirst(Watched w)
    {
        for (var at = Host.Ascii.IndexOf(w.Ascii, StringComparison.Ordinal); at >= 0; at = Host.Ascii.IndexOf(w.Ascii, at + 1, StringComparison.Ordinal))
        {
            var end = at + w.Ascii.Length;
            if ((at == 0 || Host.Ascii[at - 1] is '.' or '-') && end < Host.Ascii.Length && Host.Ascii[end] is '.' or '-') return true;
        }
        return false;
    }

    /// <summary>"s" or, after s, x and z, "es" put in anywhere.</summary>
    internal bool IsPluralWithin(Watched w)
    {
        if (Joined.Length != w.Joined.Length + 2 || Host.Suffix != w.Suffix) return false;
        for (var at = 1; at < w.Joined.Length; at++)
            if (w.Joined[at - 1] is 's' or 'x' or 'z' && Joined.AsSpan(at, 2) is "es"
                && Joined.AsSpan(0, at).SequenceEqual(w.Joined.AsSpan(0, at)) && Joined.AsSpan(at + 2).SequenceEqual(w.Joined.AsSpan(at))) return true;
        return false;
    }

    /// <summary>What is left of the label round the protected name, or null when it isn't in it.</summary>
    internal Around? Around(Watched w)
    {
        var name = w.Skeleton;
        for (var at = Skeleton.IndexOf(name, StringComparison.Ordinal); at >= 0; at = Skeleton.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if (name.Length == Skeleton.Length) return null;
            var isCut = (at == 0 || Skeleton[at - 1] == '-') && (end == Skeleton.Length || Skeleton[end] == '-');
            // Short names are everywhere inside words.
            if (!isCut && name.Length <= 3 && at > 0 && end < Skeleton.Length) continue;
            return new Around([.. $"{Skeleton[..at]}-{Skeleton[end..]}".Split('-', StringSplitOptions.RemoveEmptyEntries)], isCut);
        }
        // The name without its hyphens, or with a look-alike letter, as one of the pieces.
        if (!Skeleton.Contains('-')) return null;
        var pieces = Skeleton.Split('-', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < pieces.Length; i++)
            if (pieces[i] == w.Joined || w.Joined.Length >= 5 && Likeness.Between(pieces[i], w.Joined, w.Joined.Length >= 8 ? 1 : Likeness.Look) <= 1)
                return new Around([.. pieces.Where((_, j) => j != i)], IsCut: true);
        return null;
    }
}
