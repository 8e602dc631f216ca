using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.CaseFile;

/// <summary>Asks colleagues to look at a case, and keeps who has.</summary>
public sealed class CaseAlerts(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    /// <summary>Who can be asked: everybody who may see cases and has not left, but the asker.</summary>
    public async Task<IReadOnlyList<Person>> ColleaguesAsync(Person of, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return await db.Users.AsNoTracking()
            .Where(p => p.Id != of.Id && p.Role != Role.Author && p.LeftAt == null && (p.LeavesAt == null || p.LeavesAt > now))
            .OrderBy(p => p.DisplayName).ToListAsync(cancel);
    }

    /// <returns>False when the case or one of the people isn't there.</returns>
    public async Task<bool> AskAsync(int number, Person by, IReadOnlyCollection<long> people, string? note, CancellationToken cancel)
    {
        var colleagues = (await ColleaguesAsync(by, cancel)).Select(p => p.Id).ToHashSet();
        if (people.Count == 0 || !people.All(colleagues.Contains))
            return false;
        return await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            var found = await db.Cases.SingleOrDefaultAsync(c => c.Number == number, cancel);
            if (found is null)
                return false;
            var now = time.GetUtcNow();
            var open = await db.CaseAlerts.Where(a => a.CaseId == found.Id && a.SeenAt == null).Select(a => a.ToId).ToListAsync(cancel);
            foreach (var to in people.Except(open))
            {
                db.CaseAlerts.Add(new CaseAlert { OfficeId = by.OfficeId, CaseId = found.Id, FromId = by.Id, ToId = to, Note = note, At = now });
                ledger.Record("case.alerted", "case", found.Id, ("to", to.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
            return true;
        }, cancel);
    }

    /// <summary>The person who was asked says that they have looked.</summary>
    public Task SeenAsync(int number, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var mine = await db.CaseAlerts
            .Where(a => a.ToId == by.Id && a.SeenAt == null && db.Cases.Any(c => c.Id == a.CaseId && c.Number == number)).ToListAsync(cancel);
        foreach (var alert in mine)
        {
            alert.SeenAt = time.GetUtcNow();
            ledger.Record("case.alert-seen", "case", alert.CaseId);
        }
    }, cancel);
}
