using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <param name="Undone">How many decisions were taken back.</param>
/// <param name="DoneOnPlatform">Steps that somebody had already done there: only a person can take those back.</param>
public sealed record UndoResult(int Undone, int DoneOnPlatform, bool HadCase);

/// <summary>Takes one press back: its messages wait again (or fall back to the decision before), and steps not yet done are cancelled.</summary>
public sealed class UndoDecision(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    /// <returns>Null when this office has no such press, or it was taken back already.</returns>
    public Task<UndoResult?> RunAsync(long officeId, long personId, Guid batch, CancellationToken cancel) =>
        changes.RunAsync(officeId, personId, ledger => WorkAsync(ledger, personId, batch, cancel), cancel);

    private async Task<UndoResult?> WorkAsync(LedgerWriter ledger, long personId, Guid batch, CancellationToken cancel)
    {
        var open = db.Decisions.Where(d => d.BatchId == batch && d.UndoneAt == null);
        var decisions = await open.AsNoTracking().Select(d => new { d.MessageId, d.ProtocolRuleId, d.CaseId }).ToListAsync(cancel);
        if (decisions.Count == 0)
            return null;
        var now = time.GetUtcNow();
        await open.ExecuteUpdateAsync(set => set.SetProperty(d => d.UndoneAt, now).SetProperty(d => d.UndoneById, personId), cancel);

        // Only messages whose latest decision this was; a later one stands.
        var messages = db.Messages.Where(m => db.Decisions.Any(d => d.BatchId == batch && d.Id == m.LastDecisionId));
        var keys = await messages.Where(m => m.TextKey != null).Select(m => m.TextKey!.Value).Distinct().ToListAsync(cancel);
        await messages.ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, m => db.Decisions.Any(d => d.MessageId == m.Id && d.UndoneAt == null) ? MessageState.Decided : MessageState.Waiting)
            .SetProperty(m => m.LastDecisionId, m => db.Decisions.Where(d => d.MessageId == m.Id && d.UndoneAt == null).Max(d => (long?)d.Id)), cancel);
        await SameText.RefreshAsync(db, keys, cancel);

        var steps = db.PlatformSteps.Where(s => db.Decisions.Any(d => d.BatchId == batch && d.Id == s.DecisionId));
        var done = await steps.CountAsync(s => s.DoneAt != null, cancel);
        await steps.Where(s => s.DoneAt == null && s.CancelledAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.CancelledAt, now), cancel);
        ledger.Record("decision.undone", "decision", batch.ToString("N"),
            ("count", FormattableString.Invariant($"{decisions.Count}")),
            ("messages", DecisionRoot.Of(decisions.Select(d => (d.MessageId, d.ProtocolRuleId)))));
        return new UndoResult(decisions.Count, done, decisions.Any(d => d.CaseId != null));
    }
}
