using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;
using Serjeant.Text;
using Serjeant.Text.Near;

namespace Serjeant.Chapters.Inbox.Groups;

/// <summary>Messages of a group with one wording that isn't the shown one's.</summary>
/// <param name="Parts">How it differs; null when by too much to be told in a line.</param>
public sealed record Wording(long MessageId, string Who, int Times, IReadOnlyList<DifferencePart>? Parts);

/// <summary>One group of messages, and how their wordings differ from the one shown.</summary>
public sealed record GroupView
{
    /// <summary>The newest this many are compared.</summary>
    public const int MostCompared = 500;

    /// <summary>Wordings listed.</summary>
    public const int MostListed = 20;

    private const int MostAddresses = 500;

    public required QueueRow Row { get; init; }
    public required RuleBook Rules { get; init; }
    public required DateTimeOffset First { get; init; }
    public required DateTimeOffset Last { get; init; }

    /// <summary>True when the wordings may only be shown to somebody who asks.</summary>
    public required bool Covered { get; init; }
    public IReadOnlyList<Wording> Wordings { get; init; } = [];

    /// <summary>Mail addresses of those who wait for an answer.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    public RowGroup Group => Row.Group!;

    /// <param name="id">Any message of the group.</param>
    /// <param name="asked">The reader asked to see what is covered.</param>
    /// <returns>Null when there is no such message, it has no group, or this reader may not know of it.</returns>
    public static async Task<GroupView?> LoadAsync(SerjeantDb db, long id, QueueSight sight, long readerId, bool asked, CancellationToken cancel)
    {
        var key = await sight.Of(db.Messages.Where(m => m.Id == id)).Select(m => m.TextKey).SingleOrDefaultAsync(cancel);
        if (key is null || await db.TextGroups.AsNoTracking().SingleOrDefaultAsync(g => g.TextKey == key && g.Total > 1, cancel) is not { } group)
            return null;
        var members = sight.Of(db.Messages.AsNoTracking().Where(m => m.TextKey == key));
        var shown = await members.Where(m => m.State == MessageState.Waiting && m.StandsForGroup).Select(m => (long?)m.Id).FirstOrDefaultAsync(cancel) ?? id;
        var rules = await RuleBook.LoadAsync(db, cancel);
        if ((await QueueRows.LoadAsync(db, [shown], rules, sight, readerId, cancel)).SingleOrDefault() is not { Group: not null } row)
            return null;
        var harsh = QueueSight.IsHarsh(row.CategoryBits, row.Language) || !sight.Snippets;
        var view = new GroupView { Row = row, Rules = rules, First = group.FirstSentAt, Last = group.LastSentAt, Covered = harsh && !asked };
        return view with
        {
            Wordings = view.Covered ? [] : await WordingsAsync(members, shown, (bits, language) => !QueueSight.IsHarsh(bits, language) || (asked && sight.MayRead(bits, language)), cancel),
            Addresses = group.Kind != TextGroupKind.Campaign ? []
                : await members.Where(m => m.State == MessageState.Waiting && m.Platform == Moderation.Platform.Email && m.Author!.Handle != null)
                    .Select(m => m.Author!.Handle!).Distinct().OrderBy(h => h).Take(MostAddresses).ToListAsync(cancel),
        };
    }

    private static async Task<IReadOnlyList<Wording>> WordingsAsync(IQueryable<Message> members, long shown, Func<long, string?, bool> maySee, CancellationToken cancel)
    {
        var rows = await members.OrderByDescending(m => m.Id == shown).ThenByDescending(m => m.Id).Take(MostCompared).Select(m => new
        {
            m.Id,
            m.CategoryBits,
            m.Language,
            Text = m.Text.Length > NearText.MostLength ? m.Text.Substring(0, NearText.MostLength) : m.Text,
            Who = m.Author!.DisplayName ?? m.Author.Handle,
        }).ToListAsync(cancel);
        // Among mild messages a harsh one keeps its cover.
        var own = rows[0].Text;
        var ownKey = TextKey.Of(own);
        return [.. rows.Where(m => maySee(m.CategoryBits, m.Language)).GroupBy(m => TextKey.Of(m.Text)).Where(g => g.Key != ownKey)
            .OrderByDescending(g => g.Count()).Take(MostListed)
            .Select(g => new Wording(g.First().Id, Summary.OneLine(g.First().Who ?? "Unknown sender", 80), g.Count(), TextDifference.Between(own, g.First().Text)))];
    }
}
