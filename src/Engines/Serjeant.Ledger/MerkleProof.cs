using System.Numerics;

namespace Serjeant.Ledger;

/// <summary>Checks proofs against a root that is trusted for another reason (a signature). Hostile proofs are just false.</summary>
public static class MerkleProof
{
    /// <summary>Whether the leaf stands at that index in the tree with that size and root (RFC 9162 §2.1.3.2).</summary>
    public static bool VerifyInclusion(
        ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || leafHash.Length != MerkleHash.Size || !Sound(proof))
            return false;
        var (fn, sn) = ((ulong)index, (ulong)size - 1);
        var hash = leafHash.ToArray();
        foreach (var step in proof)
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                hash = MerkleHash.Node(step, hash);
                var shift = BitOperations.TrailingZeroCount(fn);
                (fn, sn) = (fn >> shift, sn >> shift);
            }
            else
                hash = MerkleHash.Node(hash, step);
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether the smaller tree is the beginning of the larger one: nothing that it held was changed, taken out
    /// or moved (RFC 9162 §2.1.4.2).</summary>
    public static bool VerifyConsistency(
        long first, long second, ReadOnlySpan<byte> firstRoot, ReadOnlySpan<byte> secondRoot, IReadOnlyList<byte[]> proof)
    {
        if (first < 0 || first > second || !Sound(proof))
            return false;
        if (first == 0)
            return proof.Count == 0 && firstRoot.SequenceEqual(MerkleHash.Empty());
        if (first == second)
            return proof.Count == 0 && firstRoot.SequenceEqual(secondRoot);
        // A whole subtree's root is the start itself, so the proof leaves it out.
        var steps = BitOperations.IsPow2(first) ? [firstRoot.ToArray(), .. proof] : proof;
        if (steps.Count == 0)
            return false;
        var shift = BitOperations.TrailingZeroCount(~((ulong)first - 1));
        var (fn, sn) = ((ulong)first - 1 >> shift, (ulong)second - 1 >> shift);
        var (old, now) = (steps[0], steps[0]);
        foreach (var step in steps.Skip(1))
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                (old, now) = (MerkleHash.Node(step, old), MerkleHash.Node(step, now));
                shift = BitOperations.TrailingZeroCount(fn);
                (fn, sn) = (fn >> shift, sn >> shift);
            }
            else
                now = MerkleHash.Node(now, step);
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && firstRoot.SequenceEqual(old) && secondRoot.SequenceEqual(now);
    }

    private static bool Sound(IReadOnlyList<byte[]> proof) =>
        proof.Count <= 64 && proof.All(step => step.Length == MerkleHash.Size);
}
