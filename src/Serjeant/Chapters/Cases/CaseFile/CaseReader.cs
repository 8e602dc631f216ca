using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.CaseFile;

/// <summary>Reads a case whole. What another office holds isn't found.</summary>
public sealed class CaseReader(SerjeantDb db)
{
    /// <summary>More messages than this are counted, not read: the worst and the newest are what a case needs.</summary>
    public const int MostMessages = 1_000;

    public Task<Case?> FindAsync(int number, CancellationToken cancel) =>
        db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, cancel);

    /// <summary>The exhibits of a case: made for it, or of a message that is in it.</summary>
    public static IQueryable<Exhibit> ExhibitsOf(SerjeantDb db, long caseId) => db.Exhibits.Where(e =>
        e.CaseId == caseId || (e.MessageId != null && db.CaseMessages.Any(m => m.CaseId == caseId && m.MessageId == e.MessageId)));

    /// <summary>Everybody of the office by id, and the program itself.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> NamesAsync(SerjeantDb db, CancellationToken cancel)
    {
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancel);
        names[CustodyEntry.TheProgram] = "The desk itself";
        return names;
    }

    public async Task<CaseRecord?> ReadAsync(int number, CancellationToken cancel)
    {
        if (await FindAsync(number, cancel) is not { } found)
            return null;
        var id = found.Id;
        var inCase = db.Messages.AsNoTracking().Where(m => db.CaseMessages.Any(c => c.CaseId == id && c.MessageId == m.Id));
        var messages = await inCase.Include(m => m.Author).OrderBy(m => m.SentAt).ThenBy(m => m.Id).Take(MostMessages).ToListAsync(cancel);
        var exhibits = await ExhibitsOf(db, id).AsNoTracking().Include(e => e.Files).OrderBy(e => e.MadeAt).ThenBy(e => e.Id).ToListAsync(cancel);
        var exhibitIds = exhibits.Select(e => e.Id).ToList();
        return new CaseRecord(found)
        {
            Messages = messages,
            AllMessages = messages.Count < MostMessages ? messages.Count : await inCase.CountAsync(cancel),
            Decisions = await db.Decisions.AsNoTracking()
                .Where(d => d.UndoneAt == null && db.CaseMessages.Any(c => c.CaseId == id && c.MessageId == d.MessageId))
                .OrderBy(d => d.DecidedAt).Take(MostMessages).ToListAsync(cancel),
            Events = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == id).ToListAsync(cancel),
            Reports = await db.CaseReports.AsNoTracking().Where(r => r.CaseId == id).OrderBy(r => r.MadeAt).ToListAsync(cancel),
            Captures = await db.Captures.AsNoTracking().Where(c => c.CaseId == id).OrderBy(c => c.AskedAt).ToListAsync(cancel),
            Exhibits = exhibits,
            Custody = await db.CustodyEntries.AsNoTracking().Where(c => exhibitIds.Contains(c.ExhibitId)).OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(cancel),
            Packs = await db.Packs.AsNoTracking().Where(p => p.CaseId == id).OrderBy(p => p.MadeAt).ToListAsync(cancel),
            Alerts = await db.CaseAlerts.AsNoTracking().Where(a => a.CaseId == id).OrderBy(a => a.At).ToListAsync(cancel),
            Looks = await db.WatchLooks.AsNoTracking().Where(l => exhibitIds.Contains(l.WatchedId)).OrderBy(l => l.At).ThenBy(l => l.Id).ToListAsync(cancel),
            People = await NamesAsync(db, cancel),
        };
    }
}
