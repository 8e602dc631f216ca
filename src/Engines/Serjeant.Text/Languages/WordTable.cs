using System.Runtime.CompilerServices;

namespace Serjeant.Text.Languages;

/// <summary>How a listed word stands in a message.</summary>
internal enum WordShape : byte
{
    Plain,
    /// <summary>A whole word with an apostrophe in it, which folding took out.</summary>
    Shortened,
    /// <summary>What stands before the apostrophe.</summary>
    Before,
    /// <summary>What stands after it.</summary>
    After,
    Ending,
}

/// <summary>Which languages a word speaks for, one bit each; bit 0 is English. Made once, then only read.</summary>
internal sealed class WordTable
{
    internal const uint English = 1;

    private readonly ulong[] keys;
    private readonly uint[] masks;
    private readonly int slots;

    internal WordTable()
    {
        var words = new Dictionary<ulong, uint>();
        foreach (var list in new[] { EnglishWords.Common, EnglishWords.Typed, EnglishWords.Scots, EnglishWords.Shortened }) Add(words, list, English);
        for (var i = 0; i < LatinWords.All.Length; i++)
        {
            var (_, letters, list) = LatinWords.All[i];
            Add(words, list, 2u << i);
            foreach (var letter in letters) Letters[letter] = Letters.GetValueOrDefault(letter) | 2u << i;
        }
        slots = 1;
        while (slots < words.Count * 4) slots *= 2;
        keys = new ulong[slots];
        masks = new uint[slots];
        foreach (var (key, mask) in words)
        {
            var slot = Slot(key);
            (keys[slot], masks[slot]) = (key, mask);
        }
    }

    /// <summary>How many places there are: a word's place tells it from others.</summary>
    internal int Slots => slots;

    /// <summary>Letters with marks that some of the languages use.</summary>
    internal Dictionary<char, uint> Letters { get; } = [];

    internal uint Find(ReadOnlySpan<char> word, WordShape shape, out int place)
    {
        place = Slot(Key(word, shape));
        return masks[place];
    }

    private int Slot(ulong key)
    {
        var slot = (int)(key >> 40) & (slots - 1);
        while (keys[slot] != key && keys[slot] != 0) slot = (slot + 1) & (slots - 1);
        return slot;
    }

    private static void Add(Dictionary<ulong, uint> words, string list, uint mask)
    {
        foreach (var written in list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var shape = written[0] == '-' ? WordShape.Ending : written[0] == '\'' ? WordShape.After : written[^1] == '\'' ? WordShape.Before
                : written.Contains('\'') ? WordShape.Shortened : WordShape.Plain;
            var key = Key(string.Concat(written.Where(c => c is not ('-' or '\'')).Select(Confusables.Fold)), shape);
            words[key] = words.GetValueOrDefault(key) | mask;
        }
    }

    // FNV-1a: the same on every run, unlike the string's own.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Key(ReadOnlySpan<char> word, WordShape shape)
    {
        var hash = (14695981039346656037UL ^ (byte)shape) * 1099511628211UL;
        foreach (var c in word) hash = (hash ^ c) * 1099511628211UL;
        return hash | 1;
    }
}
