using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serjeant.Lab.Messages;

/// <summary>
/// Products of small matrices, row by row, on all cores. Each number is summed by one thread in one order with fused steps, so the result is the same
/// however the work is shared out.
/// </summary>
internal static class Matrix
{
    private const int Lanes = 16;
    private const int Block = 8;

    /// <summary>c[n×m] = a[n×k] · b[k×m], or added to c; m a multiple of 16.</summary>
    internal static void Multiply(float[] a, float[] b, float[] c, int n, int k, int m, bool add = false)
    {
        var blocks = (n + Block - 1) / Block;
        Parallel.For(0, blocks, block =>
        {
            ref var pb = ref MemoryMarshal.GetArrayDataReference(b);
            ref var pa = ref MemoryMarshal.GetArrayDataReference(a);
            var first = block * Block;
            var rows = Math.Min(Block, n - first);
            for (var j = 0; j < m; j += Lanes)
            {
                var (s0, s1, s2, s3) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
                var (s4, s5, s6, s7) = (s0, s1, s2, s3);
                // Rows that aren't there repeat the last one; what they sum is thrown away.
                nint Row(int r) => (nint)Math.Min(first + r, n - 1) * k;
                var (r0, r1, r2, r3, r4, r5, r6, r7) = (Row(0), Row(1), Row(2), Row(3), Row(4), Row(5), Row(6), Row(7));
                for (var d = 0; d < k; d++)
                {
                    var right = Vector512.LoadUnsafe(ref pb, (nuint)(d * m + j));
                    s0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref pa, r0 + d)), right, s0);
                    s1 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref pa, r1 + d)), right, s1);
                    s2 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref pa, r2 + d)), right, s2);
                    s3 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref pa, r3 + d)), right, s3);
                    s4 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref pa, r4 + d)), right, s4);
                    s5 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref pa, r5 + d)), right, s5);
                    s6 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref pa, r6 + d)), right, s6);
                    s7 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref pa, r7 + d)), right, s7);
                }
                ReadOnlySpan<Vector512<float>> sums = [s0, s1, s2, s3, s4, s5, s6, s7];
                for (var r = 0; r < rows; r++)
                {
                    var to = c.AsSpan((first + r) * m + j, Lanes);
                    (add ? Vector512.Create<float>(to) + sums[r] : sums[r]).CopyTo(to);
                }
            }
        });
    }

    internal static void Transpose(float[] from, float[] to, int rows, int columns)
    {
        Parallel.For(0, rows, r =>
        {
            for (var c = 0; c < columns; c++) to[c * rows + r] = from[r * columns + c];
        });
    }
}
