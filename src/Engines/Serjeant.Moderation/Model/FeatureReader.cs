using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Serjeant.Moderation.Model;

/// <summary>
/// The features of the linear model: words and pairs in several readings, letters, who is spoken of near which words, what stands under
/// a negation or in quotation marks, and what the rules found. All are hashes.
/// </summary>
public static class FeatureReader
{
    private const int Window = 5;
    private const int Skip = 3;
    private const int YouWindow = 4;
    private const int TopicWindow = 4;

    private enum Seed : uint
    {
        Norm = 101, NormPair, NormTriple, Raw, RawPair, SkipPair, TargetWord, KindPair, Negated, Quoted, You, Both, Start, Shape, Rule, KindTriple,
        Letters2, Letters3, Letters4, Letters5, Joined, Misspelt, End, TargetKind, I, Topic, TopicPair, TopicYou,
    }

    public static void Read(Passage passage, int from, int to, ReadOnlySpan<uint> rules, FeatureList sink)
    {
        sink.Clear();
        if (from >= to) return;
        ReadWords(passage, from, to, sink);
        ReadTargets(passage, from, to, sink);
        ReadTopics(passage, from, to, sink);
        ReadShape(passage, from, to, sink);
        ReadLetters(passage, from, to, sink);
        foreach (var rule in rules) sink.Word(Hash.Join((uint)Seed.Rule, rule), from, to - 1);
    }

    // Identity words are one word here, and so are slurs: what is said of a group must not depend on the group.
    private static uint Collapsed(in ModelWord word) => word.Kind switch
    {
        WordKind.Identity => 7001u,
        WordKind.Slur => 7002u,
        WordKind.Unprotected => 7003u,
        _ => word.Norm,
    };

    private static void ReadWords(Passage passage, int from, int to, FeatureList sink)
    {
        var words = CollectionsMarshal.AsSpan(passage.Words);
        var (one, two) = (1u, 2u);
        for (var i = from; i < to; i++)
        {
            ref readonly var word = ref words[i];
            var norm = Collapsed(word);
            sink.Word(Hash.Join((uint)Seed.Norm, norm), i, i);
            sink.Word(Hash.Join((uint)Seed.Raw, word.Norm), i, i);
            var opens = i == from || word.Has(WordFlags.NewSentence);
            sink.Word(Hash.Join((uint)Seed.NormPair, opens ? 3u : two, norm), Math.Max(from, i - 1), i);
            if (i > from) sink.Word(Hash.Join((uint)Seed.RawPair, words[i - 1].Norm, word.Norm), i - 1, i);
            if (i > from + 1) sink.Word(Hash.Join(Hash.Join((uint)Seed.NormTriple, one), two, norm), i - 2, i);
            for (var k = 2; k <= Skip && i - k >= from; k++)
                sink.Word(Hash.Join((uint)Seed.SkipPair, Collapsed(words[i - k]), norm), i - k, i);
            if (word.Has(WordFlags.Negated)) sink.Word(Hash.Join((uint)Seed.Negated, norm), i, i);
            if (word.Has(WordFlags.Quoted)) sink.Word(Hash.Join((uint)Seed.Quoted, norm), i, i);
            if (word.Has(WordFlags.NewSentence) || i == from) sink.Word(Hash.Join((uint)Seed.Start, norm), i, i);
            (one, two) = (two, norm);
        }
        sink.Word(Hash.Join((uint)Seed.End, two), to - 1, to - 1);
    }

    private static void ReadTargets(Passage passage, int from, int to, FeatureList sink)
    {
        var words = CollectionsMarshal.AsSpan(passage.Words);
        var kinds = 0u;
        var kindCount = 0;
        Span<(byte Kind, int At)> played = stackalloc (byte, int)[Passage.LongestPart];
        for (var i = from; i < to; i++)
        {
            ref readonly var word = ref words[i];
            if (word.Kind == WordKind.None) continue;
            kinds |= 1u << (int)word.Kind;
            var state = (byte)((byte)word.Kind | (word.Has(WordFlags.Negated) ? 64 : 0) | (word.Has(WordFlags.Quoted) ? 128 : 0));
            played[kindCount++] = (state, i);
            if (kindCount > 1) sink.Word(Hash.Join((uint)Seed.KindPair, played[kindCount - 2].Kind, state), played[kindCount - 2].At, i);
            if (kindCount > 2) sink.Word(Hash.Join(Hash.Join((uint)Seed.KindTriple, played[kindCount - 3].Kind), played[kindCount - 2].Kind, state), played[kindCount - 3].At, i);
            if (word.IsTarget || word.Kind == WordKind.Unprotected)
            {
                var target = word.Kind == WordKind.Unprotected ? 3u : word.Kind == WordKind.Slur ? 2u : 1u;
                if (word.Group != 0) sink.Word(Hash.Join((uint)Seed.TargetKind, target, (uint)word.Group), i, i);
                for (var k = Math.Max(from, i - Window); k < Math.Min(to, i + Window + 1); k++)
                {
                    if (k == i) continue;
                    var side = (k < i ? 16u : 32u) | (words[k].Has(WordFlags.Negated) ? 64u : 0);
                    sink.Word(Hash.Join((uint)Seed.TargetWord, target | side, Collapsed(words[k])), Math.Min(i, k), Math.Max(i, k));
                }
            }
            else if (word.Kind is WordKind.You or WordKind.I)
            {
                var seed = (uint)(word.Kind == WordKind.You ? Seed.You : Seed.I);
                for (var k = i + 1; k < Math.Min(to, i + YouWindow + 1); k++)
                    sink.Word(Hash.Join(seed, Collapsed(words[k]), words[k].Has(WordFlags.Negated) ? 1u : 0), i, k);
            }
        }
        // Which parts are played at all, two by two: a slur and "called me" may be a whole sentence apart.
        for (var a = kinds; a != 0; a &= a - 1)
            for (var b = a & a - 1; b != 0; b &= b - 1)
                sink.Word(Hash.Join((uint)Seed.Both, (uint)BitOperations.TrailingZeroCount(a), (uint)BitOperations.TrailingZeroCount(b)), from, to - 1);
    }

