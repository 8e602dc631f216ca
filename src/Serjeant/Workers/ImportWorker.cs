using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Import;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Runs queued imports, one at a time, and those that a dead worker left.</summary>
public sealed class ImportWorker(IServiceScopeFactory scopes, ImportSignal signal, ImportSpool spool, TimeProvider time, ILogger<ImportWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DraftsLive = TimeSpan.FromDays(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkLoop.RunSweepingAsync(
        SweepAsync, SweepEvery, RunOneAsync,
        cancel => signal.WaitAsync(Pause, cancel),
        fault => log.LogError("The import worker met a fault and tries again: {Fault}", fault),
        Pause, time, stoppingToken);

    /// <summary>True when a job was worked on.</summary>
    public Task<bool> RunOneAsync(CancellationToken cancel) => WorkLoop.TakeFirstAsync(scopes, time,
        async (db, _) =>
        {
            var waiting = await db.ImportJobs.IgnoreQueryFilters().AsNoTracking()
                .Where(j => j.SpoolPath != "" && (j.State == ImportState.Queued || j.State == ImportState.Running))
                .OrderBy(j => j.Id).Take(100).ToListAsync(cancel);
            // Another copy of the program may have taken the upload.
            return waiting.FindAll(j => spool.Find(j) is not null);
        },
        async (services, job) =>
        {
            if (spool.Find(job) is not { } path)
                return false;
            var ended = await services.GetRequiredService<ImportRun>().TryAsync(job.Id, WorkerName.Mine, path, stopWhenCancelled: false, null, cancel);
            if (ended?.State == ImportState.Done)
                spool.Delete(ended.SpoolPath);
            return ended is not null;
        }, cancel);

    /// <summary>Drafts that nobody came back to, and uploads that no job knows.</summary>
    private async Task SweepAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        var before = time.GetUtcNow() - DraftsLive;
        await db.ImportJobs.IgnoreQueryFilters().Where(j => j.State == ImportState.Draft && j.CreatedAt < before).ExecuteDeleteAsync(cancel);
        var known = await db.ImportJobs.IgnoreQueryFilters().Where(j => j.State != ImportState.Done).Select(j => j.SpoolPath).ToListAsync(cancel);
        spool.Sweep(known.ToHashSet(), before);
    }
}
