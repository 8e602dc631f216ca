using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Looks behind links that people asked about, one at a time, and takes up those that a dead worker left.</summary>
public sealed class LookWorker(IServiceScopeFactory scopes, LookBell bell, TimeProvider time, ILogger<LookWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await WorkLoop.RunAsync(
            RunOneAsync,
            cancel => bell.WaitAsync(Pause, cancel),
            fault => log.LogError("The worker that looks behind links met a fault and tries again: {Fault}", fault),
            Pause, time, stoppingToken);
    }

    /// <summary>True when a look was worked on.</summary>
    private Task<bool> RunOneAsync(CancellationToken cancel) => WorkLoop.TakeFirstAsync(
        scopes, time,
        (db, _) => db.LinkLooks.IgnoreQueryFilters().AsNoTracking().Where(l => l.State == LinkLookState.Queued || l.State == LinkLookState.Running).OrderBy(l => l.Id).Take(100).ToListAsync(cancel),
        async (services, look) => await services.GetRequiredService<LookRun>().TryAsync(look.Id, WorkerName.Mine, cancel) is not null, cancel);
}
