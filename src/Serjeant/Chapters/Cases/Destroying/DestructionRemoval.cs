using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Packs;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Destroying;

/// <summary>
/// Takes a sealed-off exhibit out of the database, inside a change: its files, copies, time-stamps, later looks, packs that hold it, the words of
/// the message it was made of. What stays is its row, the custody log, and who destroyed it, when, why, with the hashes.
/// </summary>
public sealed class DestructionRemoval(SerjeantDb db, ExhibitRemoval exhibits, MessageRemoval messages, SealedMarks marks, SealedQuotes quotes)
{
    public const string Gone = "Destroyed";

    /// <summary>The exhibit and the later looks at it: they show the same.</summary>
    internal IQueryable<Exhibit> WithLooks(long exhibitId) =>
        db.Exhibits.Where(e => e.Id == exhibitId || db.WatchLooks.Any(l => l.WatchedId == exhibitId && l.ExhibitId == e.Id));

    internal IQueryable<Pack> Packs(long exhibitId) => PackDownloads.Holding(db, WithLooks(exhibitId));

    /// <summary>Packs of it that somebody fetched: copies of those are outside.</summary>
    internal Task<int> FetchedAsync(List<long> packs, CancellationToken cancel)
    {
        var subjects = packs.ConvertAll(p => p.ToString(CultureInfo.InvariantCulture));
        return db.LedgerEntries.Where(l => l.Action == "pack.downloaded" && l.SubjectType == "pack" && l.SubjectId != null && subjects.Contains(l.SubjectId))
            .Select(l => l.SubjectId).Distinct().CountAsync(cancel);
    }

    /// <param name="row">Who, when and why; it gets the hashes here.</param>
    /// <param name="also">Hashes that a later database knew of.</param>
    public async Task RemoveAsync(Exhibit exhibit, Destruction row, IEnumerable<DestroyedFile> also, LedgerWriter ledger, CancellationToken cancel)
    {
        // A database from before it was sealed off does not know it yet.
        await marks.AddAsync(exhibit, WithLooks(exhibit.Id), cancel);
        var why = $"{row.InstructedBy}, {row.Reference}: {row.Why}";
        var packs = await Packs(exhibit.Id).ToListAsync(cancel);
        (row.Packs, row.PacksFetched) = (packs.Count, await FetchedAsync(packs.ConvertAll(p => p.Id), cancel));
        foreach (var pack in packs)
        {
            db.DoomedBlobs.Add(new DoomedBlob { OfficeId = pack.OfficeId, Hash = pack.Hash, Bytes = pack.Bytes });
            db.Packs.Remove(pack);
            ledger.Record("pack.destroyed", "pack", pack.Id, ("exhibit", exhibit.Label), ("sha256", pack.Hash));
        }
        var all = await WithLooks(exhibit.Id).Include(e => e.Files).OrderBy(e => e.Id).ToListAsync(cancel);
        foreach (var one in all)
        {
            var files = one.Files.Count.ToString(CultureInfo.InvariantCulture);
            await exhibits.EmptyAsync(one, CustodyAct.Destroyed, why, row.ById, cancel);
            await db.Captures.Where(c => c.ExhibitId == one.Id).ExecuteUpdateAsync(set => set
                .SetProperty(c => c.Address, Gone).SetProperty(c => c.ProfileAddress, (string?)null), cancel);
            if (one.MessageId is { } message)
            {
                await quotes.ForgetAsync(message, exhibit, row.ById, ledger, cancel);
                await messages.EmptyAsync(message, $"Destroyed with exhibit {one.Label}", cancel);
            }
            (one.Title, one.Outcome, one.DestroyedAt) = (Gone, Gone, row.At);
            one.SealedOffAt ??= row.At;
            ledger.Record("exhibit.destroyed", "exhibit", one.Id, ("label", one.Label), ("manifest-sha256", one.ManifestHash), ("files", files));
        }
        row.Blobs = [.. db.DoomedBlobs.Local.Select(b => new DestroyedFile(b.Hash, b.Bytes)).Concat(also).DistinctBy(f => f.Sha256)
            .Select(f => new DestroyedBlob { OfficeId = row.OfficeId, Hash = f.Sha256, Bytes = f.Bytes })];
        db.Destructions.Add(row);
    }
}
