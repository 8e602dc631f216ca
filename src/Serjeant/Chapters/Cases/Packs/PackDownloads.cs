using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>Opens packs that were made, for whoever fetches them. The ledger notes it before a byte leaves.</summary>
public sealed class PackDownloads(SerjeantDb db, OfficeChanges changes, OfficeVault vaults)
{
    /// <returns>Null when there is no such pack in that case, or it holds an exhibit that was sealed off since.</returns>
    public Task<Pack?> FindAsync(int number, long packId, CancellationToken cancel)
    {
        var shut = Shut(db);
        return db.Packs.AsNoTracking().SingleOrDefaultAsync(p =>
            p.Id == packId && db.Cases.Any(c => c.Id == p.CaseId && c.Number == number) && !shut.Any(held => held.Id == p.Id), cancel);
    }

    /// <summary>Packs that hold an exhibit that was sealed off since, or what may quote one: nobody fetches them.</summary>
    internal static IQueryable<Pack> Shut(SerjeantDb db)
    {
        var holding = Holding(db, db.Exhibits.Where(e => e.SealedOffAt != null));
        var marked = SealedMarks.Bytes(db);
        return db.Packs.Where(p => marked.Any(m => m.Hash == p.Hash) || holding.Any(h => h.Id == p.Id));
    }

    /// <summary>The packs that hold one of these exhibits, as the custody log says.</summary>
    internal static IQueryable<Pack> Holding(SerjeantDb db, IQueryable<Exhibit> exhibits) => db.Packs.Where(p => db.CustodyEntries.Any(c =>
        c.Act == CustodyAct.Exported && c.Path == p.FileName && c.At == p.MadeAt && exhibits.Any(e => e.Id == c.ExhibitId)));

    /// <param name="withPassword">Whether it leaves in encrypted form.</param>
    /// <returns>Null when an exhibit in it was sealed off meanwhile.</returns>
    /// <exception cref="VaultException">The stored pack was changed or damaged.</exception>
    public async Task<Stream?> OpenAsync(Pack pack, Person by, bool withPassword, CancellationToken cancel)
    {
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        var content = await vault.OpenAsync(new BlobRef(pack.Hash, pack.Bytes), cancel);
        return await content.OnceAsync(() => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            if (await Shut(db).AnyAsync(p => p.Id == pack.Id, cancel))
                return false;
            ledger.Record("pack.downloaded", "pack", pack.Id, ("sha256", pack.Hash), ("encrypted", withPassword ? "yes" : "no"));
            return true;
        }, cancel));
    }
}
