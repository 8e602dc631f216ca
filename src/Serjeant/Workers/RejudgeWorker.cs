using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Judges waiting messages again where an office changed how that is done, one office at a time.</summary>
public sealed class RejudgeWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<RejudgeWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkLoop.RunAsync(
        RunOneAsync,
        cancel => Task.Delay(Pause, time, cancel),
        fault => log.LogError("Judging again met a fault and is tried once more: {Fault}", fault),
        Pause, time, stoppingToken);

    /// <summary>True when an office was worked on.</summary>
    public Task<bool> RunOneAsync(CancellationToken cancel) => WorkLoop.TakeFirstAsync(
        scopes, time,
        (db, _) => db.Rejudgings.IgnoreQueryFilters().AsNoTracking().Where(r => r.FinishedAt == null).OrderBy(r => r.AskedAt).Take(100).ToListAsync(cancel),
        (services, row) => services.GetRequiredService<RejudgeRun>().TryAsync(row.Id, WorkerName.Mine, cancel), cancel);
}
