using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Messages;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Authors;

/// <param name="Share">0 to 100, of the fullest month.</param>
public sealed record MonthCount(DateOnly Month, int Count, int Share);

/// <summary>What accounts sent, in numbers: all of it worked out from rows when asked for, none of it kept.</summary>
public sealed record AuthorFigures
{
    private const int MostMonths = 24;
    private const int MostNamed = 10;

    public required int Messages { get; init; }
    public required int Waiting { get; init; }
    public required DateTimeOffset First { get; init; }
    public required DateTimeOffset Last { get; init; }

    /// <summary>Oldest first, months without a message included; at most two years back from the last message.</summary>
    public required IReadOnlyList<MonthCount> Months { get; init; }

    /// <summary>How many came before those months.</summary>
    public int Earlier => Messages - Months.Sum(m => m.Count);
    public required IReadOnlyList<(string Label, int Count)> Kinds { get; init; }
    public required IReadOnlyList<(DecisionKind Kind, int Count)> Decisions { get; init; }

    /// <summary>The office's accounts that it came to.</summary>
    public required IReadOnlyList<string> WroteTo { get; init; }
    public required IReadOnlyList<CaseLine> Cases { get; init; }

    /// <param name="sent">Of accounts that sent at least one message.</param>
    public static async Task<AuthorFigures> LoadAsync(SerjeantDb db, IQueryable<Message> sent, TimeZoneInfo zone, CancellationToken cancel)
    {
        var first = await sent.MinAsync(m => m.SentAt, cancel);
        var last = await sent.MaxAsync(m => m.SentAt, cancel);
        var states = await sent.GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var decided = await db.Decisions.Where(d => d.UndoneAt == null && sent.Any(m => m.Id == d.MessageId))
            .GroupBy(d => d.Kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        return new AuthorFigures
        {
            Messages = states.Sum(s => s.Count),
            Waiting = states.Where(s => s.Key == MessageState.Waiting).Sum(s => s.Count),
            First = first,
            Last = last,
            Months = await MonthsAsync(sent, first, last, zone, cancel),
            Kinds = await KindsAsync(sent, cancel),
            Decisions = [.. decided.OrderByDescending(d => d.Count).Select(d => (d.Key, d.Count))],
            WroteTo = await sent.Where(m => m.Account != null).Select(m => m.Account!).Distinct().OrderBy(a => a).Take(MostNamed).ToListAsync(cancel),
            Cases = await db.Cases.Where(c => db.CaseMessages.Any(x => x.CaseId == c.Id && sent.Any(m => m.Id == x.MessageId)))
                .OrderByDescending(c => c.Number).Select(c => new CaseLine(c.Number, c.Title)).ToListAsync(cancel),
        };
    }

    /// <summary>One count a month, each from the index: the two databases keep times differently, so they can't both cut them into months.</summary>
    private static async Task<IReadOnlyList<MonthCount>> MonthsAsync(
        IQueryable<Message> sent, DateTimeOffset first, DateTimeOffset last, TimeZoneInfo zone, CancellationToken cancel)
    {
        var counts = new List<(DateOnly Month, int Count)>();
        var (month, begin) = (MonthOf(last, zone), MonthOf(first, zone));
        for (; month >= begin && counts.Count < MostMonths; month = month.AddMonths(-1))
        {
            var (from, to) = (StartOf(month, zone), StartOf(month.AddMonths(1), zone));
            counts.Add((month, await sent.CountAsync(m => m.SentAt >= from && m.SentAt < to, cancel)));
        }
        var most = Math.Max(1, counts.Max(c => c.Count));
        counts.Reverse();
        return [.. counts.Select(c => new MonthCount(c.Month, c.Count, c.Count * 100 / most))];
    }

    private static async Task<IReadOnlyList<(string, int)>> KindsAsync(IQueryable<Message> sent, CancellationToken cancel)
    {
        var cells = await sent.GroupBy(m => new { m.CategoryBits, Unread = m.Language != null })
            .Select(g => new { g.Key.CategoryBits, g.Key.Unread, Count = g.Count() }).ToListAsync(cancel);
        return [.. Enum.GetValues<Category>().Select(c => (c.Label(), cells.Where(x => (x.CategoryBits & CategoryBits.Of(c)) != 0).Sum(x => x.Count)))
            .Append(("In another language, not read", cells.Where(x => x is { CategoryBits: 0, Unread: true }).Sum(x => x.Count)))
            .Append(("Nothing found", cells.Where(x => x is { CategoryBits: 0, Unread: false }).Sum(x => x.Count)))
            .Where(k => k.Item2 > 0)];
    }

    private static DateOnly MonthOf(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return new DateOnly(local.Year, local.Month, 1);
    }

    private static DateTimeOffset StartOf(DateOnly month, TimeZoneInfo zone)
    {
        var midnight = month.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
