namespace Serjeant.Text.Near;

/// <summary>
/// Says whether two messages are nearly the same: a word or a few exchanged in many, a sentence added to a letter. Exact: it
/// compares every word in order, so that nobody gets into a group by sharing its sketch. A change of a word that turns the meaning
/// (not, a number, hero for liar, a word of harm) is never a small one.
/// </summary>
public static class NearCheck
{
    /// <summary>From here on a message is a letter: a personal sentence may be added, and so may an address under it.</summary>
    public const int Letter = 30;

    private const int Added = 3;

    public static bool Same(NearText one, NearText other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var words = Math.Min(one.Count, other.Count);
        if (words < NearText.FewestWords) return one.Words.SequenceEqual(other.Words);
        var changes = MostChanged(words);
        var added = MostAdded(words);
        if (WordEdits.Between(one.Words, other.Words, 2 * changes + added) is not { } runs) return false;
        Join(runs);
        var (taken, shared) = (0, one.Count);
        foreach (var run in runs)
        {
            if (run.Longer >= Added) added -= run.Length + run.OtherLength;
            else changes -= run.Longer;
            taken += run.Length;
            if (changes < 0 || added < 0 || Turns(one, other, run, words)) return false;
        }
        shared -= taken;
        return shared * 5 >= words * 3;
    }

    /// <summary>Words that may be exchanged, put in or left out one at a time. Each text may have its own change of what both were made from.</summary>
    internal static int MostChanged(int words) => words switch
    {
        < NearText.FewestWords => 0,
        < 12 => 1,
        < 20 => 2,
        < Letter => 3,
        _ => words / 10,
    };

    /// <summary>Words in whole passages that only one of them has.</summary>
    internal static int MostAdded(int words) => words switch
    {
        < 12 => 0,
        < Letter => words / 4,
        _ => Math.Max(20, words / 2),
    };

    // Passages that happen to share a word or two ("the") in the middle are one passage.
    private static void Join(List<EditRun> runs)
    {
        for (var i = runs.Count - 1; i > 0; i--)
        {
            var (a, b) = (runs[i - 1], runs[i]);
            var between = b.Start - a.Start - a.Length;
            if (between > 2 || Math.Max(a.Longer, b.Longer) < Added) continue;
            runs[i - 1] = new EditRun(a.Start, b.Start + b.Length - a.Start, a.OtherStart, b.OtherStart + b.OtherLength - a.OtherStart);
            runs.RemoveAt(i);
        }
    }

    /// <summary>True when what differs here changes what the message says.</summary>
    private static bool Turns(NearText one, NearText other, EditRun run, int words)
    {
        var letter = words >= Letter;
        var passage = letter && run.Longer >= Added && Math.Min(run.Length, run.OtherLength) is 0 or >= Added;
        // A telephone number under a letter is its writer's own; a number in what it says is not.
        var signature = letter && run.Start + run.Length == one.Count && run.OtherStart + run.OtherLength == other.Count;
        Span<int> counts = stackalloc int[Meanings.Count];
        foreach (var meaning in one.Meanings.Slice(run.Start, run.Length))
        {
            if (Counts(meaning)) return true;
            counts[(int)meaning]++;
        }
        foreach (var meaning in other.Meanings.Slice(run.OtherStart, run.OtherLength))
        {
            if (Counts(meaning)) return true;
            counts[(int)meaning]--;
        }
        if (passage) return counts[(int)Meaning.Harm] != 0;
        for (var meaning = Meaning.Negation; (int)meaning < Meanings.Count; meaning++)
            if (counts[(int)meaning] != 0 && (!letter || Meanings.AlwaysCounts(meaning))) return true;
        return false;

        // One number is never exchanged for another, as one name to call somebody is for the next.
        bool Counts(Meaning meaning) => meaning == Meaning.Number && !passage && !signature || meaning == Meaning.Code && !letter;
    }
}
