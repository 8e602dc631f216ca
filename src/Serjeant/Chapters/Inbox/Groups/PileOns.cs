using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Groups;

/// <summary>A pile-on that goes on now, as one thing.</summary>
/// <param name="MessageId">The message that stands for it.</param>
/// <param name="Pick">What a form sends to choose it, with all of its group.</param>
/// <param name="Accounts">How many wrote since <paramref name="Since"/>.</param>
public sealed record PileOn(long MessageId, Pick Pick, int Accounts, int Waiting, DateTimeOffset Since);

public static class PileOns
{
    /// <summary>Who wrote last longer ago than this has stopped; what waits is in the queue like anything else.</summary>
    public static readonly TimeSpan UnderWay = TimeSpan.FromHours(12);

    private const int Most = 3;

    public static async Task<IReadOnlyList<PileOn>> UnderWayAsync(SerjeantDb db, QueueSight sight, DateTimeOffset now, CancellationToken cancel)
    {
        if (!sight.Abuse)
            return [];
        var since = now - UnderWay;
        var groups = await db.TextGroups.AsNoTracking()
            .Where(g => g.Kind == TextGroupKind.PileOn && g.LastSentAt >= since && g.Waiting > 0 && g.BurstAt != null)
            .OrderByDescending(g => g.LastSentAt).Take(Most).ToListAsync(cancel);
        var found = new List<PileOn>();
        foreach (var group in groups)
        {
            var members = db.Messages.Where(m => m.TextKey == group.TextKey);
            var standing = await members.Where(m => m.State == MessageState.Waiting && m.StandsForGroup)
                .Select(m => new { m.Id, m.LastDecisionId }).FirstOrDefaultAsync(cancel);
            if (standing is null)
                continue;
            var burst = group.BurstAt!.Value;
            var accounts = await members.Where(m => m.SentAt >= burst).Select(m => m.AuthorId).Distinct().CountAsync(cancel);
            found.Add(new PileOn(standing.Id, new Pick(standing.Id, standing.LastDecisionId ?? 0), accounts, group.Waiting, burst));
        }
        return found;
    }
}
