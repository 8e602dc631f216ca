using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Steps;

/// <param name="Ticked">Steps that are done now.</param>
/// <param name="TooEarly">Steps whose evidence is still being kept.</param>
public sealed record TickResult(int Ticked, int TooEarly);

/// <summary>A person says that they did a step on the platform, or that they did not after all.</summary>
public sealed class TickSteps(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    public Task<TickResult> DoneAsync(long officeId, long personId, IReadOnlyList<long> stepIds, CancellationToken cancel) =>
        changes.RunAsync(officeId, personId, async ledger =>
        {
            var now = time.GetUtcNow();
            var steps = await db.PlatformSteps.Where(s => stepIds.Contains(s.Id) && s.DoneAt == null && s.CancelledAt == null).ToListAsync(cancel);
            var evidence = await EvidenceStatus.OfAsync(db, [.. steps.Select(s => s.MessageId)], now, cancel);
            var ready = steps.Where(s => evidence[s.MessageId].MayAct).ToList();
            foreach (var step in ready)
            {
                step.DoneAt = now;
                step.DoneById = personId;
            }
            var gaps = ready.Where(s => evidence[s.MessageId].IsGap).Select(s => s.DecisionId).ToList();
            if (gaps.Count > 0)
                await db.Decisions.Where(d => gaps.Contains(d.Id)).ExecuteUpdateAsync(set => set.SetProperty(d => d.EvidenceGap, true), cancel);
            Record(ledger, "done", ready, gaps.Count);
            return new TickResult(ready.Count, steps.Count - ready.Count);
        }, cancel);

    public Task<int> NotDoneAsync(long officeId, long personId, IReadOnlyList<long> stepIds, CancellationToken cancel) =>
        changes.RunAsync(officeId, personId, async ledger =>
        {
            var steps = await db.PlatformSteps.Where(s => stepIds.Contains(s.Id) && s.DoneAt != null).ToListAsync(cancel);
            foreach (var step in steps)
            {
                step.DoneAt = null;
                step.DoneById = null;
            }
            Record(ledger, "reopened", steps, 0);
            return steps.Count;
        }, cancel);

    private static void Record(LedgerWriter ledger, string verb, List<PlatformStep> steps, int gaps)
    {
        if (steps.Count == 0)
            return;
        List<(string, string)> data =
        [
            ("kind", string.Join(' ', steps.Select(s => s.Kind.ToString()).Distinct().Order(StringComparer.Ordinal))),
            ("messages", DecisionRoot.Of(steps.Select(s => (s.MessageId, (long?)s.Id)))),
            ("gaps", FormattableString.Invariant($"{gaps}")),
        ];
        if (steps is [var only])
            ledger.Record($"step.{verb}", "step", only.Id, [.. data, ("message", FormattableString.Invariant($"{only.MessageId}"))]);
        else
            ledger.Record($"steps.{verb}", "steps", steps.Min(s => s.Id), [.. data, ("count", FormattableString.Invariant($"{steps.Count}"))]);
    }
}
