using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>Deletes checks with what was noted on them, inside a change. Their messages are left to the sweep of the vault.</summary>
public sealed class CheckRemoval(SerjeantDb db)
{
    public static string SubjectOf(long id) => "check:" + id.ToString(CultureInfo.InvariantCulture);

    /// <param name="why">For the ledger: who or what let them go.</param>
    public async Task RemoveAsync(IReadOnlyList<long> ids, string why, LedgerWriter ledger, CancellationToken cancel)
    {
        var checks = await db.MessageChecks.Where(c => ids.Contains(c.Id)).ToListAsync(cancel);
        db.DoomedBlobs.AddRange(checks.Where(c => c.MessageHash is not null).Select(c => new DoomedBlob { OfficeId = c.OfficeId, Hash = c.MessageHash!, Bytes = c.MessageBytes }));
        db.MessageChecks.RemoveRange(checks);
        await db.SaveChangesAsync(cancel);
        await db.CheckCalls.Where(c => ids.Contains(c.CheckId)).ExecuteDeleteAsync(cancel);
        await db.GenuineRequests.Where(r => ids.Contains(r.CheckId)).ExecuteDeleteAsync(cancel);
        await db.Containments.Where(c => c.CheckId != null && ids.Contains(c.CheckId.Value)).ExecuteUpdateAsync(set => set.SetProperty(c => c.CheckId, (long?)null), cancel);
        await db.BookContacts.Where(c => c.CheckId != null && ids.Contains(c.CheckId.Value)).ExecuteUpdateAsync(set => set.SetProperty(c => c.CheckId, (long?)null), cancel);
        var subjects = ids.Select(SubjectOf).ToList();
        await db.SubjectKeys.Where(k => subjects.Contains(k.Subject)).ExecuteDeleteAsync(cancel);
        ledger.Record("checks.deleted", "checks", ids.Min(), ("why", why), ("count", ids.Count.ToString(CultureInfo.InvariantCulture)));
    }
}
