using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Asks again for the keys of supplied mails that could not be asked for at first, one mail after the other.</summary>
public sealed class MailProofWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<MailProofWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkLoop.RunAsync(
        RunOneAsync,
        cancel => Task.Delay(Pause, time, cancel),
        fault => log.LogError("The worker for the keys of mails met a fault and tries again: {Fault}", fault),
        Pause, time, stoppingToken);

    /// <summary>True when a mail was worked on.</summary>
    public Task<bool> RunOneAsync(CancellationToken cancel) => WorkLoop.TakeFirstAsync(
        scopes, time,
        (db, now) => db.MailProofRetries.IgnoreQueryFilters().AsNoTracking()
            .Where(r => r.State == MailProofState.Waiting && r.NextTryAt <= now)
            .OrderBy(r => r.NextTryAt).ThenBy(r => r.Id).Take(100).ToListAsync(cancel),
        (services, retry) => services.GetRequiredService<MailProofRun>().TryAsync(retry.Id, WorkerName.Mine, cancel), cancel);
}
