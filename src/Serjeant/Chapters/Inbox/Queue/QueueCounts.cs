using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>
/// How many messages there are, by category and by platform. Counted when asked for, never remembered. A message of two
/// categories counts in both, as the filter by category finds it in both.
/// </summary>
public sealed record QueueCounts(int CannotWait, IReadOnlyList<QueueCounts.Cell> Cells)
{
    /// <summary>Messages of one platform with exactly these categories (<see cref="CategoryBits"/>).</summary>
    public sealed record Cell(Platform Platform, long Bits, int Count);

    public static IReadOnlyList<Category> AsksForAnswer { get; } = [Category.Casework, Category.Question];

    public int Total { get; } = Cells.Sum(c => c.Count);
    public int Abuse { get; } = Cells.Where(c => (c.Bits & CategoryBits.Abuse) != 0).Sum(c => c.Count);

    /// <summary>Questions and requests for help.</summary>
    public int ForAnAnswer { get; } = Cells.Where(c => (c.Bits & CategoryBits.Of(AsksForAnswer)) != 0).Sum(c => c.Count);

    public int Other { get; } = Cells.Where(c => (c.Bits & (CategoryBits.Abuse | CategoryBits.Of(AsksForAnswer))) == 0).Sum(c => c.Count);

    public IReadOnlyList<(Category Category, int Count)> Categories { get; } =
        [.. Enum.GetValues<Category>().Select(c => (Category: c, Count: Cells.Where(x => (x.Bits & CategoryBits.Of(c)) != 0).Sum(x => x.Count))).Where(c => c.Count > 0)];

    public IReadOnlyList<(Platform Platform, int Count)> Platforms { get; } =
        [.. Cells.GroupBy(c => c.Platform).Select(g => (g.Key, g.Sum(c => c.Count))).OrderByDescending(c => c.Item2)];

    public static async Task<QueueCounts> CountAsync(SerjeantDb db, QueueSight sight, MessageState state, CancellationToken cancel)
    {
        var cells = await sight.Of(db.Messages.Where(m => m.State == state)).GroupBy(m => new { m.Platform, m.CategoryBits })
            .Select(g => new { g.Key.Platform, g.Key.CategoryBits, Count = g.Count() }).ToListAsync(cancel);
        return new QueueCounts(await CannotWaitAsync(db, sight, state, cancel), [.. cells.Select(c => new Cell(c.Platform, c.CategoryBits, c.Count))]);
    }

    public static async Task<int> CannotWaitAsync(SerjeantDb db, QueueSight sight, MessageState state, CancellationToken cancel)
    {
        var count = 0;
        foreach (var half in UrgentWaiting.Halves(db, sight, state, Priority.CannotWait))
            count += await half.CountAsync(cancel);
        return count;
    }
}
