using System.Numerics;
using System.Runtime.InteropServices;

namespace Serjeant.Ledger;

/// <summary>
/// All leaf hashes of a tree, kept to make proofs from (RFC 9162 §2.1). 32 bytes a leaf, so a million entries take 32 MB;
/// where only the root is wanted, <see cref="Frontier"/> needs next to nothing.
/// </summary>
public sealed class MerkleTree
{
    private readonly List<byte> hashes = [];

    public long Size => hashes.Count / MerkleHash.Size;

    public void Add(ReadOnlySpan<byte> leafHash)
    {
        if (leafHash.Length != MerkleHash.Size)
            throw new ArgumentException("A leaf hash is 32 bytes.", nameof(leafHash));
        hashes.AddRange(leafHash);
    }

    public byte[] LeafHash(long index) => Hash(Within(index, Size - 1, nameof(index))).ToArray();

    /// <summary>The root that the tree had when it held its first <paramref name="size"/> leaves.</summary>
    public byte[] Root(long size) =>
        Within(size, Size, nameof(size)) == 0 ? MerkleHash.Empty() : Root(0, (int)size);

    /// <summary>The hashes that lead from one leaf up to the root of the first <paramref name="size"/> leaves, lowest first
    /// (RFC 9162 §2.1.3.1).</summary>
    public IReadOnlyList<byte[]> InclusionProof(long index, long size)
    {
        Within(size, Size, nameof(size));
        Within(index, size - 1, nameof(index));
        var path = new List<byte[]>();
        Path((int)index, 0, (int)size, path);
        return path;
    }

    /// <summary>The hashes that show that the first <paramref name="first"/> leaves are still the same in the tree of
    /// <paramref name="second"/> leaves (RFC 9162 §2.1.4.1). Empty when there is nothing to show: from 0, or to itself.</summary>
    public IReadOnlyList<byte[]> ConsistencyProof(long first, long second)
    {
        Within(second, Size, nameof(second));
        Within(first, second, nameof(first));
        var path = new List<byte[]>();
        if (first > 0 && first < second)
            Subproof((int)first, 0, (int)second, true, path);
        return path;
    }

    private void Path(int leaf, int start, int count, List<byte[]> path)
    {
        if (count == 1)
            return;
        var split = Split(count);
        if (leaf < split)
        {
            Path(leaf, start, split, path);
            path.Add(Root(start + split, count - split));
        }
        else
        {
            Path(leaf - split, start + split, count - split, path);
            path.Add(Root(start, split));
        }
    }

    private void Subproof(int first, int start, int count, bool whole, List<byte[]> path)
    {
        if (first == count)
        {
            if (!whole)
                path.Add(Root(start, count));
            return;
        }
        var split = Split(count);
        if (first <= split)
        {
            Subproof(first, start, split, whole, path);
            path.Add(Root(start + split, count - split));
        }
        else
        {
            Subproof(first - split, start + split, count - split, false, path);
            path.Add(Root(start, split));
        }
    }

    private byte[] Root(int start, int count)
    {
        if (count == 1)
            return Hash(start).ToArray();
        var split = Split(count);
        return MerkleHash.Node(Root(start, split), Root(start + split, count - split));
    }

    // The largest power of two below the count (RFC 9162 §2.1.1).
    private static int Split(int count) => 1 << BitOperations.Log2((uint)count - 1);

    private ReadOnlySpan<byte> Hash(long index) =>
        CollectionsMarshal.AsSpan(hashes).Slice((int)index * MerkleHash.Size, MerkleHash.Size);

    private static long Within(long value, long max, string name) =>
        value >= 0 && value <= max ? value : throw new ArgumentOutOfRangeException(name);
}
