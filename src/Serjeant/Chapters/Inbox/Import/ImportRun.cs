using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Exports;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>One worker's turn at a job: claims it, runs it, and says how it ended.</summary>
public sealed class ImportRun(
    SerjeantDb db, OfficeChanges changes, Leases leases, ImportRunner runner, IServiceScopeFactory scopes, TimeProvider time, ILogger<ImportRun> log)
{
    private static readonly TimeSpan Renewal = Leases.Length / 3;

    /// <param name="owner">Who works; see <see cref="Serjeant.Workers.WorkerName"/>.</param>
    /// <param name="path">The export on this machine.</param>
    /// <param name="stopWhenCancelled">True where cancelling is a person's wish to stop, false where the program closes and means to go on.</param>
    /// <returns>Null when somebody else has the job.</returns>
    public async Task<ImportJob?> TryAsync(
        long jobId, string owner, string path, bool stopWhenCancelled, Action<ImportJob>? written, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<ImportJob>(jobId, owner, cancel))
            return null;
        var job = await db.ImportJobs.IgnoreQueryFilters().AsNoTracking().SingleAsync(j => j.Id == jobId, cancel);
        db.OfficeScope = job.OfficeId;
        if (job.State is not (ImportState.Queued or ImportState.Running))
        {
            await leases.ReleaseAsync<ImportJob>(jobId, owner, cancel);
            return null;
        }
        await db.ImportJobs.Where(j => j.Id == jobId && j.LeaseOwner == owner)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, ImportState.Running).SetProperty(j => j.Error, (string?)null), cancel);
        using var renewing = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var renewal = RenewAsync(jobId, owner, renewing.Token);
        try
        {
            using var source = ExportSource.Open(path, job.FileName);
            var end = job.StopAsked ? ImportEnd.Stopped : await runner.RunAsync(job, owner, source, written, cancel);
            if (end == ImportEnd.TakenOver)
                return null;
            await EndAsync(job, owner, end == ImportEnd.Done ? ImportState.Done : ImportState.Stopped, null);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await EndAsync(job, owner, stopWhenCancelled ? ImportState.Stopped : ImportState.Queued, null);
        }
        catch (ExportRefusedException e)
        {
            await EndAsync(job, owner, ImportState.Failed, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The exception's type only: its message may quote what somebody wrote.
            log.LogError("Import {Job} stopped at entry {Position}: {Fault}", jobId, job.Position, e.GetType().Name);
            await EndAsync(job, owner, ImportState.Failed, "Something went wrong while writing. What came in so far is safe; try to go on, and if it stops again tell whoever looks after Serjeant.");
        }
        finally
        {
            await renewing.CancelAsync();
            await renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return await db.ImportJobs.AsNoTracking().SingleAsync(j => j.Id == jobId, CancellationToken.None);
    }

    /// <summary>Written even when the program is closing, so that nobody has to wait for the lease to run out.</summary>
    private async Task EndAsync(ImportJob job, string owner, ImportState state, string? error)
    {
        db.ChangeTracker.Clear();
        var now = time.GetUtcNow();
        await changes.RunAsync(job.OfficeId, job.StartedById, async ledger =>
        {
            var ended = await db.ImportJobs.Where(j => j.Id == job.Id && j.LeaseOwner == owner).ExecuteUpdateAsync(set => set
                .SetProperty(j => j.State, state)
                .SetProperty(j => j.StopAsked, false)
                .SetProperty(j => j.Error, error)
                .SetProperty(j => j.Fraction, j => state == ImportState.Done ? 1 : j.Fraction)
                .SetProperty(j => j.FinishedAt, state == ImportState.Done ? now : null)
                .SetProperty(j => j.LeaseOwner, (string?)null)
                .SetProperty(j => j.LeaseUntil, (DateTimeOffset?)null));
            if (ended == 1 && Verb(state) is { } verb)
            {
                ledger.Record(verb, "import", job.Id,
                    ("added", Number(job.Added)), ("alreadyHere", Number(job.AlreadyHere)), ("bad", Number(job.Bad)),
                    ("position", Number(job.Position)), ("sentByOffice", Number(job.SentByOffice)));
            }
        }, CancellationToken.None);
    }

    private async Task RenewAsync(long jobId, string owner, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Renewal, time);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Leases>().ClaimAsync<ImportJob>(jobId, owner, cancel);
        }
    }

    private static string? Verb(ImportState state) => state switch
    {
        ImportState.Done => "import.finished",
        ImportState.Stopped => "import.stopped",
        ImportState.Failed => "import.failed",
        _ => null,
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
