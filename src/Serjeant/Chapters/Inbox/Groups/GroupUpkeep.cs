using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Groups;

/// <summary>What a batch of messages changes about the groups that they join, beside the counts. In the transaction of the batch.</summary>
internal static class GroupUpkeep
{
    /// <summary>Messages of a group that are looked at: the newest. Enough to see what it is.</summary>
    private const int MostLookedAt = 20_000;

    /// <summary>Groups of up to this many are looked at together.</summary>
    private const int Large = 500;

    // A group is looked at again when it has grown by a quarter, so that the work stays in proportion to what comes in.
    private const int Growth = 4;

    /// <summary>
    /// The worst waiting message stands for its group, so that a threat added to a copied text is never behind a mild one. Of equals
    /// the one that stands already, or came first, does.
    /// </summary>
    /// <param name="worst">The worst of each group in this batch.</param>
    /// <param name="waiting">How many waited before, by group.</param>
    public static async Task StandAsync(
        SerjeantDb db, long officeId, Dictionary<long, Message> worst, Dictionary<long, int> waiting, CancellationToken cancel)
    {
        var rivals = worst.Keys.Where(key => waiting.GetValueOrDefault(key) > 0).ToList();
        var ranks = rivals.Count == 0 ? []
            : await Of(db, officeId).Where(g => rivals.Contains(g.TextKey)).ToDictionaryAsync(g => g.TextKey, g => g.TopRank, cancel);
        foreach (var (key, message) in worst)
            message.StandsForGroup = !ranks.TryGetValue(key, out var rank) || message.Rank > rank;
        var beaten = ranks.Keys.Where(key => worst[key].StandsForGroup).ToList();
        if (beaten.Count == 0)
            return;
        await db.Messages.IgnoreQueryFilters()
            .Where(m => m.OfficeId == officeId && m.TextKey != null && beaten.Contains(m.TextKey.Value) && m.State == MessageState.Waiting && m.StandsForGroup)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.StandsForGroup, false), cancel);
    }

    /// <summary>After the rows are written: which groups vary in their wording, and what kind those are that have grown.</summary>
    public static async Task AfterAsync(
        SerjeantDb db, long officeId, IEnumerable<TextGroup> additions, Dictionary<long, int> waiting, IReadOnlyCollection<long> varied, CancellationToken cancel)
    {
        if (varied.Count > 0)
            await Of(db, officeId).Where(g => varied.Contains(g.TextKey) && !g.Varies).ExecuteUpdateAsync(set => set.SetProperty(g => g.Varies, true), cancel);
        var perhaps = additions.Where(g => g.Total >= GroupKinds.Fewest || waiting.ContainsKey(g.TextKey)).Select(g => g.TextKey).ToList();
        if (perhaps.Count == 0)
            return;
        var grown = await Of(db, officeId).AsNoTracking()
            .Where(g => perhaps.Contains(g.TextKey) && g.Total >= GroupKinds.Fewest && g.Total - g.TotalSeen >= g.TotalSeen / Growth && g.Total > g.TotalSeen)
            .ToListAsync(cancel);
        if (grown.Count == 0)
            return;
        await LookAsync(db, officeId, [.. grown.Where(g => g.Total <= Large)], int.MaxValue, cancel);
        foreach (var group in grown.Where(g => g.Total > Large))
            await LookAsync(db, officeId, [group], MostLookedAt, cancel);
        var keys = grown.Select(g => g.TextKey).ToList();
        await Of(db, officeId).Where(g => keys.Contains(g.TextKey)).ExecuteUpdateAsync(set => set.SetProperty(g => g.TotalSeen, g => g.Total), cancel);
    }

    private static async Task LookAsync(SerjeantDb db, long officeId, IReadOnlyList<TextGroup> groups, int most, CancellationToken cancel)
    {
        if (groups.Count == 0)
            return;
        var keys = groups.Select(g => g.TextKey).ToList();
        var rows = await db.Messages.IgnoreQueryFilters().AsNoTracking()
            .Where(m => m.OfficeId == officeId && m.TextKey != null && keys.Contains(m.TextKey.Value)).OrderByDescending(m => m.SentAt).Take(most)
            .Select(m => new { Key = m.TextKey!.Value, m.SentAt, m.AuthorId, m.CategoryBits, m.Platform, m.Kind, m.Text.Length }).ToListAsync(cancel);
        var members = rows.ToLookup(m => m.Key);
        foreach (var group in groups)
        {
            var (kind, burst) = GroupKinds.Of(
                [.. members[group.TextKey].Select(m => new GroupMessage(m.SentAt, m.AuthorId, GroupKinds.IsHostile(m.CategoryBits), GroupKinds.IsLetter(m.Platform, m.Kind)))],
                members[group.TextKey].Select(m => m.Length).FirstOrDefault());
            if (kind != group.Kind || burst != group.BurstAt)
                await Of(db, officeId).Where(g => g.TextKey == group.TextKey)
                    .ExecuteUpdateAsync(set => set.SetProperty(g => g.Kind, kind).SetProperty(g => g.BurstAt, burst), cancel);
        }
    }

    private static IQueryable<TextGroup> Of(SerjeantDb db, long officeId) => db.TextGroups.IgnoreQueryFilters().Where(g => g.OfficeId == officeId);
}
