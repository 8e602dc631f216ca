using System.Collections.Frozen;

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
    private FrozenDictionary<string, int>? ids;
    private FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

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
        ids = growing.ToFrozenDictionary(StringComparer.Ordinal);
        lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The word's number, or <see cref="Unknown"/>.</summary>
    internal int Find(ReadOnlySpan<char> word) =>
        word.Length <= Longest && lookup.TryGetValue(word, out var id) ? id : Unknown;
}
