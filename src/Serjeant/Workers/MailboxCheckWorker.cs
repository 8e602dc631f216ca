using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mailboxes;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Checks mailbox files, one at a time, and those that a dead worker left; lets go of checks whose hour is over.</summary>
public sealed class MailboxCheckWorker(IServiceScopeFactory scopes, MailboxSignal signal, TimeProvider time, ILogger<MailboxCheckWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkLoop.RunSweepingAsync(
        SweepAsync, SweepEvery, RunOneAsync,
        cancel => signal.WaitAsync(Pause, cancel),
        fault => log.LogError("The worker that checks mailboxes met a fault and tries again: {Fault}", fault),
        Pause, time, stoppingToken);

    /// <summary>True when a file was worked on.</summary>
    public Task<bool> RunOneAsync(CancellationToken cancel) => WorkLoop.TakeFirstAsync(scopes, time,
        (db, _) => db.MailboxChecks.IgnoreQueryFilters().AsNoTracking()
            .Where(m => m.State == MailboxState.Queued || m.State == MailboxState.Running).OrderBy(m => m.Id).Take(100).ToListAsync(cancel),
        (services, job) => services.GetRequiredService<MailboxRun>().TryAsync(job.Id, WorkerName.Mine, cancel), cancel);

    /// <summary>One office's trouble must not keep the others' messages too long.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        foreach (var officeId in await OfficesAsync(cancel))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<SerjeantDb>().OfficeScope = officeId;
                if (await scope.ServiceProvider.GetRequiredService<CheckRetention>().RunPassedAsync(officeId, cancel) > 0)
                    await scope.ServiceProvider.GetRequiredService<BlobSweep>().RunAsync(officeId, cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError("Checks whose hour is over were not all deleted in office {Office}; it is tried again: {Fault}", officeId, e.GetType().Name);
            }
        }
    }

    private async Task<List<long>> OfficesAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var retention = scope.ServiceProvider.GetRequiredService<CheckRetention>();
        var checks = await retention.Passed().IgnoreQueryFilters().Select(c => c.OfficeId).Distinct().ToListAsync(cancel);
        var files = await retention.LeftFiles().IgnoreQueryFilters().Select(m => m.OfficeId).Distinct().ToListAsync(cancel);
        return [.. checks.Union(files).Union(await retention.OldLooks().IgnoreQueryFilters().Select(l => l.OfficeId).Distinct().ToListAsync(cancel))];
    }
}
