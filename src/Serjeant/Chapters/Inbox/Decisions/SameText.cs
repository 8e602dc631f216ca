using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>Keeps same-text groups true after messages changed their state or their rank: how many wait, and which one stands for them.</summary>
public static class SameText
{
    public static async Task RefreshAsync(SerjeantDb db, IReadOnlyCollection<long> keys, CancellationToken cancel)
    {
        if (keys.Count == 0)
            return;
        var touched = db.TextGroups.Where(g => keys.Contains(g.TextKey));
        await touched.ExecuteUpdateAsync(set => set
            .SetProperty(g => g.Waiting, g => db.Messages.Count(m => m.TextKey == g.TextKey && m.State == MessageState.Waiting))
            .SetProperty(g => g.TopRank, g => db.Messages.Where(m => m.TextKey == g.TextKey && m.State == MessageState.Waiting).Max(m => (int?)m.Rank) ?? 0), cancel);
        foreach (var key in keys)
            await ChooseOneAsync(db, key, cancel);
    }

    /// <summary>Exactly one waiting message of a text stands for all of them: the worst, and of equals the first sent.</summary>
    private static async Task ChooseOneAsync(SerjeantDb db, long key, CancellationToken cancel)
    {
        var waiting = db.Messages.Where(m => m.TextKey == key && m.State == MessageState.Waiting);
        var standing = await waiting.Where(m => m.StandsForGroup).Select(m => m.Rank).Take(2).ToListAsync(cancel);
        if (standing is [var rank] && !await waiting.AnyAsync(m => m.Rank > rank, cancel))
            return;
        var best = await waiting.OrderByDescending(m => m.Rank).ThenBy(m => m.SentAt).ThenBy(m => m.Id).Select(m => (long?)m.Id).FirstOrDefaultAsync(cancel);
        if (best is null)
            return;
        await waiting.Where(m => m.StandsForGroup && m.Id != best).ExecuteUpdateAsync(set => set.SetProperty(m => m.StandsForGroup, false), cancel);
        await waiting.Where(m => m.Id == best).ExecuteUpdateAsync(set => set.SetProperty(m => m.StandsForGroup, true), cancel);
    }
}
