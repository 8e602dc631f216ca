using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Chapters.Checks.Mailboxes;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>Lets go of checks that are past their time: those of an hour, and kept ones by the office's rule.</summary>
public sealed class CheckRetention(SerjeantDb db, OfficeChanges changes, CheckRemoval removal, TimeProvider time)
{
    private const int BatchSize = 200;

    /// <summary>Kept ones past their time. What a containment still works through stays.</summary>
    public IQueryable<MessageCheck> Due(DateTimeOffset before) =>
        db.MessageChecks.Where(c => c.KeptAt != null && c.AskedAt < before && !db.Containments.Any(x => x.CheckId == c.Id && x.FinishedAt == null));

    /// <summary>Those that nobody kept within the hour.</summary>
    public IQueryable<MessageCheck> Passed()
    {
        var before = time.GetUtcNow() - CheckKeeper.Passing;
        return db.MessageChecks.Where(c => c.KeptAt == null && c.AskedAt < before);
    }

    /// <returns>How many went.</returns>
    public async Task<int> RunAsync(long officeId, long? actorId, DateTimeOffset before, CancellationToken cancel)
    {
        var gone = await BatchesAsync(officeId, actorId, () => Due(before), "retention", cancel);
        await changes.RunAsync(officeId, actorId, async ledger =>
        {
            var finished = db.Containments.Where(c => c.FinishedAt < before);
            var count = await finished.CountAsync(cancel);
            await db.ContainmentSteps.Where(s => finished.Any(c => c.Id == s.ContainmentId)).ExecuteDeleteAsync(cancel);
            await finished.ExecuteDeleteAsync(cancel);
            await db.MailboxChecks.Where(m => m.FileHash == null && m.AskedAt < before && !db.MessageChecks.Any(c => c.MailboxId == m.Id)).ExecuteDeleteAsync(cancel);
            if (count > 0)
                ledger.Record("containments.deleted", "containments", Guid.NewGuid().ToString("N"), ("count", FormattableString.Invariant($"{count}")));
        }, cancel);
        db.ChangeTracker.Clear();
        return gone;
    }

    /// <summary>Stopped mailboxes whose file waited long enough.</summary>
    public IQueryable<MailboxCheck> LeftFiles()
    {
        var before = time.GetUtcNow() - MailboxJobs.StoppedStays;
        return db.MailboxChecks.Where(m => m.FileHash != null && (m.State == MailboxState.Stopped || m.State == MailboxState.Failed) && m.FinishedAt < before);
    }

    /// <summary>Looks that were asked for longer ago than is counted. Deleting one is nothing for the ledger: its check has lines of its own.</summary>
    public IQueryable<LinkLook> OldLooks()
    {
        var before = time.GetUtcNow() - LinkLooks.Stays;
        return db.LinkLooks.Where(l => l.AskedAt < before && (l.State == LinkLookState.Done || l.State == LinkLookState.Failed));
    }

    /// <returns>How many checks and files went.</returns>
    public async Task<int> RunPassedAsync(long officeId, CancellationToken cancel)
    {
        var files = await changes.RunAsync(officeId, null, async ledger =>
        {
            var left = await LeftFiles().ToListAsync(cancel);
            foreach (var job in left)
            {
                MailboxJobs.LetFileGo(db, job);
                ledger.Record("mailbox.file-deleted", "mailbox", job.Id);
            }
            await OldLooks().ExecuteDeleteAsync(cancel);
            return left.Count;
        }, cancel);
        db.ChangeTracker.Clear();
        return files + await BatchesAsync(officeId, null, Passed, "hour", cancel);
    }

    private async Task<int> BatchesAsync(long officeId, long? actorId, Func<IQueryable<MessageCheck>> due, string why, CancellationToken cancel)
    {
        var gone = 0;
        for (int batch; (batch = await OneAsync(officeId, actorId, due, why, cancel)) > 0;)
            gone += batch;
        return gone;
    }

    private async Task<int> OneAsync(long officeId, long? actorId, Func<IQueryable<MessageCheck>> due, string why, CancellationToken cancel)
    {
        var count = await changes.RunAsync(officeId, actorId, async ledger =>
        {
            var ids = await due().OrderBy(c => c.Id).Take(BatchSize).Select(c => c.Id).ToListAsync(cancel);
            if (ids.Count > 0)
                await removal.RemoveAsync(ids, why, ledger, cancel);
            return ids.Count;
        }, cancel);
        db.ChangeTracker.Clear();
        return count;
    }
}
