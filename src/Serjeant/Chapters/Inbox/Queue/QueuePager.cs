using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Queue;

/// <param name="Ids">In the queue's order.</param>
/// <param name="Earlier">Where the page before begins from; null on the first.</param>
/// <param name="Later">Where the next page begins from; null on the last.</param>
public sealed record QueueSlice(IReadOnlyList<long> Ids, QueueCursor? Earlier, QueueCursor? Later);

/// <summary>
/// Finds one page of the queue by its place in the order (a keyset), never by counting rows off: page 2,000 costs what
/// page 1 costs. The ids come from the index alone.
/// </summary>
public static class QueuePager
{
    public const int Size = 50;

    public static async Task<QueueSlice> FindAsync(QueueSource source, QueueCursor? cursor, CancellationToken cancel, int size = QueuePager.Size)
    {
        var found = new List<QueueCursor>();
        foreach (var stretch in source.Stretches())
            found.AddRange(await ReadAsync(stretch, cursor, size + 1, cancel));

        var backwards = cursor?.Backwards == true;
        var order = backwards ? found.OrderBy(k => k, Order) : found.OrderByDescending(k => k, Order);
        var page = order.Take(size).ToList();
        var more = found.Count > page.Count;
        if (backwards)
            page.Reverse();
        var earlier = page.Count > 0 && (backwards ? more : cursor is not null) ? page[0] with { Backwards = true } : null;
        var later = page.Count > 0 && (backwards || more) ? page[^1] with { Backwards = false } : null;
        return new QueueSlice([.. page.Select(k => k.Id)], earlier, later);
    }

    private static async Task<List<QueueCursor>> ReadAsync(IQueryable<Message> stretch, QueueCursor? from, int count, CancellationToken cancel)
    {
        if (from is null)
            return await TakeAsync(stretch, false, count, cancel);
        // Two ranges of the index rather than one OR: databases seek to each and read no more than they return.
        var (rank, sent, id) = (from.Rank, from.SentAt, from.Id);
        var sameRank = stretch.Where(m => m.Rank == rank);
        if (from.Backwards)
        {
            var before = await TakeAsync(sameRank.Where(m => m.SentAt >= sent && (m.SentAt > sent || m.Id > id)), true, count, cancel);
            return before.Count >= count ? before
                : [.. before, .. await TakeAsync(stretch.Where(m => m.Rank > rank), true, count - before.Count, cancel)];
        }
        var after = await TakeAsync(sameRank.Where(m => m.SentAt <= sent && (m.SentAt < sent || m.Id < id)), false, count, cancel);
        return after.Count >= count ? after
            : [.. after, .. await TakeAsync(stretch.Where(m => m.Rank < rank), false, count - after.Count, cancel)];
    }

    private static Task<List<QueueCursor>> TakeAsync(IQueryable<Message> messages, bool upwards, int count, CancellationToken cancel)
    {
        var ordered = upwards
            ? messages.OrderBy(m => m.Rank).ThenBy(m => m.SentAt).ThenBy(m => m.Id)
            : messages.OrderByDescending(m => m.Rank).ThenByDescending(m => m.SentAt).ThenByDescending(m => m.Id);
        return ordered.Select(m => new QueueCursor(m.Rank, m.SentAt, m.Id, false)).Take(count).ToListAsync(cancel);
    }

    private static readonly Comparer<QueueCursor> Order = Comparer<QueueCursor>.Create((a, b) =>
        (a.Rank, a.SentAt, a.Id).CompareTo((b.Rank, b.SentAt, b.Id)));
}
