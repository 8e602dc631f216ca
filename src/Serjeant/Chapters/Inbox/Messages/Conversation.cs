using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Messages;

/// <summary>The office's answer to a message, as whoever marked it answered kept it.</summary>
public sealed record OwnAnswer(string Note, string By, DateTimeOffset At);

/// <summary>One turn: a message, covered as its row is, and what the office answered.</summary>
public sealed record ConversationTurn(QueueRow Row, IReadOnlyList<OwnAnswer> Answers);

/// <summary>What stands round a message: the post it answers, what it replies to, others in its thread and the office's own answers, oldest first.</summary>
/// <param name="Post">The text of the post it answers, as the export gave it; null where it gave none or this reader may not read it.</param>
/// <param name="More">How many to ask for to see more; null when this is all.</param>
public sealed record Conversation(string? Post, bool PostIsKept, IReadOnlyList<ConversationTurn> Turns, int? More)
{
    public const int Usual = 20;
    private const int Most = 320;
    private const int MostSteps = 10;

    public bool IsEmpty => !PostIsKept && Turns.Count <= 1 && Turns.All(t => t.Answers.Count == 0);

    /// <param name="around">At most so many besides the message itself.</param>
    public static async Task<Conversation> LoadAsync(
        SerjeantDb db, Message message, RuleBook rules, QueueSight sight, long readerId, int around, IReadOnlyDictionary<long, string> people, CancellationToken cancel)
    {
        around = Math.Clamp(around, Usual, Most);
        var places = await AnsweredAsync(db, message, sight, cancel);
        var more = false;
        if (message.ThreadId is { } thread)
        {
            var others = sight.Of(db.Messages.Where(m => m.ThreadId == thread && m.Platform == message.Platform && m.Id != message.Id));
            var before = await Places(others.Where(m => m.SentAt <= message.SentAt && (m.SentAt < message.SentAt || m.Id < message.Id))
                .OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id)).Take(around + 1).ToListAsync(cancel);
            var after = await Places(others.Where(m => m.SentAt >= message.SentAt && (m.SentAt > message.SentAt || m.Id > message.Id))
                .OrderBy(m => m.SentAt).ThenBy(m => m.Id)).Take(around + 1).ToListAsync(cancel);
            var left = Math.Max(0, around - places.Count);
            var earlier = Math.Min(before.Count, Math.Max(left / 2, left - after.Count));
            var later = Math.Min(after.Count, left - earlier);
            more = around < Most && (before.Count > earlier || after.Count > later);
            places = [.. places, .. before.Take(earlier), .. after.Take(later)];
        }
        places = [.. places.Append(new Place(message.Id, message.SentAt)).DistinctBy(p => p.Id).OrderBy(p => p.At).ThenBy(p => p.Id)];
        var rows = await QueueRows.LoadAsync(db, [.. places.Select(p => p.Id)], rules, sight, readerId, cancel);
        var answers = await AnswersAsync(db, [.. rows.Select(r => r.Id)], people, cancel);
        return new Conversation(sight.Uncover ? message.ParentText : null, message.ParentText is not null,
            [.. rows.Select(r => new ConversationTurn(r, [.. answers[r.Id]]))], more ? around * 2 : null);
    }

    /// <summary>What it answers, what that answers, and so on: each found by the platform's own id.</summary>
    private static async Task<List<Place>> AnsweredAsync(SerjeantDb db, Message message, QueueSight sight, CancellationToken cancel)
    {
        var found = new List<Place>();
        var seen = new HashSet<string> { message.ExternalId };
        var next = message.InReplyTo ?? message.ThreadId;
        while (next is { } id && found.Count < MostSteps && seen.Add(id))
        {
            var step = await sight.Of(db.Messages.Where(m => m.Platform == message.Platform && m.ExternalId == id))
                .Select(m => new { m.Id, m.SentAt, m.InReplyTo }).SingleOrDefaultAsync(cancel);
            if (step is null)
                break;
            found.Add(new Place(step.Id, step.SentAt));
            next = step.InReplyTo;
        }
        return found;
    }

    private static async Task<ILookup<long, OwnAnswer>> AnswersAsync(SerjeantDb db, List<long> ids, IReadOnlyDictionary<long, string> people, CancellationToken cancel)
    {
        var answers = await db.Decisions.AsNoTracking().Where(d => ids.Contains(d.MessageId) && d.Kind == DecisionKind.Answered && d.UndoneAt == null && d.Note != null)
            .OrderBy(d => d.Id).ToListAsync(cancel);
        return answers.ToLookup(d => d.MessageId, d => new OwnAnswer(d.Note!, people.NameOf(d.DecidedById), d.DecidedAt));
    }

    private static IQueryable<Place> Places(IQueryable<Message> messages) => messages.Select(m => new Place(m.Id, m.SentAt));

    private sealed record Place(long Id, DateTimeOffset At);
}
