using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Authors;

/// <summary>A place among an account's messages, newest first.</summary>
public sealed record SentCursor(DateTimeOffset At, long Id)
{
    public override string ToString() => FormattableString.Invariant($"{At.UtcTicks}.{Id}");

    public static SentCursor? Parse(string? text)
    {
        var parts = text?.Split('.') ?? [];
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new SentCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id) : null;
    }
}

/// <summary>One page of what an account sent.</summary>
public sealed record AuthorSent(IReadOnlyList<long> Ids, SentCursor? Older)
{
    public static async Task<AuthorSent> FindAsync(IQueryable<Message> sent, SentCursor? before, CancellationToken cancel)
    {
        if (before is { } place)
            sent = sent.Where(m => m.SentAt <= place.At && (m.SentAt < place.At || m.Id < place.Id));
        var found = await sent.OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Select(m => new SentCursor(m.SentAt, m.Id)).Take(QueuePager.Size + 1).ToListAsync(cancel);
        var page = found.Take(QueuePager.Size).ToList();
        return new AuthorSent([.. page.Select(p => p.Id)], found.Count > page.Count ? page[^1] : null);
    }
}
