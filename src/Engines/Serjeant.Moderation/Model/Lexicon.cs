namespace Serjeant.Moderation.Model;

/// <summary>
/// The words the model has a part for, and the many it only knows. Known by 32-bit hash; the few thousand with a part keep their
/// letters too, so that a misspelling one letter away can be put right.
/// </summary>
public sealed class Lexicon
{
    private const int ShortestRepair = 5;

    private readonly Dictionary<uint, int> parts;
    private readonly Dictionary<uint, int> oneLetterShort = [];
    private readonly Dictionary<uint, byte> costs;
    private readonly Dictionary<uint, ulong> topics;

    public Lexicon(IReadOnlyList<LexiconEntry> entries, IReadOnlyDictionary<uint, byte> known, IReadOnlyDictionary<uint, ulong> topics)
    {
        Entries = entries;
        costs = new Dictionary<uint, byte>(known);
        this.topics = new Dictionary<uint, ulong>(topics);
        parts = new Dictionary<uint, int>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var word = entries[i].Word;
            parts[Hash.Of(word)] = i;
            if (word.Length < ShortestRepair || !MayBeRepaired(entries[i].Kind)) continue;
            for (var k = 1; k < word.Length; k++) oneLetterShort.TryAdd(Hash.Of(word.Remove(k, 1)), i);
        }
        Starred = [.. entries.Where(e => e.Kind is WordKind.Slur or WordKind.Profanity or WordKind.Attack or WordKind.Violence).Select(e => e.Word)];
    }

    public IReadOnlyList<LexiconEntry> Entries { get; }

    /// <summary>Known words and how rare each is (0 common to 255 rare).</summary>
    public IReadOnlyDictionary<uint, byte> Known => costs;

    internal string[] Starred { get; }

    /// <summary>What a word is about: a bit for each topic of training/topics.txt.</summary>
    internal ulong TopicsOf(uint hash) => topics.GetValueOrDefault(hash);

    /// <summary>The entry's index, or -1.</summary>
    internal int Find(uint hash) => parts.TryGetValue(hash, out var i) ? i : -1;

    internal bool IsKnown(uint hash) => costs.ContainsKey(hash) || parts.ContainsKey(hash);

    /// <summary>How dear a word is when letters are cut into words; negative when it is none.</summary>
    internal int CostOf(uint hash) => costs.TryGetValue(hash, out var cost) ? cost : parts.ContainsKey(hash) ? 120 : -1;

    /// <summary>The word with a part that this one misspells by one letter left out, put in or swapped; -1 when there is none.</summary>
    internal int Repair(ReadOnlySpan<char> word)
    {
        if (word.Length is < ShortestRepair - 1 or > 24) return -1;
        if (oneLetterShort.TryGetValue(Hash.Of(word), out var entry)) return entry;
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

    private int Repairable(uint hash) => parts.TryGetValue(hash, out var i) && MayBeRepaired(Entries[i].Kind) ? i : -1;

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
        foreach (var (hash, cost) in costs.OrderBy(x => x.Key))
        {
            writer.Write(hash);
            writer.Write(cost);
        }
        writer.Write(topics.Count);
        foreach (var (hash, about) in topics.OrderBy(x => x.Key))
        {
            writer.Write(hash);
            writer.Write(about);
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
        var topics = new Dictionary<uint, ulong>(count);
        for (var i = 0; i < count; i++) topics[reader.ReadUInt32()] = reader.ReadUInt64();
        return new Lexicon(entries, known, topics);
    }
}

/// <summary>A word with a part.</summary>
public sealed record LexiconEntry(string Word, WordKind Kind, Category Group);
