using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>What a run deleted.</summary>
public sealed record RetentionResult(int Messages, int Cases, int Checks, int Files);

/// <summary>
/// Deletes what is past its time, in bounded batches, each one change with one ledger entry. A kill between batches loses
/// nothing: the next run goes on with what is left. Two runs at once share the work, because each batch looks again.
/// </summary>
public sealed class RetentionRun(
    SerjeantDb db, OfficeChanges changes, RetentionDue due, MessageRemoval messages, CaseRemoval cases, ExhibitRemoval exhibits, CheckRetention checks, BlobSweep blobs, TimeProvider time)
{
    public const int BatchSize = 500;

    /// <summary>What a browser began to send and never finished is forgotten after so long; its files are doomed already.</summary>
    public static readonly TimeSpan UnfinishedLife = TimeSpan.FromDays(30);

    private static readonly RetentionOutcome[] Alone = [RetentionOutcome.Noise, RetentionOutcome.Undecided, RetentionOutcome.ActedOn];
    private static readonly RetentionOutcome[] InCases = [RetentionOutcome.OpenRisk, RetentionOutcome.ClosedCase];

    /// <param name="actorId">Who pressed the button; null for the daily run.</param>
    public async Task<RetentionResult> RunAsync(long officeId, long? actorId, CancellationToken cancel)
    {
        db.OfficeScope = officeId;
        var limits = await due.LimitsAsync(cancel);
        var (gone, closed) = (0, 0);
        foreach (var outcome in Alone.Where(limits.ContainsKey))
            for (int batch; (batch = await MessageBatchAsync(officeId, actorId, outcome, limits[outcome], cancel)) > 0;)
                gone += batch;
        if (limits.TryGetValue(RetentionOutcome.Undecided, out var undecided))
            await LooseAsync(officeId, actorId, undecided, cancel);
        foreach (var outcome in InCases.Where(limits.ContainsKey))
            foreach (var id in await due.Cases(outcome, limits[outcome]).Select(c => c.Id).ToListAsync(cancel))
            {
                var (removed, whole) = await WholeCaseAsync(officeId, actorId, id, outcome, limits[outcome], cancel);
                gone += removed;
                closed += whole ? 1 : 0;
            }
        var checkedOnes = limits.TryGetValue(RetentionOutcome.Checked, out var asked) ? await checks.RunAsync(officeId, actorId, asked, cancel) : 0;
        var before = time.GetUtcNow() - UnfinishedLife;
        await db.BrowserCaptures.Where(c => c.FirstSentAt < before).ExecuteDeleteAsync(cancel);
        return new RetentionResult(gone, closed, checkedOnes, await blobs.RunAsync(officeId, cancel));
    }

    private async Task<int> MessageBatchAsync(long officeId, long? actorId, RetentionOutcome outcome, DateTimeOffset before, CancellationToken cancel)
    {
        var count = await changes.RunAsync(officeId, actorId, async ledger =>
        {
            var ids = await due.Messages(outcome, before).OrderBy(m => m.Id).Take(BatchSize).Select(m => m.Id).ToListAsync(cancel);
            if (ids.Count > 0)
                await messages.RemoveAsync(officeId, actorId, ids, outcome, ledger, cancel);
            return ids.Count;
        }, cancel);
        db.ChangeTracker.Clear();
        return count;
    }

    private async Task LooseAsync(long officeId, long? actorId, DateTimeOffset before, CancellationToken cancel)
    {
        for (var count = 1; count > 0; db.ChangeTracker.Clear())
            count = await changes.RunAsync(officeId, actorId, async ledger =>
            {
                var ids = await due.Loose(before).OrderBy(e => e.Id).Take(BatchSize).Select(e => e.Id).ToListAsync(cancel);
                await exhibits.RemoveAsync(db.Exhibits.Where(e => ids.Contains(e.Id)), actorId, cancel);
                if (ids.Count > 0)
                    ledger.Record("retention.exhibits-deleted", "exhibits", Guid.NewGuid().ToString("N"), ("count", ids.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                return ids.Count;
            }, cancel);
    }

    private async Task<(int Messages, bool Whole)> WholeCaseAsync(
        long officeId, long? actorId, long caseId, RetentionOutcome outcome, DateTimeOffset before, CancellationToken cancel)
    {
        var gone = 0;
        while (true)
        {
            var (removed, whole) = await changes.RunAsync(officeId, actorId, async ledger =>
            {
                // Somebody may have put a hold on it, or opened it again, since the list was read.
                var found = await due.Cases(outcome, before).SingleOrDefaultAsync(c => c.Id == caseId, cancel);
                return found is null ? (-1, false) : await cases.RemoveBatchAsync(found, actorId, outcome, ledger, cancel);
            }, cancel);
            db.ChangeTracker.Clear();
            if (removed < 0)
                return (gone, false);
            gone += removed;
            if (whole)
                return (gone, true);
        }
    }
}
