using Serjeant.Moderation.Phrases;

namespace Serjeant.Moderation.Rules;

/// <summary>
/// From a word to the phrases that can't match without it, each with up to two more sets of words of which it needs one: only those are tried on a message
/// that has them all.
/// </summary>
internal sealed class PhraseIndex
{
    private static readonly Candidate[] NoCandidates = [];
    private static readonly int[] NoNeeds = [];
    private readonly Candidate[][] byWord;
    private readonly int[][] needsByWord;

    internal PhraseIndex(CompiledRule[] rules, Vocabulary vocabulary)
    {
        Entries = [.. rules.SelectMany(rule => rule.Phrases.Select(phrase => (rule, phrase)))];
        var needs = new Dictionary<IReadOnlySet<int>, int>(new SameWords());
        var candidates = new List<Candidate>?[vocabulary.Count];
        for (var i = 0; i < Entries.Length; i++)
        {
            var phrase = Entries[i].Phrase;
            var candidate = new Candidate(i, NumberOf(phrase, 0, needs), NumberOf(phrase, 1, needs));
            foreach (var id in phrase.Anchors) (candidates[id] ??= []).Add(candidate);
        }
        var lists = new List<int>?[vocabulary.Count];
        foreach (var (ids, number) in needs)
            foreach (var id in ids) (lists[id] ??= []).Add(number);
        byWord = [.. candidates.Select(l => l?.ToArray() ?? NoCandidates)];
        needsByWord = [.. lists.Select(l => l?.ToArray() ?? NoNeeds)];
        NeedCount = needs.Count + 1;
    }

    internal (CompiledRule Rule, Phrase Phrase)[] Entries { get; }

    /// <summary>How many sets of words some phrase needs; 0 is the one that is always there.</summary>
    internal int NeedCount { get; }

    internal Candidate[] For(int word) => byWord[word];

    /// <summary>The numbers of the sets that a word is in.</summary>
    internal int[] NeedsMetBy(int word) => needsByWord[word];

    private static int NumberOf(Phrase phrase, int i, Dictionary<IReadOnlySet<int>, int> needs)
    {
        if (i >= phrase.Needs.Length) return 0;
        if (!needs.TryGetValue(phrase.Needs[i], out var number)) needs.Add(phrase.Needs[i], number = needs.Count + 1);
        return number;
    }

    /// <summary>A phrase that may match, by its place in <see cref="Entries"/>.</summary>
    internal readonly record struct Candidate(int Entry, int FirstNeed, int SecondNeed);

    private sealed class SameWords : IEqualityComparer<IReadOnlySet<int>>
    {
        public bool Equals(IReadOnlySet<int>? x, IReadOnlySet<int>? y) => ReferenceEquals(x, y) || x is not null && y is not null && x.SetEquals(y);

        public int GetHashCode(IReadOnlySet<int> obj) => obj.Aggregate(obj.Count, (hash, id) => hash + id * 16777619);
    }
}
