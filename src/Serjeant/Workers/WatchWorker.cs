using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Looks again at what is watched when its time comes, one address at a time.</summary>
public sealed class WatchWorker(IServiceScopeFactory scopes, WatchPace pace, TimeProvider time, ILogger<WatchWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>Another name than the captures', so that each knows its own leases.</summary>
    private static readonly string Owner = $"{WorkerName.Mine}#watch";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await WorkLoop.RunAsync(
            cancel => RunOneAsync(Owner, cancel),
            cancel => Task.Delay(Pause, time, cancel),
            fault => log.LogError("The watch worker met a fault and tries again: {Fault}", fault),
            Pause, time, stoppingToken);
    }

    /// <summary>True when something was looked at.</summary>
    public Task<bool> RunOneAsync(string owner, CancellationToken cancel) => WorkLoop.TakeFirstAsync(
        scopes, time,
        async (db, now) =>
        {
            var spent = await SpentAsync(db, now, cancel);
            return await db.ExhibitWatches.IgnoreQueryFilters().AsNoTracking()
                .Where(w => w.State == WatchState.On && w.NextLookAt <= now && !spent.Contains(w.OfficeId))
                .Where(w => !db.WatchedSites.Any(s => s.Host == w.Site && s.NotBefore > now))
                .Where(w => !db.Exhibits.Any(e => e.Id == w.ExhibitId && db.Cases.Any(c => c.Id == e.CaseId && c.State == CaseState.Closed)))
                .OrderBy(w => w.NextLookAt).ThenBy(w => w.Id).Take(100).ToListAsync(cancel);
        },
        (services, row) => services.GetRequiredService<WatchRun>().TryAsync(row.Id, owner, cancel), cancel);

    /// <summary>Offices that have asked sites often enough for 24 hours.</summary>
    private async Task<List<long>> SpentAsync(SerjeantDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var since = now.AddDays(-1);
        var looked = await db.WatchLooks.IgnoreQueryFilters().Where(l => l.At > since)
            .GroupBy(l => l.OfficeId).Select(g => new { Office = g.Key, Tries = g.Sum(l => l.Tries) }).ToListAsync(cancel);
        var begun = await db.ExhibitWatches.IgnoreQueryFilters().Where(w => w.Tries > 0 && w.TriedAt > since)
            .GroupBy(w => w.OfficeId).Select(g => new { Office = g.Key, Tries = g.Sum(w => w.Tries) }).ToListAsync(cancel);
        return [.. looked.Concat(begun).GroupBy(o => o.Office).Where(g => g.Sum(o => o.Tries) >= pace.OfficeADay).Select(g => g.Key)];
    }
}
