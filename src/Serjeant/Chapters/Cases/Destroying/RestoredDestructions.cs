using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;

namespace Serjeant.Chapters.Cases.Destroying;

/// <summary>
/// Carries out again what a restored backup knows nothing of: by <c>destroyed.json</c> in its data folder, each time the desk is started, each day, and before a
/// backup is made or when one is purged. Also finishes what a kill cut short.
/// </summary>
public sealed class RestoredDestructions(SerjeantDb db, OfficeChanges changes, OfficeVault vaults, DestructionRemoval removal, BlobSweep sweep, OnDisk disk, DeskOptions options)
{
    /// <returns>How many exhibits were destroyed again.</returns>
    /// <exception cref="FormatException">The list is damaged.</exception>
    /// <exception cref="VaultException">The rows are gone, but an office's key does not open, so that its files could not be removed.</exception>
    public async Task<int> CarryOutAsync(CancellationToken cancel)
    {
        try
        {
            return await ByTheListAsync(cancel);
        }
        finally
        {
            // However that ended: once for all offices, and for what a kill left.
            await disk.FinishAsync(cancel);
        }
    }

    private async Task<int> ByTheListAsync(CancellationToken cancel)
    {
        // The list first: if an older database is put here next, it is all that knows.
        var list = new DestroyedList(options.DataFolder);
        await list.AddAsync(await RecordsOfAllAsync(cancel), cancel);
        var (again, problem) = (0, (VaultException?)null);
        foreach (var office in (await list.ReadAsync(cancel)).GroupBy(r => r.Office))
        {
            db.OfficeScope = office.Key;
            if (!await db.Offices.AnyAsync(o => o.Id == office.Key, cancel))
                continue;
            await using (var mark = await disk.BeginAsync(cancel))
            {
                var before = again;
                foreach (var record in office)
                    again += await RemoveAsync(record, cancel) ? 1 : 0;
                if (again == before)
                    OnDisk.Forget(mark);
            }
            try
            {
                await SweepAsync(office.Key, [.. office.SelectMany(r => r.Files).DistinctBy(f => f.Sha256)], cancel);
            }
            catch (VaultException e)
            {
                problem = e; // The other offices' files go all the same.
            }
            db.ChangeTracker.Clear();
        }
        return problem is null ? again : throw problem;
    }

    /// <summary>Every office's: the list is the whole desk's.</summary>
    public async Task<List<DestroyedRecord>> RecordsOfAllAsync(CancellationToken cancel)
    {
        var all = new List<DestroyedRecord>();
        foreach (var office in await db.Destructions.IgnoreQueryFilters(["office"]).Select(d => d.OfficeId).Distinct().ToListAsync(cancel))
        {
            db.OfficeScope = office;
            all.AddRange(await Destructions.RecordsAsync(db, cancel));
        }
        return all;
    }

    private Task<bool> RemoveAsync(DestroyedRecord record, CancellationToken cancel) => changes.RunAsync(record.Office, null, async ledger =>
    {
        db.ChangeTracker.Entries<DoomedBlob>().ToList().ForEach(e => e.State = EntityState.Detached);
        // An older database may have given the number to another exhibit since: the manifest says which one is meant.
        var exhibit = await db.Exhibits.SingleOrDefaultAsync(e => e.Id == record.Exhibit && e.ManifestHash == record.ManifestSha256 && e.DestroyedAt == null, cancel);
        if (exhibit is null)
            return false;
        await removal.RemoveAsync(exhibit, new Destruction
        {
            OfficeId = record.Office,
            ExhibitId = record.Exhibit,
            ManifestHash = record.ManifestSha256,
            InstructedBy = record.InstructedBy,
            Reference = record.Reference,
            Why = record.Why,
            ById = record.By,
            At = record.At,
        }, record.Files, ledger, cancel);
        return true;
    }, cancel);

    private async Task SweepAsync(long officeId, IReadOnlyList<DestroyedFile> files, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using (var vault = await vaults.OpenAsync(officeId, cancel))
        {
            foreach (var file in files)
                if (await vault.RemainsAsync(new BlobRef(file.Sha256, file.Bytes), cancel))
                    db.DoomedBlobs.Add(new DoomedBlob { OfficeId = officeId, Hash = file.Sha256, Bytes = file.Bytes });
        }
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        await sweep.RunAsync(officeId, cancel);
    }
}
