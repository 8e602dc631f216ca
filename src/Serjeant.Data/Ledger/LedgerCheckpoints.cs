using Microsoft.EntityFrameworkCore;
using Serjeant.Ledger;

namespace Serjeant.Data;

/// <summary>The ledger's rows no longer fit what was signed of them, or each other. Nothing was signed.</summary>
public sealed class LedgerBrokenException(string message) : Exception(message);

/// <summary>Signs what an office's ledger is now, after making sure that all that was signed before still stands.</summary>
public sealed class LedgerCheckpoints(SerjeantDb db, TimeProvider time)
{
    /// <summary>Signs the tree as it is, or hands back the last checkpoint where nothing came after it.</summary>
    /// <returns>The signed checkpoint; null while the ledger is empty.</returns>
    /// <exception cref="LedgerBrokenException">The rows were changed since the last checkpoint.</exception>
    public async Task<LedgerCheckpoint?> SignAsync(long officeId, CheckpointSigner signer, CancellationToken cancel)
    {
        var bytes = await db.LedgerHeads.AsNoTracking().IgnoreQueryFilters(["office"])
            .Where(h => h.OfficeId == officeId).Select(h => h.Frontier).SingleOrDefaultAsync(cancel);
        if (bytes is null || Frontier.FromBytes(bytes) is not { Size: > 0 } head)
            return null;
        var last = await db.LedgerCheckpoints.AsNoTracking().IgnoreQueryFilters(["office"])
            .Where(c => c.OfficeId == officeId).OrderByDescending(c => c.Size).ThenByDescending(c => c.Id).FirstOrDefaultAsync(cancel);
        var (signed, isOurs) = last is null ? (null, false) : Read(last.Note, signer.Verifier);
        await CheckAsync(officeId, head, signed, cancel);
        if (signed?.Size == head.Size && isOurs)
            return last;

        var checkpoint = new LedgerCheckpoint
        {
            OfficeId = officeId,
            Size = head.Size,
            At = time.GetUtcNow(),
            Note = signer.Sign(head.Size, head.Root()),
        };
        db.LedgerCheckpoints.Add(checkpoint);
        await db.SaveChangesAsync(cancel);
        return checkpoint;
    }

    // A checkpoint of a key that was lost still says what the tree was; its signature is for a verifier to judge.
    private static (Checkpoint Signed, bool IsOurs) Read(string note, CheckpointVerifier verifier)
    {
        try
        {
            var signed = SignedNote.Parse(note);
            return signed.Signatures.Any(s => s.KeyName == verifier.Name && s.KeyId == verifier.KeyId)
                ? (verifier.Open(note), true)
                : (Checkpoint.Parse(signed.Text), false);
        }
        catch (FormatException e)
        {
            throw new LedgerBrokenException($"The ledger's last checkpoint was altered: {e.Message}");
        }
    }

    /// <summary>A log must never sign a tree that does not continue the one it signed before (C2SP tlog-checkpoint).</summary>
    private async Task CheckAsync(long officeId, Frontier head, Checkpoint? signed, CancellationToken cancel)
    {
        if (signed?.Size > head.Size)
            throw new LedgerBrokenException($"The ledger holds {head.Size} entries, but {signed.Size} were signed.");
        var seen = Frontier.Empty;
        var hashes = db.LedgerEntries.AsNoTracking().IgnoreQueryFilters(["office"])
            .Where(e => e.OfficeId == officeId && e.Index < head.Size).OrderBy(e => e.Index).Select(e => e.LeafHash);
        await foreach (var hash in hashes.AsAsyncEnumerable().WithCancellation(cancel))
        {
            seen = seen.Append(hash);
            if (seen.Size == signed?.Size && !seen.Root().AsSpan().SequenceEqual(signed.Root))
                throw new LedgerBrokenException($"The first {signed.Size} entries are not those that were signed.");
        }
        if (seen.Size != head.Size || !seen.Root().AsSpan().SequenceEqual(head.Root()))
            throw new LedgerBrokenException("The ledger's entries do not make the tree that its head describes.");
    }
}
