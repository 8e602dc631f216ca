using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Shell.Hosting;

namespace Serjeant.Chapters.Cases.Destroying;

/// <summary>Destroys exhibits that were sealed off, at the word of the police or the IWF.</summary>
public sealed class Destructions(SerjeantDb db, OfficeChanges changes, DestructionRemoval removal, BlobSweep sweep, OnDisk disk, DeskOptions options, TimeProvider time)
{
    /// <returns>Null when there is no such exhibit here, it is not sealed off, or it is destroyed already.</returns>
    public async Task<DestructionPlan?> PlanAsync(long exhibitId, CancellationToken cancel)
    {
        if (!await Destroyable(exhibitId).AnyAsync(cancel))
            return null;
        var all = removal.WithLooks(exhibitId);
        var packs = await removal.Packs(exhibitId).Select(p => p.Id).ToListAsync(cancel);
        var files = db.ExhibitFiles.Where(f => all.Any(e => e.Id == f.ExhibitId));
        var copies = await db.Redactions.CountAsync(r => all.Any(e => e.Id == r.ExhibitId), cancel);
        return new DestructionPlan(
            await files.CountAsync(cancel) + (2 * copies) + await db.ExhibitTimestamps.CountAsync(t => t.TokenHash != null && all.Any(e => e.Id == t.ExhibitId), cancel),
            await all.CountAsync(cancel) - 1, copies, packs.Count, await removal.FetchedAsync(packs, cancel), await all.AnyAsync(e => e.MessageId != null, cancel),
            await db.Exhibits.Where(e => !all.Any(a => a.Id == e.Id) && e.Files.Any(f => files.Any(mine => mine.Hash == f.Hash)))
                .OrderBy(e => e.Id).Select(e => e.Label).Take(50).ToListAsync(cancel),
            await SealedMarks.ClosedInPartBy(db, exhibitId)
                .OrderBy(e => e.Id).Select(e => e.Label).Take(50).ToListAsync(cancel));
    }

    /// <returns>False when there is no such exhibit here, it is not sealed off, or it is destroyed already.</returns>
    /// <exception cref="Serjeant.Outside.Storage.VaultException">It is destroyed for the desk, but a file could not be removed yet; the daily run tries again.</exception>
    public async Task<bool> DestroyAsync(long exhibitId, Person by, DestructionOrder order, CancellationToken cancel)
    {
        using var mark = await disk.BeginAsync(cancel);
        var done = await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            if (await Destroyable(exhibitId).SingleOrDefaultAsync(cancel) is not { } exhibit)
                return false;
            await removal.RemoveAsync(exhibit, new Destruction
            {
                OfficeId = by.OfficeId,
                ExhibitId = exhibitId,
                ManifestHash = exhibit.ManifestHash,
                InstructedBy = order.InstructedBy,
                Reference = order.Reference,
                Why = order.Why,
                ById = by.Id,
                At = time.GetUtcNow(),
            }, [], ledger, cancel);
            return true;
        }, cancel);
        if (!done)
        {
            OnDisk.Forget(mark);
            return false;
        }
        db.ChangeTracker.Clear();
        // From here on it happens whatever the browser does: a kill is made good by the next start and the daily run.
        await new DestroyedList(options.DataFolder).AddAsync(await RecordsAsync(db, CancellationToken.None), CancellationToken.None);
        await sweep.RunAsync(by.OfficeId, CancellationToken.None);
        await disk.EndAsync(mark, CancellationToken.None);
        return true;
    }

    /// <summary>What was destroyed, of the offices that the context shows.</summary>
    internal static async Task<List<DestroyedRecord>> RecordsAsync(SerjeantDb db, CancellationToken cancel) =>
        (await db.Destructions.AsNoTracking().Include(d => d.Blobs).OrderBy(d => d.Id).ToListAsync(cancel)).ConvertAll(d => new DestroyedRecord(
            d.OfficeId, d.ExhibitId, d.ManifestHash, d.InstructedBy, d.Reference, d.Why, d.ById, d.At, [.. d.Blobs.Select(b => new DestroyedFile(b.Hash, b.Bytes))]));

    private IQueryable<Exhibit> Destroyable(long exhibitId) => db.Exhibits.Where(e => e.Id == exhibitId && e.SealedOffAt != null && e.DestroyedAt == null);
}
