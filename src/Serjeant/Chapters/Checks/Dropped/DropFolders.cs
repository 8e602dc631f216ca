using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Drops;

namespace Serjeant.Chapters.Checks.Dropped;

/// <summary>The office's drop folder: its settings, and what came of files.</summary>
public sealed class DropFolders(SerjeantDb db, OfficeChanges changes, DropPaths paths, TimeProvider time)
{
    /// <summary>How long a red message is on Today that nobody did anything with.</summary>
    private static readonly TimeSpan OnToday = TimeSpan.FromDays(14);

    public Task<DropFolder?> FindAsync(CancellationToken cancel) => db.DropFolders.AsNoTracking().SingleOrDefaultAsync(cancel);

    /// <summary>Names it, makes it and switches it on.</summary>
    /// <returns>Null when it is there; else why not, for the form.</returns>
    public async Task<string?> SaveAsync(Person by, string name, CancellationToken cancel)
    {
        try
        {
            DropPlace.Open(paths.Of(new DropFolder { OfficeId = by.OfficeId, Name = name }));
        }
        catch (DropException e)
        {
            return e.Message;
        }
        await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            var row = await db.DropFolders.SingleOrDefaultAsync(cancel);
            if (row is null)
                db.DropFolders.Add(row = new DropFolder { OfficeId = by.OfficeId, Name = name });
            (row.Name, row.On, row.Problem, row.LeftAlone, row.SetById, row.SetAt) = (name, true, null, 0, by.Id, time.GetUtcNow());
            ledger.Record("office.drop-folder-set", "office", by.OfficeId, ("name", name), ("place", paths.Given(by.OfficeId) is null ? "data-folder" : "given-by-who-runs-the-desk"));
        }, cancel);
        return null;
    }

    /// <returns>False when there is none.</returns>
    public Task<bool> SwitchAsync(Person by, bool on, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.DropFolders.SingleOrDefaultAsync(cancel) is not { } row)
            return false;
        if (row.On == on)
            return true;
        (row.On, row.Problem) = (on, null);
        ledger.Record(on ? "office.drop-folder-on" : "office.drop-folder-off", "office", by.OfficeId);
        return true;
    }, cancel);

    public Task<List<DroppedFile>> RecentAsync(int most, CancellationToken cancel) => db.DroppedFiles.AsNoTracking().OrderByDescending(f => f.At).ThenByDescending(f => f.Id).Take(most).ToListAsync(cancel);

    /// <summary>Red messages out of the drop folder with which nobody did anything: nobody asked for them, so somebody must be told.</summary>
    public static IQueryable<MessageCheck> Unheeded(SerjeantDb db, DateTimeOffset now)
    {
        var since = now - OnToday;
        return db.MessageChecks.Where(c => c.AskedById == null && c.Answer == CheckAnswer.Red && c.ReportedAt == null && c.AimedAt == null && c.AskedAt > since
            && !db.CheckCalls.Any(x => x.CheckId == c.Id) && !db.Containments.Any(x => x.CheckId == c.Id) && !db.BookContacts.Any(x => x.CheckId == c.Id));
    }
}
