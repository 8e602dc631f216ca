using System.Globalization;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Evidence;
using Serjeant.Ledger;

namespace Serjeant.Commands;

/// <summary>What the ledger says of the exhibits in a pack.</summary>
/// <param name="Entries">The ledger's entry for each exhibit's folder that it vouches for.</param>
/// <param name="Problems">What does not hold, in plain English.</param>
/// <param name="Notes">How far it goes.</param>
internal sealed record PackLedger(
    IReadOnlyDictionary<string, LedgerLeaf> Entries, Checkpoint? Checkpoint, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes)
{
    private const string NoProof =
        "There is no ledger proof here. The files fit their lists; that nobody made new files and new lists can't be told from this alone.";

    private const string NoKey =
        "No ledger key was given (--key), so this can't tell whether the proof was signed by the office's own key.";

    public static async Task<PackLedger> CheckAsync(
        IFileTree tree, Verification found, CheckpointVerifier? key, CancellationToken cancel)
    {
        var path = found.Root + EvidenceVerifier.LedgerProofPath;
        if (found.Kind != EvidenceKind.Bag || tree.Files.FirstOrDefault(f => f.Path == path) is not { } file)
            return None([], [NoProof]);
        try
        {
            if (file.Bytes > LedgerProof.MaxBytes)
                throw new FormatException("The ledger proof is too long.");
            var bytes = new byte[file.Bytes];
            await using (var stream = tree.Open(path))
                await stream.ReadExactlyAsync(bytes, cancel);
            return Compare(LedgerProofCheck.Verify(LedgerProof.Parse(bytes), key), found, key is null ? [NoKey] : []);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or EndOfStreamException)
        {
            return None([e.Message], []);
        }
    }

    private static PackLedger None(IReadOnlyList<string> problems, IReadOnlyList<string> notes) =>
        new(new Dictionary<string, LedgerLeaf>(), null, problems, notes);

    // Both ways: an exhibit that the ledger does not know was put in or altered; one that only the ledger knows was taken out.
    private static PackLedger Compare(LedgerProofReport proof, Verification found, IReadOnlyList<string> notes)
    {
        var problems = proof.Problems.ToList();
        var entries = new Dictionary<string, LedgerLeaf>(StringComparer.Ordinal);
        foreach (var exhibit in found.Exhibits)
        {
            if (proof.Leaves.FirstOrDefault(l => ManifestOf(l) == exhibit.ManifestSha256) is { } leaf)
                entries[exhibit.Folder] = leaf;
            else
                problems.Add($"{exhibit.Folder}: no entry of the ledger vouches for this exhibit's manifest.");
        }
        // An exhibit of which only a redacted copy is here is named by the copy.
        var present = found.Exhibits.Select(e => e.ManifestSha256)
            .Concat(found.Exhibits.Select(e => e.Manifest?.DerivedFrom?.ExhibitManifestSha256).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(proof.Leaves.Where(l => ManifestOf(l) is { } hash && !present.Contains(hash)).Select(l =>
            string.Create(CultureInfo.InvariantCulture, $"Entry {l.Index} of the ledger is of an exhibit that is not here, or not as it was.")));
        problems.AddRange(Answers(proof, found));
        return new PackLedger(entries, proof.Checkpoint, problems, notes);
    }

    // The same both ways for what a domain answered later, each under its own exhibit.
    private static IEnumerable<string> Answers(LedgerProofReport proof, Verification found)
    {
        var kept = proof.Leaves.Where(l => l.Action == LedgerProof.AnsweredAction).ToList();
        foreach (var answer in found.Answers.Where(a => !kept.Exists(l => IsOf(l, a))))
            yield return $"{answer.Path}: no entry of the ledger vouches for this answer about who signed a file of this exhibit.";
        foreach (var leaf in kept.Where(l => !found.Answers.Any(a => IsOf(l, a))))
            yield return string.Create(CultureInfo.InvariantCulture, $"Entry {leaf.Index} of the ledger is of an answer about who signed a file that is not here, or not as it was.");
    }

    private static bool IsOf(LedgerLeaf leaf, CheckedAnswer answer) => leaf.Data.GetValueOrDefault(LedgerProof.AnswerFact) == answer.Sha256
        && leaf.Data.GetValueOrDefault(LedgerProof.LabelFact) is { } label && ExhibitLabel.AsFolder(label) == answer.Exhibit;

    private static string? ManifestOf(LedgerLeaf leaf) => leaf.Data.GetValueOrDefault(LedgerProof.ManifestFact);
}
