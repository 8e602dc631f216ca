using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Messages;

/// <summary>
/// A person corrects what kind of message it is. What the engine found is kept: a finding taken away no longer counts, one
/// that was added says by whom. The message's place in the queue follows.
/// </summary>
public sealed class CategoryCorrections(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    public const int LongestReason = 500;

    /// <summary>The rule id of a finding that a person added.</summary>
    public const string ByPerson = "person";

    /// <returns>False when there is no such message, or it has this category already.</returns>
    public Task<bool> AddAsync(long officeId, long personId, long messageId, Category category, int severity, string reason, CancellationToken cancel) =>
        ChangeAsync(officeId, personId, messageId, "message.category-added", reason, message =>
        {
            if (message.Findings.Any(f => f.Stands && f.Category == category))
                return null;
            message.Findings.Add(new MessageFinding
            {
                OfficeId = officeId,
                Rule = ByPerson,
                Category = category,
                Severity = Math.Clamp(severity, 0, 3),
                Confidence = 1,
                Reason = reason,
                AddedById = personId,
                CorrectedAt = time.GetUtcNow(),
            });
            return category;
        }, cancel);

    /// <summary>Takes every standing finding of the category away.</summary>
    public Task<bool> RemoveAsync(long officeId, long personId, long messageId, Category category, string reason, CancellationToken cancel) =>
        ChangeAsync(officeId, personId, messageId, "message.category-removed", reason, message =>
        {
            var standing = message.Findings.Where(f => f.Stands && f.Category == category).ToList();
            foreach (var finding in standing)
                (finding.Stands, finding.RemovedById, finding.RemovedWhy, finding.CorrectedAt) = (false, personId, reason, time.GetUtcNow());
            return standing.Count > 0 ? category : null;
        }, cancel);

    private Task<bool> ChangeAsync(
        long officeId, long personId, long messageId, string action, string reason, Func<Message, Category?> change, CancellationToken cancel) =>
        changes.RunAsync(officeId, personId, async ledger =>
        {
            var message = await db.Messages.Include(m => m.Findings).SingleOrDefaultAsync(m => m.Id == messageId, cancel);
            if (message is null || change(message) is not { } category)
                return false;
            MessageMarks.Set(message, Scoring.Verdict([.. message.Findings.Where(f => f.Stands).Select(MessageMarks.Of)]) with { Language = message.Language });
            await db.SaveChangesAsync(cancel);
            if (message.TextKey is { } key)
                await SameText.RefreshAsync(db, [key], cancel);
            ledger.Record(action, "message", messageId, ("category", category.Id()), ("rank", FormattableString.Invariant($"{message.Rank}")));
            ledger.Commit($"author:{message.AuthorId}", "reason", reason);
            return true;
        }, cancel);
}
