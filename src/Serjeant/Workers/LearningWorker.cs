using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Learning;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Reads mailboxes whose owners agreed, one at a time, and those that a dead worker left. Those that nobody signed in for are forgotten after a day, unless something was read; so is the secret of one that failed.</summary>
public sealed class LearningWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<LearningWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskedStays = TimeSpan.FromDays(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkLoop.RunSweepingAsync(
        SweepAsync, SweepEvery, RunOneAsync,
        cancel => Task.Delay(Pause, time, cancel),
        fault => log.LogError("The worker that learns contacts met a fault and tries again: {Fault}", fault),
        Pause, time, stoppingToken);

    /// <summary>True when a mailbox was worked on.</summary>
    public Task<bool> RunOneAsync(CancellationToken cancel) => WorkLoop.TakeFirstAsync(scopes, time,
        (db, _) => db.ContactLearnings.IgnoreQueryFilters().AsNoTracking()
            .Where(l => l.State == LearningState.Queued || l.State == LearningState.Running).OrderBy(l => l.Id).Take(100).ToListAsync(cancel),
        (services, row) => services.GetRequiredService<LearningRun>().TryAsync(row.Id, WorkerName.Mine, cancel), cancel);

    public async Task SweepAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = time.GetUtcNow() - AskedStays;
        var all = scope.ServiceProvider.GetRequiredService<SerjeantDb>().ContactLearnings.IgnoreQueryFilters();
        await all.Where(l => l.State == LearningState.Asked && l.AskedAt < before && l.Read == 0).ExecuteDeleteAsync(cancel);
        await all.Where(l => l.State == LearningState.Asked && l.AskedAt < before).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LearningState.Stopped).SetProperty(l => l.Secret, ""), cancel);
        await all.Where(l => l.State == LearningState.Failed && l.Secret != "" && l.FinishedAt < before).ExecuteUpdateAsync(set => set.SetProperty(l => l.Secret, ""), cancel);
    }
}
