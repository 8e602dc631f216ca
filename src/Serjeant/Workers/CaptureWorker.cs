using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Storage;

namespace Serjeant.Workers;

/// <summary>Makes the captures that were asked for, two at a time but of one site one at a time, and those that a dead worker left.</summary>
public sealed class CaptureWorker(IServiceScopeFactory scopes, CaptureService captures, EvidenceVault vault, TimeProvider time, ILogger<CaptureWorker> log)
    : BackgroundService
{
    private const int AtOnce = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Sites that a slot is at. One waits for the other; what is of another site goes ahead.</summary>
    private readonly ConcurrentDictionary<string, bool> busy = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        captures.Sweep();
        await vault.SweepAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(1, AtOnce).Select(slot => WorkAsync(WorkerName.Slot(slot), stoppingToken)));
    }

    /// <summary>True when a capture was worked on.</summary>
    private Task<bool> RunOneAsync(string owner, CancellationToken cancel) => WorkLoop.TakeFirstAsync(
        scopes, time,
        (db, _) => CaptureLine.Of(db).Take(100).ToListAsync(cancel),
        async (services, row) =>
        {
            var site = Uri.TryCreate(row.Address, UriKind.Absolute, out var address) ? address.Authority : "";
            if (!busy.TryAdd(site, true))
                return false;
            try
            {
                return await services.GetRequiredService<CaptureRun>().TryAsync(row.Id, owner, cancel) is not null;
            }
            finally
            {
                busy.TryRemove(site, out _);
            }
        }, cancel);

    private Task WorkAsync(string owner, CancellationToken cancel) => WorkLoop.RunAsync(
        stop => RunOneAsync(owner, stop),
        stop => Task.Delay(Pause, time, stop),
        fault => log.LogError("The capture worker met a fault and tries again: {Fault}", fault),
        Pause, time, cancel);
}
