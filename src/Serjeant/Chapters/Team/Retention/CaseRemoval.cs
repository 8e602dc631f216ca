using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>Deletes a case with its messages, exhibits and packs, inside changes of bounded size. Its number is never given again.</summary>
public sealed class CaseRemoval(SerjeantDb db, MessageRemoval messages, ExhibitRemoval exhibits, TimeProvider time)
{
    /// <summary>One batch of the case's messages, or, when none is left, the case itself.</summary>
    /// <returns>How many messages went, and whether the case is now gone.</returns>
    public async Task<(int Messages, bool Whole)> RemoveBatchAsync(
        Case which, long? actorId, RetentionOutcome outcome, LedgerWriter ledger, CancellationToken cancel)
    {
        var id = which.Id;
        // A message that another case holds too stays with that one, and so does the evidence of it.
        await db.Exhibits.Where(e => e.CaseId == id && db.CaseMessages.Any(o => o.MessageId == e.MessageId && o.CaseId != id))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.CaseId, (long?)null), cancel);
        await db.CaseMessages.Where(c => c.CaseId == id && db.CaseMessages.Any(o => o.MessageId == c.MessageId && o.CaseId != id)).ExecuteDeleteAsync(cancel);
        var ids = await db.CaseMessages.Where(c => c.CaseId == id).OrderBy(c => c.MessageId).Take(RetentionRun.BatchSize).Select(c => c.MessageId).ToListAsync(cancel);
        if (ids.Count > 0)
        {
            await messages.RemoveAsync(which.OfficeId, actorId, ids, outcome, ledger, cancel);
            return (ids.Count, false);
        }
        await exhibits.RemoveAsync(db.Exhibits.Where(e => e.CaseId == id), actorId, cancel);
        await RemovePacksAsync(id, cancel);
        await db.CaseEvents.Where(e => e.CaseId == id).ExecuteDeleteAsync(cancel);
        await db.CaseReports.Where(r => r.CaseId == id).ExecuteDeleteAsync(cancel);
        await db.Set<CaseAlert>().Where(a => a.CaseId == id).ExecuteDeleteAsync(cancel);
        await db.Captures.Where(c => c.CaseId == id).ExecuteDeleteAsync(cancel);
        await db.SubjectKeys.Where(k => k.Subject == "case:" + id.ToString(CultureInfo.InvariantCulture)).ExecuteDeleteAsync(cancel);
        Empty(which);
        ledger.Record("retention.case-deleted", "case", id, ("outcome", outcome.ToString()), ("number", which.Number.ToString(CultureInfo.InvariantCulture)));
        return (0, true);
    }

    private async Task RemovePacksAsync(long caseId, CancellationToken cancel)
    {
        foreach (var pack in await db.Packs.Where(p => p.CaseId == caseId).ToListAsync(cancel))
        {
            db.DoomedBlobs.Add(new DoomedBlob { OfficeId = pack.OfficeId, Hash = pack.Hash, Bytes = pack.Bytes });
            db.Packs.Remove(pack);
        }
    }

    private void Empty(Case which)
    {
        which.RemovedAt = time.GetUtcNow();
        (which.Title, which.State) = (ExhibitRemoval.Emptied, CaseState.Closed);
        (which.Summary, which.Route, which.GuideAnswers, which.WhoIsTargeted, which.Witnesses, which.Impact) = (null, null, null, null, null, null);
        (which.SuspectedIdentity, which.SuspectedIdentityWhy, which.ClosedWhy) = (null, null, null);
    }
}
