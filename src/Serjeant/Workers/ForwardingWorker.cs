using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Forwarding;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Looks at the rules of each watched account, once a day.</summary>
public sealed class ForwardingWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<ForwardingWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkLoop.RunAsync(
        RunOneAsync,
        cancel => Task.Delay(Pause, time, cancel),
        fault => log.LogError("The worker of watched accounts met a fault and tries again: {Fault}", fault),
        Pause, time, stoppingToken);

    /// <summary>True when an account was looked at.</summary>
    public Task<bool> RunOneAsync(CancellationToken cancel) => WorkLoop.TakeFirstAsync(
        scopes, time,
        (db, now) => db.WatchedMailboxes.IgnoreQueryFilters().AsNoTracking().Where(m => m.NextAt <= now && m.Kind != MailRulesKind.ByHand).OrderBy(m => m.NextAt).Take(50).ToListAsync(cancel),
        (services, row) => services.GetRequiredService<ForwardingCheck>().RunAsync(row.Id, WorkerName.Mine, null, cancel), cancel);
}
