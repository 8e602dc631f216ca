using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data;

/// <summary>
/// Claims rows of work. One conditional UPDATE decides who has the row, the same on both databases, so two copies of the
/// program never hold it at once.
/// </summary>
public sealed class Leases(SerjeantDb db, TimeProvider time)
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    /// <summary>True when the row is now <paramref name="owner"/>'s, or already was.</summary>
    public async Task<bool> ClaimAsync<T>(long id, string owner, CancellationToken cancel) where T : class, ILeased
    {
        var now = time.GetUtcNow();
        var until = now + Length;
        return await db.Set<T>().IgnoreQueryFilters()
            .Where(row => row.Id == id && (row.LeaseOwner == null || row.LeaseOwner == owner || row.LeaseUntil == null || row.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseOwner, owner).SetProperty(row => row.LeaseUntil, until), cancel) == 1;
    }

    public Task ReleaseAsync<T>(long id, string owner, CancellationToken cancel) where T : class, ILeased =>
        db.Set<T>().IgnoreQueryFilters()
            .Where(row => row.Id == id && row.LeaseOwner == owner)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseOwner, (string?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null), cancel);
}
