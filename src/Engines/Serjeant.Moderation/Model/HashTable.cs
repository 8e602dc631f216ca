using System.Numerics;

namespace Serjeant.Moderation.Model;

/// <summary>
/// From a word's hash to what is known of it: made once, asked several times a word, mostly about words that aren't in it. The hash is its own place,
/// and half of the places are free, so that a word that isn't there is told apart at once.
/// </summary>
internal sealed class HashTable<T> where T : struct
{
    private readonly (uint Key, bool Taken, T Value)[] slots;
    private readonly int last;

    internal HashTable(IReadOnlyCollection<KeyValuePair<uint, T>> source)
    {
        slots = new (uint, bool, T)[(int)BitOperations.RoundUpToPowerOf2((uint)(source.Count * 2 + 1))];
        last = slots.Length - 1;
        Count = source.Count;
        foreach (var (key, value) in source)
        {
            var at = Slot(key);
            while (slots[at].Taken) at = at + 1 & last;
            slots[at] = (key, true, value);
        }
    }

    internal int Count { get; }

    /// <summary>All keys with what is known under them, by key.</summary>
    internal IEnumerable<(uint Key, T Value)> ByKey => slots.Where(s => s.Taken).Select(s => (s.Key, s.Value)).OrderBy(s => s.Key);

    internal bool Has(uint key) => TryGet(key, out _);

    /// <summary>What is known under the key, or <paramref name="otherwise"/>.</summary>
    internal T Get(uint key, T otherwise) => TryGet(key, out var value) ? value : otherwise;

    internal bool TryGet(uint key, out T value)
    {
        for (var at = Slot(key); slots[at].Taken; at = at + 1 & last)
        {
            if (slots[at].Key != key) continue;
            value = slots[at].Value;
            return true;
        }
        value = default;
        return false;
    }

    private int Slot(uint key) => (int)(key * 2654435769u >> 4) & last;
}
