namespace Serjeant.Moderation.Model;

/// <summary>
/// The words the model has a part for, and the many it only knows. Known by 32-bit hash; the few thousand with a part keep their
/// letters too, so that a misspelling one letter away can be put right.
/// </summary>
public sealed class Lexicon
{
    private const int ShortestRepair = 5;

    private readonly HashTable<int> parts;
    private readonly HashTable<int> oneLetterShort;
    private readonly HashTable<byte> costs;
    private readonly HashTable<int> topics;
    // Many words are about the same: each set of topics is kept once, so that the table, which is asked about every word, stays small.
    private readonly UInt128[] topicSets;

    /// <param name="entries">The words with a part.</param>
    /// <param name="known">Known words and how rare each is (0 common to 255 rare).</param>
    /// <param name="topics">What words are about: a bit for each topic.</param>
    public Lexicon(IReadOnlyList<LexiconEntry> entries, IReadOnlyDictionary<uint, byte> known, IReadOnlyDictionary<uint, UInt128> topics)
    {
        Entries = entries;
        costs = new HashTable<byte>(known);
        topicSets = [.. topics.Values.Distinct()];
        var numbers = topicSets.Index().ToDictionary(set => set.Item, set => set.Index);
        this.topics = new HashTable<int>([.. topics.Select(word => KeyValuePair.Create(word.Key, numbers[word.Value]))]);
        var byWord = new Dictionary<uint, int>(entries.Count);
        var shortened = new Dictionary<uint, int>();
        for (var i = 0; i < entries.Count; i++)
        {
            var word = entries[i].Word;
            byWord[Hash.Of(word)] = i;
            if (word.Length < ShortestRepair || !MayBeRepaired(entries[i].Kind)) continue;
            for (var k = 1; k < word.Length; k++) shortened.TryAdd(Hash.Of(word.Remove(k, 1)), i);
        }
        parts = new HashTable<int>(byWord);
        oneLetterShort = new HashTable<int>(shortened);
        Starred = [.. entries.Where(e => e.Kind is WordKind.Slur or WordKind.Profanity or WordKind.Attack or WordKind.Violence).Select(e => e.Word)];
    }

    public IReadOnlyList<LexiconEntry> Entries { get; }

    internal string[] Starred { get; }

    /// <summary>What a word is about: a bit for each topic of training/topics.txt.</summary>
    internal UInt128 TopicsOf(uint hash) => topics.TryGet(hash, out var set) ? topicSets[set] : 0;

    /// <summary>The entry's index, or -1.</summary>
    internal int Find(uint hash) => parts.Get(hash, -1);

    internal bool IsKnown(uint hash) => costs.Has(hash) || parts.Has(hash);

    /// <summary>How dear a word is when letters are cut into words; negative when it is none.</summary>
    internal int CostOf(uint hash) => costs.TryGet(hash, out var cost) ? cost : parts.Has(hash) ? 120 : -1;

    /// <summary>The word with a part that this one misspells by one letter left out, put in or swapped; -1 when there is none.</summary>
    internal int Repair(ReadOnlySpan<char> word)
    {
        if (word.Length is < ShortestRepair - 1 or > 24) return -1;
        if (oneLetterShort.Get(Hash.Of(word), -1) is var entry and >= 0) return entry;
        if (word.Length < ShortestRepair) return -1;
        Span<char> tried = stackalloc char[word.Length];
        word.CopyTo(tried);
        for (var i = 0; i + 1 < word.Length; i++)
        {
            if (word[i] == word[i + 1]) continue;
            (tried[i], tried[i + 1]) = (tried[i + 1], tried[i]);
            if (Repairable(Hash.Of(tried)) is var found and >= 0) return found;
            (tried[i], tried[i + 1]) = (tried[i + 1], tried[i]);
        }
        if (word.Length < ShortestRepair + 1) return -1;
        var shorter = tried[..^1];
        for (var i = 1; i < word.Length; i++)
        {
            word[..i].CopyTo(shorter);
            word[(i + 1)..].CopyTo(shorter[i..]);
            if (Repairable(Hash.Of(shorter)) is var found and >= 0) return found;
        }
        return -1;
    }

    private int Repairable(uint hash) => parts.Get(hash, -1) is var i and >= 0 && MayBeRepaired(Entries[i].Kind) ? i : -1;

    private static bool MayBeRepaired(WordKind kind) => kind is WordKind.Identity or WordKind.Slur or WordKind.Attack or WordKind.Violence
        or WordKind.Hatred or WordKind.Profanity or WordKind.Expel or WordKind.Mild;

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Entries.Count);
        foreach (var entry in Entries)
        {
            writer.Write((byte)entry.Kind);
            writer.Write((byte)entry.Group);
            writer.Write(entry.Word);
        }
        writer.Write(costs.Count);
        foreach (var (hash, cost) in costs.ByKey)
        {
            writer.Write(hash);
            writer.Write(cost);
        }
        writer.Write(topics.Count);
        foreach (var (hash, set) in topics.ByKey)
        {
            var bits = topicSets[set];
            writer.Write(hash);
            writer.Write((byte)UInt128.PopCount(bits));
            for (var left = bits; left != 0; left &= left - 1) writer.Write((byte)UInt128.TrailingZeroCount(left));
        }
    }

    internal static Lexicon Read(BinaryReader reader)
    {
        var entries = new LexiconEntry[reader.ReadInt32()];
        for (var i = 0; i < entries.Length; i++)
        {
            var (kind, group) = ((WordKind)reader.ReadByte(), (Category)reader.ReadByte());
            entries[i] = new LexiconEntry(reader.ReadString(), kind, group);
        }
        var count = reader.ReadInt32();
        var known = new Dictionary<uint, byte>(count);
        for (var i = 0; i < count; i++) known[reader.ReadUInt32()] = reader.ReadByte();
        count = reader.ReadInt32();
        var topics = new Dictionary<uint, UInt128>(count);
        for (var i = 0; i < count; i++)
        {
            var (hash, bits) = (reader.ReadUInt32(), UInt128.Zero);
            for (var left = reader.ReadByte(); left > 0; left--) bits |= UInt128.One << reader.ReadByte();
            topics[hash] = bits;
        }
        return new Lexicon(entries, known, topics);
    }
}

/// <summary>A word with a part.</summary>
public sealed record LexiconEntry(string Word, WordKind Kind, Category Group);
