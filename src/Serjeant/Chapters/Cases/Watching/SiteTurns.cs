using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Watching;

/// <summary>Sees to it that a site gets one request at a time and is left alone in between, whoever asks.</summary>
public sealed class SiteTurns(SerjeantDb db, Leases leases, WatchPace pace, TimeProvider time)
{
    /// <returns>The sites' rows, held by <paramref name="owner"/>; null when one of them is held or rests, and then none is held.</returns>
    public async Task<IReadOnlyList<long>?> TakeAsync(IEnumerable<string> hosts, string owner, CancellationToken cancel)
    {
        var held = new List<long>();
        // In one order everywhere, so that two that want the same two don't each get one.
        foreach (var host in hosts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var id = await RowAsync(host, cancel);
            if (await leases.ClaimAsync<WatchedSite>(id, owner, cancel))
            {
                held.Add(id);
                var now = time.GetUtcNow();
                if (await db.WatchedSites.AnyAsync(s => s.Id == id && s.NotBefore <= now, cancel))
                    continue;
            }
            foreach (var each in held)
                await leases.ReleaseAsync<WatchedSite>(each, owner, CancellationToken.None);
            return null;
        }
        return held;
    }

    /// <summary>Gives the sites back, to rest for the usual gap.</summary>
    public Task GiveBackAsync(IReadOnlyList<long> sites, string owner)
    {
        var until = time.GetUtcNow() + pace.NextGap();
        return db.WatchedSites.Where(s => sites.Contains(s.Id) && s.LeaseOwner == owner).ExecuteUpdateAsync(set => set
            .SetProperty(s => s.NotBefore, s => s.NotBefore > until ? s.NotBefore : until)
            .SetProperty(s => s.LeaseOwner, (string?)null).SetProperty(s => s.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
    }

    /// <summary>The site answered as it should: what it asked for before is over.</summary>
    public Task AnsweredAsync(IReadOnlyList<long> sites, CancellationToken cancel) =>
        db.WatchedSites.Where(s => sites.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.Failures, 0), cancel);

    /// <summary>The site asked to be left alone, for so long if it said.</summary>
    /// <returns>Until when it is.</returns>
    public async Task<DateTimeOffset> RestAsync(IReadOnlyList<long> sites, TimeSpan? asked, CancellationToken cancel)
    {
        var failures = await db.WatchedSites.Where(s => sites.Contains(s.Id)).MaxAsync(s => s.Failures, cancel);
        var wait = pace.BackOff(failures);
        var until = time.GetUtcNow() + (asked > wait ? asked.Value + pace.NextGap() : wait);
        await db.WatchedSites.Where(s => sites.Contains(s.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(s => s.Failures, s => s.Failures + 1).SetProperty(s => s.NotBefore, until), cancel);
        return until;
    }

    private async Task<long> RowAsync(string host, CancellationToken cancel)
    {
        if (await IdAsync(host, cancel) is { } known)
            return known;
        var never = DateTimeOffset.UnixEpoch;
        var written = db.IsSqlite ? (object)never.UtcTicks : never;
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "WatchedSites" ("Host", "NotBefore", "Failures") VALUES ({host}, {written}, 0) ON CONFLICT DO NOTHING""", cancel);
        return (await IdAsync(host, cancel))!.Value;
    }

    private Task<long?> IdAsync(string host, CancellationToken cancel) => db.WatchedSites.Where(s => s.Host == host).Select(s => (long?)s.Id).SingleOrDefaultAsync(cancel);
}