    // What is spoken of, whatever the words: a knife may be a blade or a machete.
    private static void ReadTopics(Passage passage, int from, int to, FeatureList sink)
    {
        var words = CollectionsMarshal.AsSpan(passage.Words);
        var (told, denied) = (UInt128.Zero, UInt128.Zero);
        for (var i = from; i < to; i++)
        {
            var here = words[i].Topics;
            if (here == 0) continue;
            ref var seen = ref words[i].Has(WordFlags.Negated) ? ref denied : ref told;
            for (var a = here & ~seen; a != 0; a &= a - 1)
                sink.Word(Hash.Join((uint)Seed.Topic, (uint)UInt128.TrailingZeroCount(a), words[i].Has(WordFlags.Negated) ? 1u : 0), i, i);
            seen |= here;
            // Two by two only the first 64, which tell of harm and of everyday life: all of them would cost a fifth more time and tell hardly more.
            for (var k = Math.Max(from, i - TopicWindow); k < i; k++)
                for (var b = (ulong)words[k].Topics; b != 0; b &= b - 1)
                    for (var a = (ulong)here; a != 0; a &= a - 1)
                        sink.Word(Hash.Join((uint)Seed.TopicPair, (uint)BitOperations.TrailingZeroCount(b), (uint)BitOperations.TrailingZeroCount(a)), k, i);
            for (var k = Math.Max(from, i - TopicWindow); k < Math.Min(to, i + TopicWindow + 1); k++)
                if (words[k].Kind is WordKind.You or WordKind.I or WordKind.They or WordKind.We or WordKind.Ought or WordKind.Condition or WordKind.Wish)
                    for (var a = here; a != 0; a &= a - 1)
                        sink.Word(Hash.Join((uint)Seed.TopicYou, (uint)words[k].Kind | (k < i ? 64u : 0), (uint)UInt128.TrailingZeroCount(a)), Math.Min(i, k), Math.Max(i, k));
        }
    }

    private static void ReadShape(Passage passage, int from, int to, FeatureList sink)
    {
        var words = CollectionsMarshal.AsSpan(passage.Words);
        var original = passage.Original.AsSpan(words[from].Start, (to < words.Length ? words[to].Start : passage.Original.Length) - words[from].Start);
        if (original.Length > 2000) original = original[..2000];
        var (shouted, altered, quoted) = (0, 0, 0);
        foreach (ref readonly var word in words[from..to])
        {
            if (word.Has(WordFlags.Shouted)) shouted++;
            if (word.Has(WordFlags.Altered)) altered++;
            if (word.Has(WordFlags.Quoted)) quoted++;
        }
        void Say(uint what, int bucket) => sink.Word(Hash.Join((uint)Seed.Shape, what, (uint)bucket), from, from);
        Say(1, BitOperations.Log2((uint)(to - from)));
        Say(2, Math.Min(4, shouted));
        Say(3, Math.Min(3, altered));
        Say(4, Math.Min(2, quoted));
        Say(5, Math.Min(3, original.Count('!')));
        Say(6, Math.Min(3, original.Count('?')));
        Say(7, Math.Min(2, original.Count("...")));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadLetters(Passage passage, int from, int to, FeatureList sink)
    {
        var words = CollectionsMarshal.AsSpan(passage.Words);
        var letters = passage.Letters;
        // Four letters back, over spaces; and over letters alone, so that "kill them" and "killthem" share something.
        var (b1, b2, b3, b4) = (' ', ' ', ' ', ' ');
        var (j1, j2, j3, j4) = ('\0', '\0', '\0', '\0');
        for (var w = from; w < to; w++)
        {
            var end = words[w].CharEnd;
            for (var i = words[w].CharStart - 1; i <= end; i++)
            {
                // One space before each word; the last word is followed by one too.
                if (i == end && w + 1 < to) break;
                var c = i == end ? ' ' : letters[i];
                var before = w > from ? w - 1 : w;
                var h = Hash.Join((uint)Seed.Letters2, c, b1);
                sink.Letters(h, w, w);
                h = Hash.Join(h, b2);
                sink.Letters(h, w, w);
                h = Hash.Join(h, b3);
                sink.Letters(h, b3 == ' ' ? before : w, w);
                h = Hash.Join(h, b4);
                sink.Letters(h, before, w);
                (b4, b3, b2, b1) = (b3, b2, b1, c);
                if (c == ' ') continue;
                if (j4 != '\0') sink.Letters(Hash.Join(Hash.Join(Hash.Join((uint)Seed.Joined, c, j1), j2, j3), j4), before, w);
                (j4, j3, j2, j1) = (j3, j2, j1, c);
            }
        }
    }
}
