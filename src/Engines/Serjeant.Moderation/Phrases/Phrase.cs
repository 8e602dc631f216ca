using System.Numerics;

namespace Serjeant.Moderation.Phrases;

/// <summary>
/// A compiled phrase: a position automaton (Glushkov 1961) of at most 64 positions held in machine words, so that matching
/// is one pass without backtracking whatever the message. A match never crosses the end of a sentence.
/// </summary>
internal sealed class Phrase
{
    internal const int MostPositions = 64;
    internal const int MostNeeds = 2;

    internal required ulong First { get; init; }
    internal required ulong Last { get; init; }
    internal required ulong[] Follow { get; init; }
    internal required WordMasks Masks { get; init; }
    internal required ulong AnyMask { get; init; }
    internal required bool AtStart { get; init; }
    internal required bool AtEnd { get; init; }

    /// <summary>Words of which every match has at least one.</summary>
    internal required int[] Anchors { get; init; }

    /// <summary>Other sets of words of each of which every match has one; few, the rarest words first.</summary>
    internal required IReadOnlySet<int>[] Needs { get; init; }

    /// <summary>How many tokens a match can have before its anchor, and after it.</summary>
    internal required (int Before, int After) Reach { get; init; }

    /// <summary>The most tokens that a match can have.</summary>
    internal int Longest => Reach.Before + 1 + Reach.After;

    /// <summary>True when the phrase itself asks for this word, rather than stepping over it in a gap.</summary>
    internal bool Names(int id) => Masks[id] != 0;

    /// <summary>The first match that ends first, made as long as it goes: first token and the one after its last; or null.</summary>
    /// <param name="anchor">Where one of the words stands without which it can't match: a match that begins later has another.</param>
    internal (int Start, int End)? Find(Reading reading, int from, int to, int anchor = int.MaxValue)
    {
        var active = 0UL;
        for (var t = from; t < to; t++)
        {
            active = Step(reading, active, t, mayBegin: t <= anchor);
            if (active == 0 && t >= anchor) return null;
            if ((active & Last) == 0 || AtEnd && !reading.EndsSentence(t)) continue;
            for (var start = Math.Max(from, t - Longest + 1); start <= t; start++)
                if (LongestFrom(reading, start, to) is var end and > 0 && end > start) return (start, end);
        }
        return null;
    }

    private int LongestFrom(Reading reading, int start, int to)
    {
        var active = 0UL;
        // A match does not end in a gap: words that nothing was asked of are no part of what led to a finding.
        var (longest, withGap) = (-1, -1);
        for (var t = start; t < to; t++)
        {
            active = Step(reading, active, t, mayBegin: t == start);
            if (active == 0) break;
            if ((active & Last) == 0 || AtEnd && !reading.EndsSentence(t)) continue;
            withGap = t + 1;
            if ((active & Last & ~AnyMask) != 0) longest = t + 1;
        }
        return longest > 0 ? longest : withGap;
    }

    private ulong Step(Reading reading, ulong active, int t, bool mayBegin)
    {
        var reach = 0UL;
        var newSentence = reading.BeginsSentence(t);
        if (!newSentence)
            for (; active != 0; active &= active - 1) reach |= Follow[BitOperations.TrailingZeroCount(active)];
        if (mayBegin && (!AtStart || newSentence)) reach |= First;
        if (reach == 0) return 0;
        // A word that no rule knows fits gaps alone.
        var id = reading.Ids[t];
        return reach & (id == Vocabulary.Unknown ? AnyMask : AnyMask | Masks[id]);
    }
}
