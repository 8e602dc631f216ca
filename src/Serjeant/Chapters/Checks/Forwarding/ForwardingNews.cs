using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Mail.Forwarding;

namespace Serjeant.Chapters.Checks.Forwarding;

/// <summary>What the office's managers must hear of its mail accounts, without a word of what stands in them.</summary>
/// <param name="Sent">Rules that are on, that nobody said to know, and by which mail goes to somebody else.</param>
/// <param name="Deleted">The same, by which it is deleted.</param>
/// <param name="Hidden">The same, by which it is hidden.</param>
/// <param name="Overdue">Accounts that were not looked at for too long.</param>
public sealed record ForwardingNews(int Sent, int Deleted, int Hidden, IReadOnlyList<WatchedMailbox> Overdue)
{
    /// <summary>How long an account may go unread before it is told: a server may be away for a weekend.</summary>
    public static readonly TimeSpan MostUnread = TimeSpan.FromDays(3);

    /// <summary>How long a look by hand counts.</summary>
    public static readonly TimeSpan ByHandEvery = TimeSpan.FromDays(30);

    public static ForwardingNews None { get; } = new(0, 0, 0, []);
    public int Rules => Sent + Deleted + Hidden;

    /// <summary>Rules that are on and that nobody said to know.</summary>
    public static IQueryable<FoundMailRule> Unknown(SerjeantDb db) => db.FoundMailRules.Where(r => r.Active && r.GoneAt == null && r.KnownAt == null);

    /// <summary>Whatever the reason: a server that refuses, a script that can't be understood, a worker that stands still, a person who forgot.</summary>
    public static bool IsOverdue(WatchedMailbox box, DateTimeOffset now) =>
        box.Kind == MailRulesKind.ByHand ? box.NextAt <= now : (box.CheckedAt ?? box.AddedAt) <= now - MostUnread;

    public static async Task<ForwardingNews> ReadAsync(SerjeantDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var harms = await Unknown(db).GroupBy(r => r.Harm).Select(g => new { Harm = (RuleHarm)g.Key, Count = g.Count() }).ToListAsync(cancel);
        int Of(params RuleHarm[] those) => harms.Where(h => those.Contains(h.Harm)).Sum(h => h.Count);
        var boxes = await db.WatchedMailboxes.AsNoTracking().OrderBy(m => m.Name).ThenBy(m => m.Id).ToListAsync(cancel);
        return new ForwardingNews(Of(RuleHarm.Forward, RuleHarm.Redirect), Of(RuleHarm.Delete), Of(RuleHarm.Hide), [.. boxes.Where(m => IsOverdue(m, now))]);
    }
}
