using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>
/// Removes the vault's files that retention let go, or that work put there and never came to name, and that no exhibit, pack or check names. Under the
/// office's lock, because whoever makes an exhibit of the same bytes takes them back there.
/// </summary>
public sealed class BlobSweep(SerjeantDb db, OfficeChanges changes, OfficeVault vaults)
{
    private const int BatchSize = 200;

    /// <returns>How many files are gone.</returns>
    public async Task<int> RunAsync(long officeId, CancellationToken cancel)
    {
        db.OfficeScope = officeId;
        // No key is asked for where there is nothing to do.
        if (!await vaults.HasNotesAsync(cancel) && !await db.DoomedBlobs.AnyAsync(cancel))
            return 0;
        await using var vault = await vaults.OpenAsync(officeId, cancel);
        await vault.ReadLeftAsync(blobs => DoomAsync(officeId, blobs, cancel), cancel);
        if (!await db.DoomedBlobs.AnyAsync(cancel))
            return 0;
        var gone = 0;
        while (true)
        {
            var (seen, deleted) = await changes.RunAsync(officeId, null, _ => BatchAsync(vault, cancel), cancel);
            db.ChangeTracker.Clear();
            gone += deleted;
            if (seen == 0)
                return gone;
        }
    }

    /// <summary>Before the note goes: a kill in between has them written down twice, which does no harm.</summary>
    private async Task DoomAsync(long officeId, IReadOnlyList<BlobRef> blobs, CancellationToken cancel)
    {
        db.DoomedBlobs.AddRange(blobs.Select(b => new DoomedBlob { OfficeId = officeId, Hash = b.Sha256, Bytes = b.Length }));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>The file goes first: if the program is killed before the row goes too, the next run finds nothing to delete and removes the row.</summary>
    private async Task<(int Seen, int Deleted)> BatchAsync(OpenVault vault, CancellationToken cancel)
    {
        var doomed = await db.DoomedBlobs.OrderBy(b => b.Id).Take(BatchSize).ToListAsync(cancel);
        var deleted = 0;
        foreach (var blob in doomed)
        {
            var named = await db.ExhibitFiles.AnyAsync(f => f.Hash == blob.Hash, cancel) || await db.Packs.AnyAsync(p => p.Hash == blob.Hash, cancel)
                || await db.AuthorProofRetries.AnyAsync(r => r.Hash == blob.Hash, cancel)
                || await db.ExhibitTimestamps.AnyAsync(t => t.TokenHash == blob.Hash, cancel)
                || await db.Redactions.AnyAsync(r => r.Hash == blob.Hash || r.ManifestHash == blob.Hash, cancel)
                || await db.MessageChecks.AnyAsync(c => c.MessageHash == blob.Hash, cancel) || await db.MailboxChecks.AnyAsync(m => m.FileHash == blob.Hash, cancel);
            if (!named && await vault.DeleteAsync(new BlobRef(blob.Hash, blob.Bytes), cancel))
                deleted++;
            db.DoomedBlobs.Remove(blob);
        }
        return (doomed.Count, deleted);
    }
}
