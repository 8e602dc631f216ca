using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serjeant.Moderation.Model;

/// <summary>
/// The second design: a convolution over words (Kim 2014) that are known by themselves and by their runs of letters. Because a filter is a sum over
/// its places, what a word gives to every filter is worked out once and kept (<see cref="WordCache"/>): a message then costs additions only.
/// </summary>
public sealed class WordNetwork
{
    internal const int Size = NetworkShape.Projected;
    private readonly NetworkWeights weights;
    private readonly FilterBlocks filters;
    private readonly short[] flags;

    public WordNetwork(NetworkWeights weights)
    {
        this.weights = weights;
        filters = new FilterBlocks(weights.Filters);
        flags = Marks(this);
    }

    /// <summary>What the network makes of words [from, to), as log-odds of all answers.</summary>
    internal void Score(Passage passage, int from, int to, WordCache cache, Span<float> into)
    {
        var words = CollectionsMarshal.AsSpan(passage.Words);
        Span<int> rows = stackalloc int[Passage.LongestPart];
        rows = rows[..(to - from)];
        cache.NextMessage();
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var word = ref words[from + i];
            var letters = passage.Letters[word.CharStart..word.CharEnd];
            rows[i] = cache.RowOf(word, letters, out var isNew);
            if (isNew) Read(word, letters, cache.Wanted(rows[i]));
        }
        cache.Project(filters);
        for (var i = 0; i < rows.Length; i++)
            if (words[from + i].Flags != 0) rows[i] = cache.WithMarks(this, rows[i], words[from + i].Flags);
        Span<float> pooled = stackalloc float[NetworkShape.Pooled];
        Pool(cache.Rows, rows, pooled);
        Finish(pooled, into);
    }

    /// <summary>The numbers that stand for a word.</summary>
    private void Read(in ModelWord word, ReadOnlySpan<char> letters, Span<float> input)
    {
        weights.Words.AddTo(NetworkShape.WordRow(word.Norm), 1, input);
        weights.Kinds.AddTo((int)word.Kind, 1, input);
        for (var left = word.Topics; left != 0; left &= left - 1) weights.Topics.AddTo((int)UInt128.TrailingZeroCount(left), 1, input);
        Span<int> pieces = stackalloc int[NetworkShape.MostPieces];
        var count = NetworkShape.Pieces(letters, pieces);
        weights.Pieces.AddMeanTo(pieces[..count], input);
    }

    /// <summary>A word's row with what its marks (negated, quoted …) give added; it has at least one.</summary>
    internal void AddMarks(WordFlags marks, ReadOnlySpan<short> bare, Span<short> row)
    {
        for (var left = (int)marks; left != 0; left &= left - 1)
        {
            var mark = flags.AsSpan(int.TrailingZeroCount(left) * Size, Size);
            for (var i = 0; i < Size; i += Vector256<short>.Count)
                Vector256.AddSaturate(Vector256.Create<short>(bare[i..]), Vector256.Create<short>(mark[i..])).CopyTo(row[i..]);
            bare = row;
        }
    }

    private static short[] Marks(WordNetwork network)
    {
        var rows = new short[NetworkShape.FlagRows * Size];
        var projection = new Projection(NetworkShape.FlagRows);
        for (var mark = 0; mark < NetworkShape.FlagRows; mark++) network.weights.Flags.AddTo(mark, 1, projection.Next(mark * Size));
        projection.Run(network.filters, rows);
        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pool(short[] all, ReadOnlySpan<int> rows, Span<float> pooled)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(all);
        var place = 0;
        for (var kind = 0; kind < NetworkShape.Lengths.Length; kind++)
        {
            var length = NetworkShape.Lengths[kind];
            var (mostLeft, mostRight) = (Vector512.Create(short.MinValue), Vector512.Create(short.MinValue));
            // A filter may hang over either edge: what isn't there gives nothing.
            for (var start = 1 - length; start < rows.Length; start++)
            {
                var (left, right) = (Vector512<short>.Zero, Vector512<short>.Zero);
                var end = Math.Min(length, rows.Length - start);
                for (var k = Math.Max(0, -start); k < end; k++)
                {
                    var at = (nuint)(rows[start + k] + (place + k) * NetworkShape.Filters);
                    left = Vector512.AddSaturate(left, Vector512.LoadUnsafe(ref first, at));
                    right = Vector512.AddSaturate(right, Vector512.LoadUnsafe(ref first, at + (nuint)Vector512<short>.Count));
                }
                mostLeft = Vector512.Max(mostLeft, left);
                mostRight = Vector512.Max(mostRight, right);
            }
            Rise(mostLeft, kind * NetworkShape.Filters, pooled);
            Rise(mostRight, kind * NetworkShape.Filters + Vector512<short>.Count, pooled);
            place += length;
        }
    }

    private void Rise(Vector512<short> most, int at, Span<float> pooled)
    {
        var (low, high) = Vector512.Widen(most);
        Rise(low, at, pooled);
        Rise(high, at + Vector512<float>.Count, pooled);
    }

    private void Rise(Vector512<int> most, int at, Span<float> pooled)
    {
        var sum = Vector512.ConvertToSingle(most) * (1 / WordCache.Steps) + Vector512.Create(weights.FilterBiases.AsSpan(at, Vector512<float>.Count));
        Vector512.Max(sum, Vector512<float>.Zero).CopyTo(pooled[at..]);
    }

    private void Finish(ReadOnlySpan<float> pooled, Span<float> into)
    {
        Span<float> hidden = stackalloc float[NetworkShape.Hidden];
        weights.HiddenBiases.CopyTo(hidden);
        AddRows(pooled, weights.HiddenWeights, hidden);
        weights.AnswerBiases.CopyTo(into);
        for (var h = 0; h < hidden.Length; h++)
        {
            if (hidden[h] <= 0) continue;
            for (var a = 0; a < Heads.Count; a++) into[a] += hidden[h] * weights.AnswerWeights[h * Heads.Count + a];
        }
    }

    // sums += inputs · matrix of 64 columns: all sums stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(ReadOnlySpan<float> inputs, float[] matrix, Span<float> sums)
    {
        ref var from = ref MemoryMarshal.GetArrayDataReference(matrix);
        var (s0, s1) = (Vector512.Create<float>(sums), Vector512.Create<float>(sums[16..]));
        var (s2, s3) = (Vector512.Create<float>(sums[32..]), Vector512.Create<float>(sums[48..]));
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] == 0) continue;
            var by = Vector512.Create(inputs[i]);
            var at = (nuint)(i * NetworkShape.Hidden);
            s0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref from, at), by, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref from, at + 16), by, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref from, at + 32), by, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref from, at + 48), by, s3);
        }
        s0.CopyTo(sums);
        s1.CopyTo(sums[16..]);
        s2.CopyTo(sums[32..]);
        s3.CopyTo(sums[48..]);
    }

    internal void Write(BinaryWriter writer) => weights.Write(writer);

    internal static WordNetwork Read(BinaryReader reader) => new(NetworkWeights.Read(reader));
}
