using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serjeant.Moderation.Model;

/// <summary>
/// Words on their way through a network's filters, four at a time: the filters are far larger than what a core keeps close, so that reading them costs more than
/// the sums. A row comes out the same whichever words are beside it.
/// </summary>
internal sealed class Projection(int most)
{
    private const int Width = NetworkShape.Width;
    private const int Size = NetworkShape.Projected;
    private const int Together = 4;
    private const int Block = 32;
    private readonly float[] inputs = new float[(most + Together - 1) / Together * Together * Width];
    private readonly int[] targets = new int[most];
    private readonly float[] sums = new float[Together * Block];
    private int count;

    /// <summary>The numbers of the next word, to be filled in; its row will begin at <paramref name="target"/>.</summary>
    internal Span<float> Next(int target)
    {
        targets[count] = target;
        return inputs.AsSpan(count++ * Width, Width);
    }

    /// <summary>Works out what every word gives to every place of every filter, in whole numbers.</summary>
    internal void Run(float[] filters, short[] rows)
    {
        for (var first = 0; first < count; first += Together)
        {
            var words = Math.Min(Together, count - first);
            for (var block = 0; block < Size; block += Block)
            {
                if (words == 1) SumOne(filters, first, block);
                else if (words == 2) SumTwo(filters, first, block);
                else SumFour(filters, first, block);
                for (var n = 0; n < words; n++)
                    for (var i = 0; i < Block; i += Vector256<short>.Count)
                        Vector256.NarrowWithSaturation(Whole(n * Block + i), Whole(n * Block + i + 8)).CopyTo(rows.AsSpan(targets[first + n] + block + i));
            }
        }
        inputs.AsSpan(0, count * Width).Clear();
        count = 0;
    }

    private Vector256<int> Whole(int at) => Vector256.ConvertToInt32(Vector256.Round(Vector256.Create(sums, at) * WordCache.Steps));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumFour(float[] filters, int first, int block)
    {
        ref var filter = ref MemoryMarshal.GetArrayDataReference(filters);
        var words = inputs.AsSpan(first * Width, Together * Width);
        var (a0, a1, b0, b1) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (c0, c1, d0, d1) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var i = 0; i < Width; i++)
        {
            var at = (nuint)(i * Size + block);
            var (left, right) = (Vector512.LoadUnsafe(ref filter, at), Vector512.LoadUnsafe(ref filter, at + 16));
            var by = Vector512.Create(words[i]);
            a0 = Vector512.FusedMultiplyAdd(left, by, a0);
            a1 = Vector512.FusedMultiplyAdd(right, by, a1);
            by = Vector512.Create(words[Width + i]);
            b0 = Vector512.FusedMultiplyAdd(left, by, b0);
            b1 = Vector512.FusedMultiplyAdd(right, by, b1);
            by = Vector512.Create(words[2 * Width + i]);
            c0 = Vector512.FusedMultiplyAdd(left, by, c0);
            c1 = Vector512.FusedMultiplyAdd(right, by, c1);
            by = Vector512.Create(words[3 * Width + i]);
            d0 = Vector512.FusedMultiplyAdd(left, by, d0);
            d1 = Vector512.FusedMultiplyAdd(right, by, d1);
        }
        a0.CopyTo(sums, 0);
        a1.CopyTo(sums, 16);
        b0.CopyTo(sums, 32);
        b1.CopyTo(sums, 48);
        c0.CopyTo(sums, 64);
        c1.CopyTo(sums, 80);
        d0.CopyTo(sums, 96);
        d1.CopyTo(sums, 112);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumTwo(float[] filters, int first, int block)
    {
        ref var filter = ref MemoryMarshal.GetArrayDataReference(filters);
        var words = inputs.AsSpan(first * Width, 2 * Width);
        var (a0, a1, b0, b1) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var i = 0; i < Width; i++)
        {
            var at = (nuint)(i * Size + block);
            var (left, right) = (Vector512.LoadUnsafe(ref filter, at), Vector512.LoadUnsafe(ref filter, at + 16));
            var by = Vector512.Create(words[i]);
            a0 = Vector512.FusedMultiplyAdd(left, by, a0);
            a1 = Vector512.FusedMultiplyAdd(right, by, a1);
            by = Vector512.Create(words[Width + i]);
            b0 = Vector512.FusedMultiplyAdd(left, by, b0);
            b1 = Vector512.FusedMultiplyAdd(right, by, b1);
        }
        a0.CopyTo(sums, 0);
        a1.CopyTo(sums, 16);
        b0.CopyTo(sums, 32);
        b1.CopyTo(sums, 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumOne(float[] filters, int first, int block)
    {
        ref var filter = ref MemoryMarshal.GetArrayDataReference(filters);
        var word = inputs.AsSpan(first * Width, Width);
        var (a0, a1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var i = 0; i < Width; i++)
        {
            var at = (nuint)(i * Size + block);
            var by = Vector512.Create(word[i]);
            a0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref filter, at), by, a0);
            a1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref filter, at + 16), by, a1);
        }
        a0.CopyTo(sums, 0);
        a1.CopyTo(sums, 16);
    }
}
