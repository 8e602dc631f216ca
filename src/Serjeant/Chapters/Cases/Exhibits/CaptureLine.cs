using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>The line that captures wait in, all offices together: the workers take them in this order, and pages say this place.</summary>
public sealed class CaptureLine(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    /// <summary>What runs or waits. What a person waits for in a case comes before what a pile-on asked for by the hundred.</summary>
    public static IQueryable<Capture> Of(SerjeantDb db) => db.Captures.IgnoreQueryFilters().AsNoTracking()
        .Where(c => c.State == CaptureState.Queued || c.State == CaptureState.Running)
        .OrderBy(c => c.CaseId == null).ThenBy(c => c.Id);

    /// <summary>The place of each capture that waits, from 1; other offices' are counted, and nothing else is said of them.</summary>
    public async Task<IReadOnlyDictionary<long, int>> PlacesAsync(CancellationToken cancel)
    {
        var waiting = await Of(db).Where(c => c.State == CaptureState.Queued).Select(c => c.Id).ToListAsync(cancel);
        return waiting.Select((id, before) => (id, before)).ToDictionary(c => c.id, c => c.before + 1);
    }

    /// <summary>Takes one that waits off the list.</summary>
    /// <returns>False when it has begun or ended.</returns>
    public Task<bool> CancelAsync(long id, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        await TakeOffAsync(db.Captures.Where(c => c.Id == id), CaptureState.Failed, "It was taken off the list before it began.", ledger, cancel) == 1, cancel);

    /// <summary>The same for many, inside a change. What has begun goes on.</summary>
    /// <param name="ends">How it ends: as something to try again, or withdrawn.</param>
    /// <returns>How many are off.</returns>
    internal async Task<int> TakeOffAsync(IQueryable<Capture> which, CaptureState ends, string why, LedgerWriter ledger, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var off = 0;
        foreach (var id in await which.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancel))
        {
            // A worker may take it at any moment: it is asked as it is taken off.
            if (await db.Captures.Where(c => c.Id == id && c.State == CaptureState.Queued && (c.LeaseOwner == null || c.LeaseUntil < now))
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, ends).SetProperty(c => c.FinishedAt, now).SetProperty(c => c.Outcome, why), cancel) != 1)
                continue;
            ledger.Record("capture.cancelled", "capture", id);
            off++;
        }
        return off;
    }

    /// <summary>Puts one that failed at the place it had, in the name of who asks now.</summary>
    /// <returns>False when it has not failed.</returns>
    public Task<bool> AgainAsync(long id, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var now = time.GetUtcNow();
        var put = await db.Captures.Where(c => c.Id == id && c.State == CaptureState.Failed)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaptureState.Queued).SetProperty(c => c.Attempts, 0)
                .SetProperty(c => c.AskedById, by.Id).SetProperty(c => c.AskedAt, now).SetProperty(c => c.Outcome, (string?)null)
                .SetProperty(c => c.Step, CaptureStep.None).SetProperty(c => c.StartedAt, (DateTimeOffset?)null).SetProperty(c => c.FinishedAt, (DateTimeOffset?)null)
                .SetProperty(c => c.LeaseOwner, (string?)null).SetProperty(c => c.LeaseUntil, (DateTimeOffset?)null), cancel) == 1;
        if (put)
            ledger.Record("capture.asked", "capture", id, ("again", "yes"));
        return put;
    }, cancel);
}
