using System.Buffers.Binary;
using System.Numerics;

namespace Serjeant.Ledger;

/// <summary>
/// The right edge of a Merkle tree (RFC 9162 §2.1): the roots of its complete subtrees, largest first. It is all that is
/// needed to append a leaf and to know the new root, so an append costs O(log n) and no stored leaf is read.
/// </summary>
public sealed class Frontier
{
    private readonly byte[][] peaks;

    private Frontier(long size, byte[][] peaks)
    {
        Size = size;
        this.peaks = peaks;
    }

    public static Frontier Empty { get; } = new(0, []);

    /// <summary>How many leaves the tree holds.</summary>
    public long Size { get; }

    public Frontier Append(ReadOnlySpan<byte> leafHash)
    {
        if (leafHash.Length != MerkleHash.Size)
            throw new ArgumentException("A leaf hash is 32 bytes.", nameof(leafHash));
        var merges = BitOperations.TrailingZeroCount(~(ulong)Size);
        var node = leafHash.ToArray();
        for (var i = 0; i < merges; i++)
            node = MerkleHash.Node(peaks[^(i + 1)], node);
        return new Frontier(Size + 1, [.. peaks.AsSpan(0, peaks.Length - merges), node]);
    }

    /// <summary>The Merkle tree hash of all leaves, 32 bytes.</summary>
    public byte[] Root()
    {
        if (Size == 0)
            return MerkleHash.Empty();
        var root = peaks[^1];
        for (var i = peaks.Length - 2; i >= 0; i--)
            root = MerkleHash.Node(peaks[i], root);
        return root;
    }

    /// <summary>Eight bytes of size (big-endian), then the peaks, 32 bytes each.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(long) + peaks.Length * MerkleHash.Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        for (var i = 0; i < peaks.Length; i++)
            peaks[i].CopyTo(bytes, sizeof(long) + i * MerkleHash.Size);
        return bytes;
    }

    public static Frontier FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(long))
            throw new FormatException("A frontier starts with eight bytes of size.");
        var size = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var count = BitOperations.PopCount((ulong)size);
        if (size < 0 || bytes.Length != sizeof(long) + count * MerkleHash.Size)
            throw new FormatException("A frontier holds one 32-byte hash for each set bit of its size.");
        var peaks = new byte[count][];
        for (var i = 0; i < count; i++)
            peaks[i] = bytes.Slice(sizeof(long) + i * MerkleHash.Size, MerkleHash.Size).ToArray();
        return new Frontier(size, peaks);
    }
}
