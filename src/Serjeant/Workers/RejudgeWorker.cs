using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Judges waiting messages again where an office changed how that is done, one office at a time.</summary>
public sealed class RejudgeWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<RejudgeWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunOneAsync(stoppingToken))
                    await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The exception's type only: its message may quote what somebody wrote.
                log.LogError("Judging again met a fault and is tried once more: {Fault}", e.GetType().Name);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>True when an office was worked on.</summary>
    public async Task<bool> RunOneAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        var now = time.GetUtcNow();
        var waiting = await db.Rejudgings.IgnoreQueryFilters().AsNoTracking().Where(r => r.FinishedAt == null).OrderBy(r => r.AskedAt).Take(100).ToListAsync(cancel);
        foreach (var work in waiting)
        {
            if (work.LeaseOwner is { } holder && work.LeaseUntil >= now)
            {
                if (!WorkerName.IsGone(holder))
                    continue;
                await scope.ServiceProvider.GetRequiredService<Leases>().ReleaseAsync<Rejudging>(work.Id, holder, cancel);
            }
            if (await scope.ServiceProvider.GetRequiredService<RejudgeRun>().TryAsync(work.Id, WorkerName.Mine, cancel))
                return true;
        }
        return false;
    }
}
