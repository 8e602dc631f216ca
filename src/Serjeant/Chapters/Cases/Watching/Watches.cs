using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Data;
using Serjeant.Outside.Capture;

namespace Serjeant.Chapters.Cases.Watching;

/// <summary>Starts and stops looking again at an exhibit's address.</summary>
public sealed class Watches(SerjeantDb db, OfficeChanges changes, Arrivals arrivals, TimeProvider time)
{
    /// <summary>Part of the change that makes a capture's exhibit: what anybody could see is watched unless somebody says no.</summary>
    internal static void Begin(SerjeantDb db, Exhibit exhibit, long byId, DateTimeOffset now, LedgerWriter ledger)
    {
        if (SiteOf(exhibit.Address) is not { } site)
            return;
        db.ExhibitWatches.Add(new ExhibitWatch
        {
            OfficeId = exhibit.OfficeId,
            ExhibitId = exhibit.Id,
            Site = site,
            StartedById = byId,
            StartedAt = now,
            NextLookAt = WatchPlan.Next(now, now)!.Value,
        });
        ledger.Record("watch.started", "exhibit", exhibit.Id, ("label", exhibit.Label), ("by", "default"));
    }

    /// <summary>From now on, from the first look to the last.</summary>
    /// <returns>False when there is no such exhibit here, it is sealed off or itself a look, or it has no address that can be opened, or that may be.</returns>
    public Task<bool> StartAsync(long exhibitId, Person by, CancellationToken cancel) => ChangeAsync(exhibitId, by, (exhibit, watch, ledger) =>
    {
        var now = time.GetUtcNow();
        if (watch is null)
        {
            Begin(db, exhibit, by.Id, now, ledger);
            return;
        }
        if (watch.State == WatchState.On)
            return;
        (watch.State, watch.StartedById, watch.StartedAt, watch.NextLookAt) = (WatchState.On, by.Id, now, WatchPlan.Next(now, now)!.Value);
        (watch.Tries, watch.Problem, watch.StoppedById, watch.StoppedAt) = (0, null, null, null);
        ledger.Record("watch.started", "exhibit", exhibit.Id, ("label", exhibit.Label));
    }, cancel);

    public Task<bool> StopAsync(long exhibitId, Person by, CancellationToken cancel) => ChangeAsync(exhibitId, by, (exhibit, watch, ledger) =>
    {
        if (watch is { State: WatchState.On })
            Stop(watch, exhibit, by.Id, time.GetUtcNow(), ledger);
    }, cancel);

    /// <summary>One look as soon as the site may be asked again; the others stay when they are.</summary>
    public Task<bool> LookNowAsync(long exhibitId, Person by, CancellationToken cancel) => ChangeAsync(exhibitId, by, (exhibit, watch, ledger) =>
    {
        var now = time.GetUtcNow();
        if (watch is null)
        {
            Begin(db, exhibit, by.Id, now, ledger);
            watch = db.ExhibitWatches.Local.Single(w => w.ExhibitId == exhibit.Id);
        }
        if (watch.State == WatchState.Stopped)
            watch.StartedAt = now;
        // One that came to its end looks once more and is then at its end again.
        (watch.State, watch.StoppedById, watch.StoppedAt) = (WatchState.On, null, null);
        (watch.NextLookAt, watch.StartedById, watch.Problem) = (now, by.Id, null);
        ledger.Record("watch.asked", "exhibit", exhibit.Id, ("label", exhibit.Label));
    }, cancel);

    /// <summary>The host as politeness counts it; null where the address can't be opened.</summary>
    internal static string? SiteOf(string? address) =>
        CaptureAddress.TryParse(address, out var parsed, out _) ? SiteOf(parsed) : null;

    internal static string SiteOf(Uri address) =>
        address.IdnHost.ToLowerInvariant() is var host && host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;

    internal static void Stop(ExhibitWatch watch, Exhibit exhibit, long? byId, DateTimeOffset now, LedgerWriter ledger)
    {
        (watch.State, watch.StoppedById, watch.StoppedAt, watch.Tries, watch.Problem) = (WatchState.Stopped, byId, now, 0, null);
        ledger.Record("watch.stopped", "exhibit", exhibit.Id, ("label", exhibit.Label));
    }

    private Task<bool> ChangeAsync(long exhibitId, Person by, Action<Exhibit, ExhibitWatch?, LedgerWriter> change, CancellationToken cancel) =>
        changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            var exhibit = await db.Exhibits.AsNoTracking().SingleOrDefaultAsync(e => e.Id == exhibitId && e.SealedOffAt == null && e.Source != ExhibitSource.Look, cancel);
            if (exhibit is null || SiteOf(exhibit.Address) is null || await arrivals.OfPageAsync(exhibit.CaseId, exhibit.MessageId, exhibit.Address, exhibit.ProfileAddress, cancel) is not null)
                return false;
            change(exhibit, await db.ExhibitWatches.SingleOrDefaultAsync(w => w.ExhibitId == exhibitId, cancel), ledger);
            return true;
        }, cancel);
}
