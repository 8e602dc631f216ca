namespace Serjeant.Evidence;

/// <summary>
/// Says whether a page still says what it said. Where the post's own words are known, from the message or from the page's title,
/// only they count: what stands round a post is another at every look. Elsewhere the whole page counts, and less strictly.
/// </summary>
internal static class PageComparison
{
    private const int MostLines = 5_000;
    private const int MostCharacters = 500_000;

    /// <summary>Fewer words than that are a button or a name.</summary>
    private const int FewestWords = 3;

    /// <summary>Of a post that the title cuts short, so much must match.</summary>
    private const int FewestOfCutPost = 8;
    private const double Alike = 0.5;
    private const double VeryAlike = 0.7;

    /// <returns>Null when the page still says it; else what is different, in words.</returns>
    public static string? Difference(PageWords before, string now)
    {
        var (old, current) = (LineWords.Read(Cut(before.Text), MostLines), LineWords.Read(Cut(now), MostLines));
        var post = OfPost(before, old);
        return post.Count > 0 ? Strictly(post, current) : Loosely(old, current);
    }

    /// <summary>The lines of the kept page that are the post itself; none when that can't be told.</summary>
    private static List<LineWords> OfPost(PageWords before, IReadOnlyList<LineWords> old)
    {
        foreach (var known in new[] { before.Post, before.Title })
        {
            if (string.IsNullOrWhiteSpace(known))
                continue;
            var whole = string.Join(' ', LineWords.Read(Cut(known), MostLines).SelectMany(line => line.Words));
            var found = old.Where(line => line.Words.Count(word => !LineWords.Passing(word)) >= FewestWords && IsOf(line, whole)).ToList();
            // A short post is all of what is known, or it is not here.
            if (found.Count == 0)
                found = [.. old.Where(line => line.Joined == whole)];
            if (found.Count > 0)
                return found;
        }
        return [];
    }

    private static bool IsOf(LineWords line, string whole) =>
        Holds(whole, line.Joined)
        || (line.Words.Count > FewestOfCutPost && Holds(whole, string.Join(' ', line.Words.Take(FewestOfCutPost))))
        || (whole.Split(' ').Length >= FewestWords && Holds(line.Joined, whole));

    private static string? Strictly(IEnumerable<LineWords> post, IReadOnlyList<LineWords> current)
    {
        foreach (var line in post)
        {
            if (current.Any(other => Same(line, other)))
                continue;
            return Nearest(line, current, Alike) is { } near
                ? $"It said “{line.Shown}” and now says “{near.Shown}”."
                : $"The words “{line.Shown}” are not on the page any more.";
        }
        return null;
    }

    /// <summary>The same words; a count, a time or "show more" may have joined or left the line.</summary>
    private static bool Same(LineWords line, LineWords other)
    {
        if (line.Joined == other.Joined)
            return true;
        if (Holds(other.Joined, line.Joined))
            return other.Words.Except(line.Words, StringComparer.Ordinal).All(LineWords.Passing);
        return Holds(line.Joined, other.Joined) && line.Words.Except(other.Words, StringComparer.Ordinal).All(LineWords.Passing);
    }

    private static string? Loosely(IReadOnlyList<LineWords> old, IReadOnlyList<LineWords> current)
    {
        static string Key(LineWords line) => string.Join(' ', line.Lasting);
        var there = current.Select(Key).ToHashSet(StringComparer.Ordinal);
        var telling = old.Where(line => line.Lasting.Count >= FewestWords).ToList();
        if (telling.Count == 0)
            telling = [.. old.Where(line => line.Lasting.Count > 0)];
        var lost = telling.Where(line => !there.Contains(Key(line))).ToList();
        var before = telling.Select(Key).ToHashSet(StringComparer.Ordinal);
        var fresh = current.Where(line => line.Lasting.Count > 0 && !before.Contains(Key(line))).ToList();
        foreach (var line in lost.Where(line => line.Lasting.Count >= FewestOfCutPost).Take(20))
            if (Nearest(line, fresh, VeryAlike) is { } near)
                return $"It said “{line.Shown}” and now says “{near.Shown}”.";
        if (lost.Count == 0 || 2 * lost.Sum(line => line.Lasting.Count) <= telling.Sum(line => line.Lasting.Count))
            return null;
        var longest = lost.MaxBy(line => line.Lasting.Count)!;
        return Nearest(longest, fresh, Alike) is { } other
            ? $"It said “{longest.Shown}” and now says “{other.Shown}”."
            : $"More than half of the page’s words are not there any more, such as “{longest.Shown}”.";
    }

    private static LineWords? Nearest(LineWords line, IReadOnlyList<LineWords> among, double least) =>
        among.Select(other => (Other: other, Likeness: line.Likeness(other))).Where(pair => pair.Likeness >= least).OrderByDescending(pair => pair.Likeness).FirstOrDefault().Other;

    private static bool Holds(string whole, string part) => part.Length > 0 && $" {whole} ".Contains($" {part} ", StringComparison.Ordinal);

    private static string Cut(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters];
}
