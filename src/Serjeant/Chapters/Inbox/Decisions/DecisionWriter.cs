using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>One message that a press is about, and the last decision its presser saw on it (0 for none).</summary>
/// <param name="Chosen">False when it came along with its group.</param>
/// <param name="TextKey">The group.</param>
public sealed record DecisionTarget(long Id, long Seen, bool Chosen, long? TextKey);

/// <summary>Writes a decision's rows inside an <see cref="OfficeChanges"/> transaction, which already holds the office's place as only writer.</summary>
public sealed class DecisionWriter(SerjeantDb db, StepWriter steps, TimeProvider time)
{
    /// <summary>Call within <see cref="OfficeChanges.RunAsync(long, long?, Func{LedgerWriter, Task}, CancellationToken)"/>. Evidence has been kept before.</summary>
    public async Task<DecisionResult> WriteAsync(
        LedgerWriter ledger, long officeId, long personId, DecisionOrder order, IReadOnlyList<DecisionTarget> targets,
        Func<long, RuleInForce?> cited, IReadOnlySet<long> gaps, CancellationToken cancel)
    {
        var now = await NowAsync(targets, cancel);
        var free = targets.Where(t => now.TryGetValue(t.Id, out var m) && m.Last == t.Seen).ToList();
        var already = targets.Count(t => t.Chosen) - free.Count(t => t.Chosen);
        if (free.Count == 0)
            return new DecisionResult(DecisionProblem.None, null, 0, already, 0, 0);

        var batch = Guid.CreateVersion7(time.GetUtcNow());
        var decisions = free.Select(t => new Decision
        {
            OfficeId = officeId,
            MessageId = t.Id,
            BatchId = batch,
            Kind = order.Kind,
            ProtocolRuleId = cited(t.Id)?.Id,
            RuleText = cited(t.Id)?.Cited ?? (order.Kind == DecisionKind.Leave ? DecisionKinds.NoRuleBroken : null),
            Note = order.Note,
            DecidedById = personId,
            DecidedAt = time.GetUtcNow(),
            CaseId = order.CaseId,
            EvidenceGap = gaps.Contains(t.Id),
        }).ToList();
        db.Decisions.AddRange(decisions);
        await db.SaveChangesAsync(cancel);
        await MarkAsync(batch, [.. free.Where(t => t.Chosen).Select(t => t.Id)], cancel);
        await SameText.RefreshAsync(db, [.. free.Select(t => now[t.Id].TextKey).OfType<long>().Distinct()], cancel);
        var made = await steps.WriteAsync(ledger, officeId, personId, order.Kind, decisions, cancel);
        Record(ledger, order, decisions);
        return new DecisionResult(DecisionProblem.None, batch, decisions.Count, already, made, decisions.Count(d => d.EvidenceGap));
    }

    private async Task<Dictionary<long, (long Last, long? TextKey)>> NowAsync(IReadOnlyList<DecisionTarget> targets, CancellationToken cancel)
    {
        var now = new Dictionary<long, (long, long?)>();
        foreach (var some in targets.Select(t => t.Id).Chunk(1000))
            foreach (var m in await db.Messages.AsNoTracking().Where(m => some.Contains(m.Id)).Select(m => new { m.Id, m.LastDecisionId, m.TextKey }).ToListAsync(cancel))
                now[m.Id] = (m.LastDecisionId ?? 0, m.TextKey);
        return now;
    }

    /// <summary>A message that was chosen shows as a row of its own; its same-text mates stay behind it.</summary>
    private Task<int> MarkAsync(Guid batch, List<long> chosen, CancellationToken cancel) =>
        db.Messages.Where(m => db.Decisions.Any(d => d.BatchId == batch && d.MessageId == m.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, MessageState.Decided)
            .SetProperty(m => m.StandsForGroup, m => m.TextKey == null || chosen.Contains(m.Id))
            .SetProperty(m => m.LastDecisionId, m => db.Decisions.Where(d => d.BatchId == batch && d.MessageId == m.Id).Max(d => (long?)d.Id)), cancel);

    private static void Record(LedgerWriter ledger, DecisionOrder order, List<Decision> decisions)
    {
        var batch = decisions[0].BatchId.ToString("N");
        var data = new List<(string, string)>
        {
            ("kind", order.Kind.ToString()),
            ("count", FormattableString.Invariant($"{decisions.Count}")),
            ("messages", DecisionRoot.Of(decisions.Select(d => (d.MessageId, d.ProtocolRuleId)))),
            ("gaps", FormattableString.Invariant($"{decisions.Count(d => d.EvidenceGap)}")),
        };
        if (decisions.Select(d => d.RuleText).Distinct().ToList() is [{ } rule])
            data.Add(("rule", rule));
        if (decisions is [var only])
            ledger.Record("message.decided", "message", only.MessageId, [.. data, ("batch", batch)]);
        else
            ledger.Record("messages.decided", "decision", batch, [.. data]);
        if (order.Note is { Length: > 0 } note)
            ledger.Commit($"decision:{batch}", "note", note);
    }
}
