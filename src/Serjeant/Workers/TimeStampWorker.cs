using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.TimeStamps;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Asks for the time-stamps that wait, one after the other, in offices that have an authority switched on.</summary>
public sealed class TimeStampWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<TimeStampWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkLoop.RunAsync(
        RunOneAsync,
        cancel => Task.Delay(Pause, time, cancel),
        fault => log.LogError("The time-stamp worker met a fault and tries again: {Fault}", fault),
        Pause, time, stoppingToken);

    /// <summary>True when a time-stamp was worked on.</summary>
    public Task<bool> RunOneAsync(CancellationToken cancel) => WorkLoop.TakeFirstAsync(
        scopes, time,
        (db, now) => db.ExhibitTimestamps.IgnoreQueryFilters().AsNoTracking()
            .Where(t => t.State == TimestampState.Waiting && t.NextTryAt <= now && db.TimestampAuthorities.IgnoreQueryFilters().Any(a => a.OfficeId == t.OfficeId))
            .OrderBy(t => t.NextTryAt).ThenBy(t => t.Id).Take(100).ToListAsync(cancel),
        (services, row) => services.GetRequiredService<TimeStampRun>().TryAsync(row.Id, WorkerName.Mine, cancel), cancel);
}
