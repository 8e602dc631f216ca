using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Serjeant.Evidence;

/// <summary>
/// One line of a page as it is compared: small letters, no marks, no addresses (platforms shorten them as they like). What counts or tells a
/// time (likes, views, "3 hours ago") is known apart, because it is another at every look.
/// </summary>
internal sealed record LineWords(string Shown, IReadOnlyList<string> Words)
{
    private const RegexOptions Fast = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex Number = new(@"^[+-]?\d[\d.,:/]*(k|m|bn|b|s|sec|secs|min|mins|h|hr|hrs|d|w|wk|wks|mo|y|yr|yrs|am|pm|st|nd|rd|th|%)?$", Fast);

    private static readonly FrozenSet<string> CountsAndTimes = FrozenSet.Create(
        StringComparer.Ordinal,
        "like", "likes", "liked", "repost", "reposts", "reposted", "retweet", "retweets", "boost", "boosts", "favourite", "favourites", "favorite", "favorites", "reply", "replies",
        "comment", "comments", "view", "views", "viewed", "share", "shares", "follower", "followers", "following", "subscriber", "subscribers", "quote", "quotes", "bookmark",
        "bookmarks", "reaction", "reactions", "people", "others", "members", "online", "ago", "now", "just", "yesterday", "today", "last", "second", "seconds", "sec", "secs",
        "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "day", "days", "week", "weeks", "month", "months", "year", "years", "am", "pm", "jan", "feb",
        "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february", "march", "april", "june", "july", "august",
        "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
        "sat", "sun", "see", "more", "show", "less", "translate", "translation", "translated", "edited");

    private string? joined;
    private IReadOnlyList<string>? lasting;

    /// <summary>All words, numbers too.</summary>
    public string Joined => joined ??= string.Join(' ', Words);

    /// <summary>The words that do not count and tell no time. A line that does neither keeps its numbers.</summary>
    public IReadOnlyList<string> Lasting => lasting ??= Words.Any(CountsAndTimes.Contains) || Words.Count <= 3
        ? [.. Words.Where(word => !Passing(word))]
        : Words;

    /// <summary>Whether a word may come and go without the post being another.</summary>
    public static bool Passing(string word) => CountsAndTimes.Contains(word) || Number.IsMatch(word);

    /// <param name="text">A page's text or a post's words; hostile.</param>
    /// <param name="most">The most lines; what comes after is not compared.</param>
    public static IReadOnlyList<LineWords> Read(string text, int most)
    {
        var lines = new List<LineWords>();
        foreach (var line in text.EnumerateLines())
        {
            var words = Split(line);
            if (words.Count > 0)
                lines.Add(new LineWords(Visible(line), words));
            if (lines.Count == most)
                break;
        }
        return lines;
    }

    /// <summary>How much two lines share, from 0 to 1 (Dice's coefficient over their words).</summary>
    public double Likeness(LineWords other)
    {
        var mine = Words.ToHashSet(StringComparer.Ordinal);
        var theirs = other.Words.ToHashSet(StringComparer.Ordinal);
        return 2.0 * mine.Count(theirs.Contains) / (mine.Count + theirs.Count);
    }

    private static List<string> Split(ReadOnlySpan<char> line)
    {
        var words = new List<string>();
        foreach (var part in Plain(line).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Contains("://", StringComparison.Ordinal) || part.StartsWith("www.", StringComparison.Ordinal) || part.EndsWith('…') || (part.Contains('.') && part.Contains('/')))
                continue;
            var word = Trimmed(part);
            if (word.Length > 0)
                words.Add(word);
        }
        return words;
    }

    private static string Plain(ReadOnlySpan<char> line)
    {
        var text = new StringBuilder();
        foreach (var rune in line.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.Surrogate) || Rune.IsWhiteSpace(rune))
                text.Append(Rune.ToLowerInvariant(rune) is var low && low.Value is '\u2019' or '\u2018' ? "'" : low.ToString());
        return text.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static string Trimmed(string part)
    {
        var (start, end) = (0, part.Length);
        while (start < end && !char.IsLetterOrDigit(part[start]) && !char.IsSurrogate(part[start]))
            start++;
        while (end > start && !char.IsLetterOrDigit(part[end - 1]))
            end--;
        // Emoji are pictures on many pages and letters on others.
        return part[start..end] is { } word && word.Any(char.IsLetterOrDigit) ? word : "";
    }

    private static string Visible(ReadOnlySpan<char> line)
    {
        const int most = 160;
        var text = new StringBuilder();
        foreach (var rune in line.Trim().EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.Surrogate))
                text.Append(rune.ToString());
            if (text.Length >= most)
                return text.Append('…').ToString();
        }
        return text.ToString();
    }
}
