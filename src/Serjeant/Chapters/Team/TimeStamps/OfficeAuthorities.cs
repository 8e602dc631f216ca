using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.TimeStamps;
using Serjeant.Data;
using Serjeant.Outside.TimeStamps;

namespace Serjeant.Chapters.Team.TimeStamps;

/// <summary>What an authority answered to a try; one of the two is null.</summary>
public sealed record TriedAuthority(string Name, TimeStamp? Stamp, TimeSpan Took, TimeSpan Ahead, string? Problem);

/// <summary>The authorities that the office switched on, in the order in which they are asked.</summary>
public sealed class OfficeAuthorities(SerjeantDb db, OfficeChanges changes, TimeStampClient client, TimeProvider time)
{
    public const int Most = 10;

    public Task<List<TimestampAuthority>> AllAsync(CancellationToken cancel) =>
        db.TimestampAuthorities.AsNoTracking().OrderBy(a => a.Position).ThenBy(a => a.Id).ToListAsync(cancel);

    /// <returns>Null when it is on; else why not, for the form.</returns>
    public Task<string?> AddAsync(Person by, string name, Uri address, CancellationToken cancel) => changes.RunAsync<string?>(by.OfficeId, by.Id, async ledger =>
    {
        var there = await db.TimestampAuthorities.AsNoTracking().ToListAsync(cancel);
        if (there.Any(a => a.Address == address.AbsoluteUri))
            return "This address is on the list already";
        if (there.Count >= Most)
            return $"The list is full: it holds {Most}. Remove one first";
        var now = time.GetUtcNow();
        db.TimestampAuthorities.Add(new TimestampAuthority
        {
            OfficeId = by.OfficeId,
            Name = name,
            Address = address.AbsoluteUri,
            Position = there.Count == 0 ? 0 : there.Max(a => a.Position) + 1,
            AddedById = by.Id,
            AddedAt = now,
        });
        ledger.Record("office.time-stamp-authority-added", "office", by.OfficeId, ("address", address.AbsoluteUri));
        await TimeStampQueue.HurryAsync(db, now, cancel);
        return null;
    }, cancel);

    /// <returns>False when it is not there.</returns>
    public Task<bool> RemoveAsync(Person by, long id, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.TimestampAuthorities.SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } found)
            return false;
        db.TimestampAuthorities.Remove(found);
        ledger.Record("office.time-stamp-authority-removed", "office", by.OfficeId, ("address", found.Address));
        return true;
    }, cancel);

    /// <summary>Puts it at the head of the list.</summary>
    /// <returns>False when it is not there.</returns>
    public Task<bool> FirstAsync(Person by, long id, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.TimestampAuthorities.SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } found)
            return false;
        found.Position = await db.TimestampAuthorities.MinAsync(a => a.Position, cancel) - 1;
        ledger.Record("office.time-stamp-authority-first", "office", by.OfficeId, ("address", found.Address));
        return true;
    }, cancel);

    /// <summary>Has it stamp a random number, so that nothing of the office's is in it, and says what came back.</summary>
    /// <returns>Null when it is not there.</returns>
    public async Task<TriedAuthority?> TryAsync(long id, CancellationToken cancel)
    {
        if (await db.TimestampAuthorities.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } authority)
            return null;
        var began = time.GetTimestamp();
        try
        {
            var received = await client.AskAsync(new TimeStampAuthority(authority.Name, new Uri(authority.Address)), RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes), cancel);
            var now = time.GetUtcNow();
            await db.TimestampAuthorities.Where(a => a.Id == id).ExecuteUpdateAsync(set => set
                .SetProperty(a => a.AnsweredAt, now).SetProperty(a => a.Problem, (string?)null)
                .SetProperty(a => a.Failures, 0).SetProperty(a => a.RestUntil, (DateTimeOffset?)null), cancel);
            await TimeStampQueue.HurryAsync(db, now, cancel);
            return new TriedAuthority(authority.Name, received.Stamp, time.GetElapsedTime(began), received.Stamp.At - now, null);
        }
        catch (TimeStampException e)
        {
            await TimeStampRun.RestAsync(db, authority, e.Message, time.GetUtcNow(), cancel);
            return new TriedAuthority(authority.Name, null, time.GetElapsedTime(began), TimeSpan.Zero, e.Message);
        }
    }
}
