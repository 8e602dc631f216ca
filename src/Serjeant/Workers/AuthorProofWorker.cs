using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Asks for the keys of signed files that were not, or could not be, asked for when the exhibit was made, one after the other.</summary>
public sealed class AuthorProofWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<AuthorProofWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkLoop.RunAsync(
        RunOneAsync,
        cancel => Task.Delay(Pause, time, cancel),
        fault => log.LogError("The worker for the keys of signed mails met a fault and tries again: {Fault}", fault),
        Pause, time, stoppingToken);

    /// <summary>True when one was worked on.</summary>
    public Task<bool> RunOneAsync(CancellationToken cancel) => WorkLoop.TakeFirstAsync(
        scopes, time,
        (db, now) => db.AuthorProofRetries.IgnoreQueryFilters().AsNoTracking()
            .Where(r => r.State == AuthorProofRetryState.Waiting && r.NextTryAt <= now)
            .OrderBy(r => r.NextTryAt).ThenBy(r => r.Id).Take(100).ToListAsync(cancel),
        (services, retry) => services.GetRequiredService<AuthorProofRun>().TryAsync(retry.Id, WorkerName.Mine, cancel), cancel);
}
