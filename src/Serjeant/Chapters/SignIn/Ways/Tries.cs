using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Ways;

/// <summary>
/// Five tries, then five minutes' rest, for passwords and codes together. A try is taken before it is checked, by one
/// conditional UPDATE, so that a hundred guesses sent at once are still five.
/// </summary>
public sealed class Tries(SerjeantDb db, TimeProvider time)
{
    public const int Most = 5;
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <summary>False while the account rests.</summary>
    public async Task<bool> TakeAsync(long personId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        DateTimeOffset? until = now + Rest;
        return await db.Users.IgnoreQueryFilters()
            .Where(p => p.Id == personId && (p.LockoutEnd == null || p.LockoutEnd <= now))
            .ExecuteUpdateAsync(set => set
                .SetProperty(p => p.LockoutEnd, p => p.AccessFailedCount + 1 >= Most ? until : null)
                .SetProperty(p => p.AccessFailedCount, p => p.AccessFailedCount + 1 >= Most ? 0 : p.AccessFailedCount + 1), cancel) == 1;
    }

    /// <summary>After both steps were right.</summary>
    public Task ClearAsync(long personId, CancellationToken cancel) =>
        db.Users.IgnoreQueryFilters().Where(p => p.Id == personId).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.LockoutEnd, (DateTimeOffset?)null).SetProperty(p => p.AccessFailedCount, 0), cancel);
}
