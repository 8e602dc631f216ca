using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Groups;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Data;
using Serjeant.Outside.Exports;

namespace Serjeant.Chapters.Inbox.Import;

public enum ImportEnd
{
    Done,
    Stopped,

    /// <summary>Somebody else holds the job now; it goes on there.</summary>
    TakenOver,

    /// <summary>The office changed how its messages are judged; it goes on from where the job stands.</summary>
    JudgedOtherwise,
}

/// <summary>
/// Brings one export in, from where the job stands to its end. Each batch is one transaction with the job's new position in it, so
/// that a kill at any instant leaves whole batches and the number to go on from.
/// </summary>
public sealed class ImportRunner(SerjeantDb db, OfficeChanges changes, OfficeJudges judges, NearTexts near, TimeProvider time)
{
    /// <summary>How many problems and remarks are listed; all are counted.</summary>
    public const int MostListed = 1_000;

    /// <param name="job">Claimed by <paramref name="owner"/>.</param>
    /// <param name="written">Told after each batch.</param>
    public async Task<ImportEnd> RunAsync(ImportJob job, string owner, ExportSource source, Action<ImportJob>? written, CancellationToken cancel)
    {
        db.OfficeScope = job.OfficeId;
        var options = ImportOptions.ForReading(job);
        var total = await ExportReader.TotalBytesAsync(source, options, cancel);
        ImportEnd end;
        do
            end = await RunAsync(job, owner, source, options, total, await judges.NowAsync(job.OfficeId, cancel), written, cancel);
        while (end == ImportEnd.JudgedOtherwise);
        return end;
    }

    private async Task<ImportEnd> RunAsync(
        ImportJob job, string owner, ExportSource source, ReadOptions options, long total, JudgeNow judge, Action<ImportJob>? written, CancellationToken cancel)
    {
        var preparer = new MessagePreparer(judge, time, near.Key);
        using var stopReading = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var judged = Channel.CreateBounded<Task<ImportBatch>>(Environment.ProcessorCount);
        var reading = ReadAsync(source, options, job.Position, preparer, judged.Writer, stopReading.Token);
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await near.OpenAsync(db, job.OfficeId, cancel);
            using var writer = new BatchWriter(db, near, time);
            await foreach (var batch in judged.Reader.ReadAllAsync(cancel))
            {
                var end = await WriteAsync(job, owner, writer, await batch, total, judge, cancel);
                written?.Invoke(job);
                if (end is not null)
                    return end.Value;
            }
            return ImportEnd.Done;
        }
        finally
        {
            await stopReading.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>What goes wrong while reading is thrown to whoever takes the batches.</summary>
    private static async Task ReadAsync(
        ExportSource source, ReadOptions options, long skip, MessagePreparer preparer, ChannelWriter<Task<ImportBatch>> into, CancellationToken cancel)
    {
        Exception? fault = null;
        try
        {
            await Task.Run(() => ImportBatch.ReadAsync(source, options, skip, preparer, into, cancel), cancel);
        }
        catch (Exception e)
        {
            fault = e;
        }
        into.Complete(fault);
    }

    private async Task<ImportEnd?> WriteAsync(ImportJob job, string owner, BatchWriter writer, ImportBatch batch, long total, JudgeNow judge, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        try
        {
            await changes.RunAsync(job.OfficeId, job.StartedById, async ledger =>
            {
                if (!await judges.IsStillAsync(job.OfficeId, judge, cancel))
                    throw new JudgedOtherwiseException();
                var added = await writer.AddAsync(job.OfficeId, job.Id, batch.Messages, ledger, cancel);
                List(job, batch);
                await MoveAsync(job, owner, batch, added, total, cancel);
            }, cancel);
        }
        catch (LostLeaseException)
        {
            return ImportEnd.TakenOver;
        }
        catch (JudgedOtherwiseException)
        {
            return ImportEnd.JudgedOtherwise;
        }
        return await db.ImportJobs.AsNoTracking().AnyAsync(j => j.Id == job.Id && j.StopAsked, cancel) ? ImportEnd.Stopped : null;
    }

    private void List(ImportJob job, ImportBatch batch)
    {
        var room = Math.Max(0, MostListed - job.Bad - job.Remarks);
        foreach (var problem in batch.Problems.Take(room))
        {
            db.ImportProblems.Add(new ImportProblem
            {
                OfficeId = job.OfficeId,
                ImportJobId = job.Id,
                Where = problem.Where,
                Reason = problem.Reason,
                Lost = problem.Lost,
            });
        }
    }

    /// <summary>Moves the job on, if it still stands where this batch begins and is still ours. Otherwise nothing of the batch is kept.</summary>
    private async Task MoveAsync(ImportJob job, string owner, ImportBatch batch, int added, long total, CancellationToken cancel)
    {
        var bad = batch.Problems.Count(p => p.Lost);
        var fraction = total > 0 ? Math.Clamp((double)batch.BytesRead / total, 0, 1) : 0;
        var moved = await db.ImportJobs.Where(j => j.Id == job.Id && j.LeaseOwner == owner && j.Position == batch.From)
            .ExecuteUpdateAsync(set => set
                .SetProperty(j => j.Position, batch.To)
                .SetProperty(j => j.Fraction, fraction)
                .SetProperty(j => j.Added, j => j.Added + added)
                .SetProperty(j => j.AlreadyHere, j => j.AlreadyHere + batch.Messages.Count - added)
                .SetProperty(j => j.Bad, j => j.Bad + bad)
                .SetProperty(j => j.Remarks, j => j.Remarks + batch.Problems.Count - bad)
                .SetProperty(j => j.SentByOffice, j => j.SentByOffice + batch.SentByOffice)
                .SetProperty(j => j.LeaseUntil, time.GetUtcNow() + Leases.Length), cancel);
        if (moved != 1)
            throw new LostLeaseException();
        (job.Position, job.Fraction) = (batch.To, fraction);
        job.Added += added;
        job.AlreadyHere += batch.Messages.Count - added;
        job.Bad += bad;
        job.Remarks += batch.Problems.Count - bad;
        job.SentByOffice += batch.SentByOffice;
    }

    private sealed class JudgedOtherwiseException() : Exception("How messages are judged was changed.");

    private sealed class LostLeaseException() : Exception("Another worker holds the import.");
}
