using System.Runtime.InteropServices;

namespace Serjeant.Text.Near;

public enum DifferenceKind
{
    Same,

    /// <summary>Only in the message that is compared.</summary>
    Added,

    /// <summary>Only in the one it is compared with.</summary>
    Missing,
}

/// <param name="Text">As written, on one line and cut where it is long.</param>
public readonly record struct DifferencePart(DifferenceKind Kind, string Text);

/// <summary>How a message differs from another, for people: what was put in, what was left out, and a little around it.</summary>
public static class TextDifference
{
    private const int MostWords = 2_000;
    private const int Around = 4;
    private const int LongestPart = 200;

    /// <returns>Null when they differ by too much to be told so; one part when they only differ in signs and spaces.</returns>
    public static IReadOnlyList<DifferencePart>? Between(string shown, string other)
    {
        var (one, two) = (Folder.Fold(shown), Folder.Fold(other));
        var numbers = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var (a, b) = (Numbered(one, numbers), Numbered(two, numbers));
        if (WordEdits.Between(a, b, Math.Max(40, Math.Min(a.Length, b.Length))) is not { } runs) return null;
        var parts = new List<DifferencePart>();
        var reached = 0;
        foreach (var run in runs)
        {
            Same(parts, two, reached, run.OtherStart);
            if (run.Length > 0) parts.Add(new DifferencePart(DifferenceKind.Missing, Cut(one, run.Start, run.Start + run.Length)));
            if (run.OtherLength > 0) parts.Add(new DifferencePart(DifferenceKind.Added, Cut(two, run.OtherStart, run.OtherStart + run.OtherLength)));
            reached = run.OtherStart + run.OtherLength;
        }
        Same(parts, two, reached, b.Length, last: true);
        return parts;
    }

    private static ulong[] Numbered(FoldedText folded, Dictionary<string, ulong> numbers)
    {
        var lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        var count = Math.Min(folded.TokenList.Count, MostWords);
        var words = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, folded.TextOf(folded.TokenList[i]), out _);
            if (number == 0) number = (ulong)numbers.Count;
            words[i] = number;
        }
        return words;
    }

    // A few words on either side are enough to see where one is.
    private static void Same(List<DifferencePart> parts, FoldedText folded, int from, int to, bool last = false)
    {
        if (to <= from) return;
        var first = parts.Count == 0;
        if (to - from <= 2 * Around + 1 && !(first && last))
            parts.Add(new DifferencePart(DifferenceKind.Same, Cut(folded, from, to)));
        else if (first)
            parts.Add(new DifferencePart(DifferenceKind.Same, "… " + Cut(folded, Math.Max(from, to - Around), to)));
        else if (last)
            parts.Add(new DifferencePart(DifferenceKind.Same, Cut(folded, from, from + Around) + " …"));
        else
            parts.Add(new DifferencePart(DifferenceKind.Same, Cut(folded, from, from + Around) + " … " + Cut(folded, to - Around, to)));
    }

    private static string Cut(FoldedText folded, int from, int to)
    {
        var (start, _) = folded.OriginalSpan(folded.TokenList[from]);
        var (last, length) = folded.OriginalSpan(folded.TokenList[to - 1]);
        return Summary.OneLine(folded.Original[start..Math.Max(start, last + length)], LongestPart);
    }
}
