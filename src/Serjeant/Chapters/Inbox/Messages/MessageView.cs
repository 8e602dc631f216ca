using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Messages;

public sealed record DecisionLine(Decision Decision, string By, string? UndoneBy);

public sealed record CaseLine(int Number, string Title);

/// <summary>Everything the desk knows about one message.</summary>
public sealed record MessageView
{
    private const int FewLines = 20;

    public required Message Message { get; init; }
    public required RuleBook Rules { get; init; }

    /// <summary>As the engine or people left them: those that stand, worst first.</summary>
    public required IReadOnlyList<MessageFinding> Findings { get; init; }
    public required IReadOnlyList<MessageFinding> TakenAway { get; init; }
    public required QueueRow Row { get; init; }
    public required IReadOnlyList<DecisionLine> Decisions { get; init; }
    public required IReadOnlyList<PlatformStep> Steps { get; init; }
    public required Conversation Conversation { get; init; }

    /// <summary>Empty unless the author has a finding or a case: nobody else is listed by person.</summary>
    public required IReadOnlyList<QueueRow> ByAuthor { get; init; }
    public required bool AuthorIsOpen { get; init; }
    public required IReadOnlyList<QueueRow> SameText { get; init; }
    public required IReadOnlyList<Exhibit> Exhibits { get; init; }
    public required IReadOnlyList<CaseLine> Cases { get; init; }
    public required EvidenceStatus Evidence { get; init; }
    public required IReadOnlyDictionary<long, string> People { get; init; }

    public bool IsHarsh => QueueSight.IsHarsh(Message.CategoryBits, Message.Language);

    /// <returns>Null when there is no such message, or this reader may not know of it.</returns>
    public static async Task<MessageView?> LoadAsync(
        SerjeantDb db, long id, QueueSight sight, long readerId, DateTimeOffset now, int around, CancellationToken cancel)
    {
        var message = await db.Messages.AsNoTracking().Include(m => m.Author).Include(m => m.Findings).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id, cancel);
        if (message is null || !sight.MayKnowOf(message))
            return null;
        var rules = await RuleBook.LoadAsync(db, cancel);
        var authorIsOpen = await Authors.AuthorAccess.IsOpenAsync(db, message.AuthorId, cancel);
        var decisions = await db.Decisions.AsNoTracking().Where(d => d.MessageId == id).OrderByDescending(d => d.Id).ToListAsync(cancel);
        var people = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancel);
        async Task<IReadOnlyList<QueueRow>> RowsAsync(IQueryable<Message> others) => await QueueRows.LoadAsync(db,
            await sight.Of(others).Where(m => m.Id != id).OrderByDescending(m => m.SentAt).Take(FewLines).Select(m => m.Id).ToListAsync(cancel), rules, sight, readerId, cancel);

        return new MessageView
        {
            Message = message,
            Rules = rules,
            Findings = [.. message.Findings.Where(f => f.Stands).OrderByDescending(f => f.Severity).ThenByDescending(f => f.Confidence).ThenBy(f => f.Start)],
            TakenAway = [.. message.Findings.Where(f => !f.Stands)],
            Row = (await QueueRows.LoadAsync(db, [id], rules, sight, readerId, cancel))[0],
            Decisions = [.. decisions.Select(d => new DecisionLine(d, NameOf(d.DecidedById), d.UndoneById is { } u ? NameOf(u) : null))],
            Steps = await db.PlatformSteps.AsNoTracking().Where(s => s.MessageId == id && s.CancelledAt == null).OrderBy(s => s.Id).ToListAsync(cancel),
            Conversation = await Conversation.LoadAsync(db, message, rules, sight, readerId, around, people, cancel),
            AuthorIsOpen = authorIsOpen,
            ByAuthor = authorIsOpen ? await RowsAsync(db.Messages.Where(m => m.AuthorId == message.AuthorId)) : [],
            SameText = message.TextKey is { } key ? await RowsAsync(db.Messages.Where(m => m.TextKey == key)) : [],
            Exhibits = await db.Exhibits.AsNoTracking().Where(e => e.MessageId == id).OrderBy(e => e.Id).ToListAsync(cancel),
            Cases = await db.CaseMessages.Where(c => c.MessageId == id).Join(db.Cases, c => c.CaseId, c => c.Id, (_, c) => new CaseLine(c.Number, c.Title)).ToListAsync(cancel),
            Evidence = (await EvidenceStatus.OfAsync(db, [id], now, cancel))[id],
            People = people,
        };

        string NameOf(long person) => people.GetValueOrDefault(person, "Somebody who left");
    }
}
