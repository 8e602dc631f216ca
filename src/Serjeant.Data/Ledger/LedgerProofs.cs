using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Ledger;

namespace Serjeant.Data;

/// <summary>Makes the proof that goes into a pack: that its exhibits stand in the ledger, without the rest of the ledger.</summary>
public sealed class LedgerProofs(SerjeantDb db, LedgerCheckpoints checkpoints)
{
    /// <summary>Signs the ledger as it is now, then proves where each exhibit was recorded.</summary>
    /// <param name="copies">SHA-256 of the manifests of redacted copies, whose making is proved too.</param>
    /// <param name="answers">SHA-256 of later answers about the exhibits' mails, whose keeping is proved too.</param>
    /// <exception cref="LedgerBrokenException">The ledger does not hold, or does not hold one of the exhibits, copies or answers.</exception>
    public async Task<LedgerProof> ProveExhibitsAsync(
        long officeId, IReadOnlyCollection<long> exhibitIds, IReadOnlyCollection<string> copies, IReadOnlyCollection<string> answers, CheckpointSigner signer, CancellationToken cancel)
    {
        var checkpoint = await checkpoints.SignAsync(officeId, signer, cancel)
            ?? throw new LedgerBrokenException("The ledger is empty, so it can't vouch for an exhibit.");
        var subjects = exhibitIds.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        var made = await EntriesAsync("exhibit.made", null, []);
        if (made.Select(e => e.SubjectId).Distinct().Count() != subjects.Count)
            throw new LedgerBrokenException("The ledger does not hold every exhibit of this pack.");
        var redacted = await EntriesAsync("exhibit.redacted", LedgerProof.ManifestFact, copies);
        if (redacted.Count < copies.Count)
            throw new LedgerBrokenException("The ledger does not hold every redacted copy of this pack.");
        var answered = await EntriesAsync(LedgerProof.AnsweredAction, LedgerProof.AnswerFact, answers);
        if (answered.Count < answers.Count)
            throw new LedgerBrokenException("The ledger does not hold every later answer about a mail of this pack.");
        var tree = new MerkleTree();
        var hashes = db.LedgerEntries.AsNoTracking().IgnoreQueryFilters(["office"])
            .Where(e => e.OfficeId == officeId && e.Index < checkpoint.Size).OrderBy(e => e.Index).Select(e => e.LeafHash);
        await foreach (var hash in hashes.AsAsyncEnumerable().WithCancellation(cancel))
            tree.Add(hash);
        return LedgerProof.Make(
            tree, checkpoint.Size, signer.Verifier, checkpoint.Note, made.Concat(redacted).Concat(answered).OrderBy(e => e.Index).Select(e => (e.Index, e.Leaf)));

        async Task<List<LedgerEntry>> EntriesAsync(string action, string? fact, IReadOnlyCollection<string> values)
        {
            if (fact is not null && values.Count == 0)
                return [];
            var entries = await db.LedgerEntries.AsNoTracking().IgnoreQueryFilters(["office"])
                .Where(e => e.OfficeId == officeId && e.SubjectType == "exhibit" && e.Action == action && subjects.Contains(e.SubjectId!) && e.Index < checkpoint.Size)
                .OrderBy(e => e.Index).ToListAsync(cancel);
            return fact is null ? entries : entries.FindAll(e => LedgerLeaf.Parse(e.Leaf).Data.GetValueOrDefault(fact) is { } hash && values.Contains(hash));
        }
    }
}
