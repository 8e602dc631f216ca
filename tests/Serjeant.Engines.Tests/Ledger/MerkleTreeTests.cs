using CsCheck;
using Serjeant.Ledger;
using Shouldly;

namespace Serjeant.Engines.Tests.Ledger;

public sealed class MerkleTreeTests
{
    // The eight leaves, roots and proofs that Certificate Transparency's reference implementations test against.
    private static readonly string[] Leaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly Gen<(int Size, int Index)> Place =
        Gen.Int[1, 140].SelectMany(size => Gen.Int[0, size - 1].Select(index => (size, index)));

    internal static MerkleTree TreeOf(int size)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < size; i++)
            tree.Add(MerkleHash.Leaf(BitConverter.GetBytes(i)));
        return tree;
    }

    private static MerkleTree Reference()
    {
        var tree = new MerkleTree();
        foreach (var leaf in Leaves)
            tree.Add(MerkleHash.Leaf(Convert.FromHexString(leaf)));
        return tree;
    }

    private static List<string> Hex(IEnumerable<byte[]> hashes) => [.. hashes.Select(Convert.ToHexStringLower)];

    [Fact]
    public void The_well_known_roots_come_out() =>
        Hex(Enumerable.Range(0, 9).Select(size => Reference().Root(size))).ShouldBe(Roots);

    [Fact]
    public void The_well_known_inclusion_proofs_come_out()
    {
        Hex(Reference().InclusionProof(0, 8)).ShouldBe([
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"]);
        Hex(Reference().InclusionProof(5, 8)).ShouldBe([
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]);
        Hex(Reference().InclusionProof(2, 3)).ShouldBe([Roots[2]]);
        Reference().InclusionProof(0, 1).ShouldBeEmpty();
    }

    [Fact]
    public void The_well_known_consistency_proofs_come_out()
    {
        Hex(Reference().ConsistencyProof(6, 8)).ShouldBe([
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]);
        Hex(Reference().ConsistencyProof(2, 5)).ShouldBe([
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]);
        Reference().ConsistencyProof(8, 8).ShouldBeEmpty();
    }

    [Fact]
    public void The_frontier_and_the_whole_tree_agree() => Gen.Int[0, 300].Sample(size =>
    {
        var frontier = Frontier.Empty;
        for (var i = 0; i < size; i++)
            frontier = Frontier.FromBytes(frontier.Append(MerkleHash.Leaf(BitConverter.GetBytes(i))).ToBytes());
        return frontier.Root().AsSpan().SequenceEqual(TreeOf(size).Root(size));
    }, iter: 40);

    [Fact]
    public void Every_inclusion_proof_holds_and_no_altered_one_does() =>
        Gen.Select(Place, Gen.Int[0, 255]).Sample((place, bit) =>
        {
            var (size, index) = place;
            var tree = TreeOf(size);
            var (leaf, root) = (tree.LeafHash(index), tree.Root(size));
            var proof = tree.InclusionProof(index, size);
            MerkleProof.VerifyInclusion(leaf, index, size, proof, root).ShouldBeTrue();
            MerkleProof.VerifyInclusion(Flip(leaf, bit), index, size, proof, root).ShouldBeFalse();
            MerkleProof.VerifyInclusion(leaf, index, size, proof, Flip(root, bit)).ShouldBeFalse();
            MerkleProof.VerifyInclusion(leaf, index, size, [.. proof, leaf], root).ShouldBeFalse();
            for (var i = 0; i < proof.Count; i++)
                MerkleProof.VerifyInclusion(leaf, index, size, With(proof, i, Flip(proof[i], bit)), root).ShouldBeFalse();
            if (proof.Count > 0)
                MerkleProof.VerifyInclusion(leaf, index, size, [.. proof.Skip(1)], root).ShouldBeFalse();
            foreach (var other in new[] { index - 1, index + 1, -1, size })
                MerkleProof.VerifyInclusion(leaf, other, size, proof, root).ShouldBeFalse();
        }, iter: 300);

    [Fact]
    public void Every_consistency_proof_holds_and_no_altered_one_does() =>
        Gen.Select(Place, Gen.Int[0, 255]).Sample((place, bit) =>
        {
            var (second, first) = (place.Size, place.Index + 1);
            var tree = TreeOf(second);
            var (old, now) = (tree.Root(first), tree.Root(second));
            var proof = tree.ConsistencyProof(first, second);
            MerkleProof.VerifyConsistency(first, second, old, now, proof).ShouldBeTrue();
            MerkleProof.VerifyConsistency(first, second, Flip(old, bit), now, proof).ShouldBeFalse();
            MerkleProof.VerifyConsistency(first, second, old, Flip(now, bit), proof).ShouldBeFalse();
            MerkleProof.VerifyConsistency(first, second, old, now, [.. proof, old]).ShouldBeFalse();
            for (var i = 0; i < proof.Count; i++)
                MerkleProof.VerifyConsistency(first, second, old, now, With(proof, i, Flip(proof[i], bit))).ShouldBeFalse();
            if (proof.Count > 0)
                MerkleProof.VerifyConsistency(first, second, old, now, [.. proof.Skip(1)]).ShouldBeFalse();
        }, iter: 300);

    [Fact]
    public void A_tree_grows_from_nothing_and_never_shrinks()
    {
        var tree = TreeOf(3);
        MerkleProof.VerifyConsistency(0, 3, MerkleHash.Empty(), tree.Root(3), []).ShouldBeTrue();
        MerkleProof.VerifyConsistency(0, 3, tree.Root(1), tree.Root(3), []).ShouldBeFalse();
        MerkleProof.VerifyConsistency(3, 2, tree.Root(3), tree.Root(2), []).ShouldBeFalse();
        MerkleProof.VerifyInclusion(tree.LeafHash(0), 0, 0, [], tree.Root(1)).ShouldBeFalse();
    }

    private static byte[] Flip(byte[] hash, int bit)
    {
        var flipped = hash.ToArray();
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }

    private static IReadOnlyList<byte[]> With(IReadOnlyList<byte[]> proof, int place, byte[] hash) =>
        [.. proof.Select((step, i) => i == place ? hash : step)];
}
