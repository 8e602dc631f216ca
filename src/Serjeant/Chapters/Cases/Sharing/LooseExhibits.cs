using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Sharing;

/// <summary>Exhibits that somebody supplied and kept for later: in no case, of no message.</summary>
public sealed class LooseExhibits(SerjeantDb db, OfficeChanges changes, Arrivals arrivals)
{
    public IQueryable<Exhibit> All => db.Exhibits.AsNoTracking()
        .Where(e => e.CaseId == null && e.MessageId == null && e.Source == ExhibitSource.Upload && e.SealedOffAt == null && e.Files.Any());

    /// <summary>Puts one into an open case, with the looks that were made at its address.</summary>
    /// <returns>False when there is no such exhibit or no such open case here, or it is in a case already.</returns>
    /// <exception cref="ArrivalRefusedException">The case takes nothing: it may concern an image of child abuse.</exception>
    public Task<bool> PlaceAsync(long exhibitId, int caseNumber, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var to = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == caseNumber && c.State == CaseState.Open, cancel);
        var label = await All.Where(e => e.Id == exhibitId).Select(e => e.Label).SingleOrDefaultAsync(cancel);
        if (to is null || label is null)
            return false;
        if (await arrivals.OfCaseAsync(to.Id, null, cancel) is { } refusal)
            throw new ArrivalRefusedException(refusal);
        await db.Exhibits.Where(e => e.Id == exhibitId || db.WatchLooks.Any(l => l.WatchedId == exhibitId && l.ExhibitId == e.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.CaseId, to.Id), cancel);
        ledger.Record("exhibit.placed", "exhibit", exhibitId, ("label", label), ("case", CasesLinks.Name(caseNumber)));
        return true;
    }, cancel);
}
