using System.Security.Cryptography;

namespace Serjeant.Ledger;

/// <summary>The two hashes of a Merkle tree (RFC 9162 §2.1.1): domain-separated so that a node can never pass for a leaf.</summary>
public static class MerkleHash
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>SHA-256(0x00 ‖ data). 32 bytes.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> data) => Prefixed(0x00, data, default);

    /// <summary>SHA-256(0x01 ‖ left ‖ right). 32 bytes.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Prefixed(0x01, left, right);

    /// <summary>The root of a tree with no leaves: SHA-256 of nothing.</summary>
    public static byte[] Empty() => SHA256.HashData(ReadOnlySpan<byte>.Empty);

    private static byte[] Prefixed(byte prefix, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([prefix]);
        hash.AppendData(a);
        hash.AppendData(b);
        return hash.GetHashAndReset();
    }
}
