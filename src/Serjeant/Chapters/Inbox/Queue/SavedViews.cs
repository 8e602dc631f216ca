using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>Filters that people keep: their own, or shared with the office.</summary>
public sealed class SavedViews(SerjeantDb db, OfficeChanges changes)
{
    public const int LongestName = 60;
    private const int MostForOnePerson = 30;

    public Task<List<SavedView>> ListAsync(long personId, CancellationToken cancel) =>
        db.SavedViews.AsNoTracking().Where(v => v.Shared || v.PersonId == personId).OrderBy(v => v.Name).ThenBy(v => v.Id).ToListAsync(cancel);

    /// <returns>False when the person has as many as anybody may.</returns>
    public Task<bool> SaveAsync(long officeId, long personId, string name, QueueFilter filter, bool shared, CancellationToken cancel) =>
        changes.RunAsync(officeId, personId, async ledger =>
        {
            if (await db.SavedViews.CountAsync(v => v.PersonId == personId, cancel) >= MostForOnePerson)
                return false;
            var view = new SavedView { OfficeId = officeId, PersonId = personId, Name = name, Query = filter.ToQuery(), Shared = shared };
            db.SavedViews.Add(view);
            await db.SaveChangesAsync(cancel);
            ledger.Record("view.saved", "view", view.Id, ("shared", shared ? "yes" : "no"));
            return true;
        }, cancel);

    /// <summary>A person removes their own; a manager also removes shared ones.</summary>
    /// <returns>False when there is no such view that this person may remove.</returns>
    public Task<bool> RemoveAsync(long officeId, long personId, bool mayRemoveShared, long id, CancellationToken cancel) =>
        changes.RunAsync(officeId, personId, async ledger =>
        {
            var view = await db.SavedViews.SingleOrDefaultAsync(v => v.Id == id, cancel);
            if (view is null || (view.PersonId != personId && !(view.Shared && mayRemoveShared)))
                return false;
            db.SavedViews.Remove(view);
            ledger.Record("view.removed", "view", id);
            return true;
        }, cancel);
}
