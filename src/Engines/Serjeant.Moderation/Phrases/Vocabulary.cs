using System.Numerics;
using Serjeant.Moderation.Model;

namespace Serjeant.Moderation.Phrases;

/// <summary>The words that rules know, as numbers. Grows while rules are compiled, then is sealed for reading.</summary>
internal sealed class Vocabulary
{
    internal const int Unknown = 0;
    internal const int Name = 1;
    internal const int Url = 2;
    internal const int Number = 3;
    internal const int Email = 4;
    internal const int OtherEmoji = 5;
    internal const int FirstWord = 8;

    private readonly Dictionary<string, int> growing = new(StringComparer.Ordinal);
    private string[] words = [];
    // Open places, half of them free: most words of a message are on no list, and one look says so.
    private (uint Hash, int Id)[] slots = new (uint, int)[1];

    internal int Count => FirstWord + growing.Count;

    internal int Longest { get; private set; }

    internal int Add(string word)
    {
        if (growing.TryGetValue(word, out var id)) return id;
        id = FirstWord + growing.Count;
        growing.Add(word, id);
        Longest = Math.Max(Longest, word.Length);
        return id;
    }

    internal void Seal()
    {
        words = new string[Count];
        slots = new (uint, int)[(int)BitOperations.RoundUpToPowerOf2((uint)(growing.Count * 2 + 1))];
        foreach (var (word, id) in growing)
        {
            words[id] = word;
            var hash = Hash.Of(word);
            var at = hash & (uint)(slots.Length - 1);
            while (slots[at].Id != Unknown) at = at + 1 & (uint)(slots.Length - 1);
            slots[at] = (hash, id);
        }
    }

    /// <summary>The word's number, or <see cref="Unknown"/>.</summary>
    internal int Find(ReadOnlySpan<char> word)
    {
        if (word.Length > Longest) return Unknown;
        var hash = Hash.Of(word);
        for (var at = hash & (uint)(slots.Length - 1); slots[at].Id != Unknown; at = at + 1 & (uint)(slots.Length - 1))
            if (slots[at].Hash == hash && word.SequenceEqual(words[slots[at].Id])) return slots[at].Id;
        return Unknown;
    }
}
