using Serjeant.Moderation.Phrases;

namespace Serjeant.Moderation.Rules;

/// <summary>From a word to the phrases that can't match without it: only those are tried on a message.</summary>
internal sealed class PhraseIndex
{
    private static readonly int[] None = [];
    private readonly int[][] byWord;

    internal PhraseIndex(CompiledRule[] rules, Vocabulary vocabulary)
    {
        Entries = [.. rules.SelectMany(rule => rule.Phrases.Select(phrase => (rule, phrase)))];
        var lists = new List<int>?[vocabulary.Count];
        for (var i = 0; i < Entries.Length; i++)
            foreach (var id in Entries[i].Phrase.Anchors)
                (lists[id] ??= []).Add(i);
        byWord = [.. lists.Select(l => l?.ToArray() ?? None)];
    }

    internal (CompiledRule Rule, Phrase Phrase)[] Entries { get; }

    internal int[] For(int word) => byWord[word];
}
