using System.Text;

namespace Serjeant.Chapters.Cases.Redacting;

/// <summary>A text with passages covered.</summary>
/// <param name="Text">What is left.</param>
/// <param name="Passages">How many passages were covered.</param>
/// <param name="NotFound">The words of which there was nothing to cover.</param>
public sealed record CoveredText(string Text, int Passages, IReadOnlyList<string> NotFound);

/// <summary>Covers words in a text: every place where they stand, in whatever case, so that a name is not left over further down.</summary>
public static class TextCover
{
    /// <summary>Stands for a passage. Always as long, so that it does not tell how long the words were.</summary>
    public const string Mark = "\u2588\u2588\u2588\u2588\u2588";

    public static CoveredText Of(string text, IReadOnlyList<string> words)
    {
        var passages = new List<(int Start, int End)>();
        var notFound = new List<string>();
        foreach (var word in words.Where(w => w.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var found = Places(text, word).ToList();
            if (found.Count == 0)
                notFound.Add(word);
            passages.AddRange(found);
        }
        var left = new StringBuilder(text.Length);
        var (done, count) = (0, 0);
        foreach (var (start, end) in Merged(passages))
        {
            left.Append(text, done, start - done).Append(Mark);
            (done, count) = (end, count + 1);
        }
        return new CoveredText(left.Append(text, done, text.Length - done).ToString(), count, notFound);
    }

    // One step after another, not one word after another: in "anan a" the word "an" and its overlaps are all covered.
    private static IEnumerable<(int Start, int End)> Places(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            yield return (at, at + word.Length);
    }

    private static IEnumerable<(int Start, int End)> Merged(List<(int Start, int End)> passages)
    {
        (int Start, int End)? open = null;
        foreach (var passage in passages.Order())
        {
            if (open is { } before && passage.Start <= before.End)
                open = (before.Start, Math.Max(before.End, passage.End));
            else
            {
                if (open is { } whole)
                    yield return whole;
                open = passage;
            }
        }
        if (open is { } last)
            yield return last;
    }
}
