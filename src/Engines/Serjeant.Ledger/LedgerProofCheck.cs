using System.Globalization;

namespace Serjeant.Ledger;

/// <summary>What a check of a <see cref="LedgerProof"/> found.</summary>
/// <param name="Leaves">The entries that are shown to be in the signed ledger. Trust no other.</param>
/// <param name="Checkpoint">What was signed; null when the signature does not hold.</param>
/// <param name="Problems">What does not hold, in plain English. Empty when all does.</param>
public sealed record LedgerProofReport(
    IReadOnlyList<LedgerLeaf> Leaves, Checkpoint? Checkpoint, IReadOnlyList<string> Problems)
{
    public bool IsWhole => Problems.Count == 0;
}

/// <summary>Checks a ledger proof: the signature, then each entry's way up to the signed root.</summary>
public static class LedgerProofCheck
{
    /// <param name="pinned">The office's key if it is known from elsewhere; without it the proof's own key is used, which
    /// shows only that the proof agrees with itself.</param>
    public static LedgerProofReport Verify(LedgerProof proof, CheckpointVerifier? pinned = null)
    {
        var problems = new List<string>();
        if (pinned is not null && !pinned.IsSameKey(proof.Key))
            problems.Add("The ledger proof is signed by a key that is not the one you trust.");
        Checkpoint checkpoint;
        try
        {
            checkpoint = (pinned ?? proof.Key).Open(proof.Checkpoint);
        }
        catch (FormatException e)
        {
            return new LedgerProofReport([], null, [.. problems, e.Message]);
        }
        var leaves = new List<LedgerLeaf>();
        foreach (var entry in proof.Entries)
        {
            try
            {
                leaves.Add(Checked(entry, checkpoint));
            }
            catch (FormatException e)
            {
                problems.Add(e.Message);
            }
        }
        if (proof.Entries.Count == 0)
            problems.Add("The ledger proof holds no entries.");
        return new LedgerProofReport(leaves, checkpoint, problems);
    }

    private static LedgerLeaf Checked(ProvenEntry entry, Checkpoint checkpoint)
    {
        var hash = MerkleHash.Leaf(entry.LeafBytes);
        if (!MerkleProof.VerifyInclusion(hash, entry.Index, checkpoint.Size, entry.Path, checkpoint.Root))
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"Entry {entry.Index} of the ledger proof is not in the ledger that was signed."));
        var leaf = LedgerLeaf.Parse(entry.LeafBytes);
        return leaf.Index == entry.Index ? leaf : throw new FormatException("An entry of the ledger proof names another index.");
    }
}
