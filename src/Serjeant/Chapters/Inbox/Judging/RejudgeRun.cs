using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Text;

namespace Serjeant.Chapters.Inbox.Judging;

/// <summary>
/// Judges the waiting messages of an office again, a batch a transaction. A change meanwhile sets the row back to the start and is seen with the
/// next batch; a kill leaves whole batches and the place to go on from.
/// </summary>
public sealed class RejudgeRun(SerjeantDb db, OfficeChanges changes, Leases leases, OfficeJudges judges, TimeProvider time)
{
    public const int BatchSize = 200;

    /// <summary>Between two batches, so that people's own changes get their turn.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private enum Step
    {
        Further,
        JudgedOtherwise,
        Ended,
    }

    /// <returns>False when somebody else has it.</returns>
    public async Task<bool> TryAsync(long id, string owner, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<Rejudging>(id, owner, cancel))
            return false;
        var officeId = await db.Rejudgings.IgnoreQueryFilters().Where(r => r.Id == id).Select(r => r.OfficeId).SingleAsync(cancel);
        db.OfficeScope = officeId;
        try
        {
            var judge = await judges.NowAsync(officeId, cancel);
            while (true)
            {
                db.ChangeTracker.Clear();
                var step = await changes.RunAsync(officeId, null, ledger => StepAsync(id, owner, judge, ledger, cancel), cancel);
                if (step == Step.Ended)
                    return true;
                if (step == Step.JudgedOtherwise)
                    judge = await judges.NowAsync(officeId, cancel);
                await Task.Delay(Breath, cancel);
            }
        }
        finally
        {
            await leases.ReleaseAsync<Rejudging>(id, owner, CancellationToken.None);
        }
    }

    private async Task<Step> StepAsync(long id, string owner, JudgeNow judge, LedgerWriter ledger, CancellationToken cancel)
    {
        var work = await db.Rejudgings.SingleAsync(r => r.Id == id, cancel);
        if (work.LeaseOwner != owner || work.FinishedAt is not null)
            return Step.Ended;
        if (!await judges.IsStillAsync(work.OfficeId, judge, cancel))
            return Step.JudgedOtherwise;
        work.LeaseUntil = time.GetUtcNow() + Leases.Length;
        var batch = await db.Messages.Include(m => m.Findings).AsSplitQuery()
            .Where(m => m.State == MessageState.Waiting && m.Id > work.Position).OrderBy(m => m.Id).Take(BatchSize).ToListAsync(cancel);
        if (batch.Count == 0)
        {
            work.FinishedAt = time.GetUtcNow();
            ledger.Record("judging.judged-again", "office", work.OfficeId,
                ("judged", work.Judged.ToString(CultureInfo.InvariantCulture)), ("changed", work.Changed.ToString(CultureInfo.InvariantCulture)));
            return Step.Ended;
        }
        var verdicts = batch.AsParallel().AsOrdered().Select(m => judge.Judge(Folder.Fold(m.Text), m.ParentText)).ToList();
        var ranks = batch.ToDictionary(m => m.Id, m => m.Rank);
        work.Changed += batch.Zip(verdicts).Count(pair => Apply(pair.First, pair.Second));
        work.Judged += batch.Count;
        work.Position = batch[^1].Id;
        await db.SaveChangesAsync(cancel);
        await SameText.RefreshAsync(db, [.. batch.Where(m => m.Rank != ranks[m.Id]).Select(m => m.TextKey).OfType<long>().Distinct()], cancel);
        return Step.Further;
    }

    /// <returns>True when it came out otherwise than before.</returns>
    private bool Apply(Message message, Verdict verdict)
    {
        var mine = message.Findings.Where(f => !PeoplesWord.IsTheirs(f)).ToList();
        var fresh = PeoplesWord.Left(verdict, message.Findings).ToList();
        var whole = PeoplesWord.Over(verdict, message.Findings);
        if (mine.Select(MessageMarks.Of).ToHashSet().SetEquals(fresh) && message.Rank == Priority.Rank(whole) && message.Abuse == whole.Abuse)
            return false;
        db.MessageFindings.RemoveRange(mine);
        message.Findings.AddRange(fresh.Select(f => MessageMarks.Row(f, message.OfficeId)));
        MessageMarks.Set(message, whole);
        return true;
    }
}
