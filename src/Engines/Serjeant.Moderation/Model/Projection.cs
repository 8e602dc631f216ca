using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serjeant.Moderation.Model;

/// <summary>
/// A network's filters laid out as they are read: sixteen places of them for every number that stands for a word, then the next sixteen. They are far larger than
/// what a core keeps close, and memory is read quickest in one go.
/// </summary>
internal sealed class FilterBlocks
{
    /// <summary>Places that are summed side by side: with four sums at a time, all of them stay in registers.</summary>
    internal const int Block = 16;

    internal const int BlockSize = Block * NetworkShape.Width;

    internal FilterBlocks(float[] filters)
    {
        Numbers = new float[filters.Length];
        for (var i = 0; i < NetworkShape.Width; i++)
            for (var at = 0; at < NetworkShape.Projected; at++)
                Numbers[at / Block * BlockSize + i * Block + at % Block] = filters[i * NetworkShape.Projected + at];
    }

    internal float[] Numbers { get; }
}

/// <summary>
/// Words on their way through a network's filters, up to four at a time, since reading the filters costs more than the sums. A row comes out the same whichever
/// words are beside it.
/// </summary>
internal sealed class Projection(int most)
{
    private const int Width = NetworkShape.Width;
    private const int Block = FilterBlocks.Block;
    private const int BlockSize = FilterBlocks.BlockSize;
    private const int Blocks = NetworkShape.Projected / Block;
    private readonly float[] inputs = new float[most * Width];
    private readonly int[] targets = new int[most];
    private int count;

    /// <summary>The numbers of the next word, to be filled in; its row will begin at <paramref name="target"/>.</summary>
    internal Span<float> Next(int target)
    {
        targets[count] = target;
        var numbers = inputs.AsSpan(count++ * Width, Width);
        numbers.Clear();
        return numbers;
    }

    /// <summary>Works out what every word gives to every place of every filter, in whole numbers.</summary>
    internal void Run(FilterBlocks filters, short[] rows)
    {
        var first = 0;
        for (; count - first >= 4; first += 4) SumFour(filters.Numbers, first, rows);
        if (count - first >= 2)
        {
            SumTwo(filters.Numbers, first, rows);
            first += 2;
        }
        if (first < count) SumOne(filters.Numbers, first, rows);
        count = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumFour(float[] filters, int first, short[] rows)
    {
        ref var filter = ref MemoryMarshal.GetArrayDataReference(filters);
        var a = inputs.AsSpan(first * Width, Width);
        var b = inputs.AsSpan((first + 1) * Width, Width);
        var c = inputs.AsSpan((first + 2) * Width, Width);
        var d = inputs.AsSpan((first + 3) * Width, Width);
        for (var block = 0; block < Blocks; block++)
        {
            var (ofA, ofB, ofC, ofD) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var i = 0; i < Width; i++)
            {
                var here = Vector512.LoadUnsafe(ref filter, (nuint)(block * BlockSize + i * Block));
                ofA = Vector512.FusedMultiplyAdd(here, Vector512.Create(a[i]), ofA);
                ofB = Vector512.FusedMultiplyAdd(here, Vector512.Create(b[i]), ofB);
                ofC = Vector512.FusedMultiplyAdd(here, Vector512.Create(c[i]), ofC);
                ofD = Vector512.FusedMultiplyAdd(here, Vector512.Create(d[i]), ofD);
            }
            Keep(ofA, first, block, rows);
            Keep(ofB, first + 1, block, rows);
            Keep(ofC, first + 2, block, rows);
            Keep(ofD, first + 3, block, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumTwo(float[] filters, int first, short[] rows)
    {
        ref var filter = ref MemoryMarshal.GetArrayDataReference(filters);
        var a = inputs.AsSpan(first * Width, Width);
        var b = inputs.AsSpan((first + 1) * Width, Width);
        for (var block = 0; block < Blocks; block += 2)
        {
            var (a0, a1, b0, b1) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var i = 0; i < Width; i++)
            {
                var at = (nuint)(block * BlockSize + i * Block);
                var (left, right) = (Vector512.LoadUnsafe(ref filter, at), Vector512.LoadUnsafe(ref filter, at + BlockSize));
                var by = Vector512.Create(a[i]);
                a0 = Vector512.FusedMultiplyAdd(left, by, a0);
                a1 = Vector512.FusedMultiplyAdd(right, by, a1);
                by = Vector512.Create(b[i]);
                b0 = Vector512.FusedMultiplyAdd(left, by, b0);
                b1 = Vector512.FusedMultiplyAdd(right, by, b1);
            }
            Keep(a0, first, block, rows);
            Keep(a1, first, block + 1, rows);
            Keep(b0, first + 1, block, rows);
            Keep(b1, first + 1, block + 1, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumOne(float[] filters, int word, short[] rows)
    {
        ref var filter = ref MemoryMarshal.GetArrayDataReference(filters);
        var numbers = inputs.AsSpan(word * Width, Width);
        for (var block = 0; block < Blocks; block += 4)
        {
            var (s0, s1, s2, s3) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var i = 0; i < Width; i++)
            {
                var at = (nuint)(block * BlockSize + i * Block);
                var by = Vector512.Create(numbers[i]);
                s0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref filter, at), by, s0);
                s1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref filter, at + BlockSize), by, s1);
                s2 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref filter, at + 2 * BlockSize), by, s2);
                s3 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref filter, at + 3 * BlockSize), by, s3);
            }
            Keep(s0, word, block, rows);
            Keep(s1, word, block + 1, rows);
            Keep(s2, word, block + 2, rows);
            Keep(s3, word, block + 3, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Keep(Vector512<float> sums, int word, int block, short[] rows)
    {
        var (low, high) = (Whole(sums.GetLower()), Whole(sums.GetUpper()));
        Vector256.NarrowWithSaturation(low, high).CopyTo(rows.AsSpan(targets[word] + block * Block));
    }

    private static Vector256<int> Whole(Vector256<float> sums) => Vector256.ConvertToInt32(Vector256.Round(sums * WordCache.Steps));
}
