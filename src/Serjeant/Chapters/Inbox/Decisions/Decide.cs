using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>
/// One press of a person: what is decided, for one message or many. Evidence comes first and has its own transactions;
/// then every row of the decision and its ledger entry are written together or not at all.
/// </summary>
public sealed class Decide(SerjeantDb db, OfficeChanges changes, MessageEvidence evidence, DecisionWriter writer)
{
    public const int MostAtOnce = 20_000;

    public async Task<DecisionResult> RunAsync(Office office, long personId, DecisionOrder order, CancellationToken cancel)
    {
        var rules = await RuleBook.LoadAsync(db, cancel);
        if (order.Kind.NeedsRule() && !order.SuggestedRules && rules.ById(order.RuleId) is null)
            return DecisionResult.Not(DecisionProblem.RuleMissing);
        var targets = await TargetsAsync(order, cancel);
        if (targets.Count == 0)
            return DecisionResult.Not(DecisionProblem.Nothing);
        if (targets.Count > MostAtOnce)
            return DecisionResult.Not(DecisionProblem.TooMany);
        var cited = await CitedAsync(order, rules, targets, cancel);
        if (order.Kind.NeedsRule() && targets.Any(t => cited(t.Id) is null))
            return DecisionResult.Not(DecisionProblem.NoSuggestion);

        IReadOnlySet<long> gaps = new HashSet<long>();
        if (order.Kind.NeedsEvidence())
        {
            var kept = await evidence.KeepAsync(office.Id, personId, [.. targets.Select(t => t.Id)], order.CaseId, cancel);
            gaps = kept.Gaps.Select(g => g.MessageId).ToHashSet();
        }
        return await changes.RunAsync(office.Id, personId,
            ledger => writer.WriteAsync(ledger, office.Id, personId, order, targets, cited, gaps, cancel), cancel);
    }

    /// <summary>What was chosen, and with whole groups every waiting message that says the same. Another office's ids are not found.</summary>
    private async Task<List<DecisionTarget>> TargetsAsync(DecisionOrder order, CancellationToken cancel)
    {
        var picks = order.Picks.DistinctBy(p => p.MessageId).ToDictionary(p => p.MessageId);
        var ids = picks.Keys.ToList();
        var chosen = await db.Messages.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.TextKey }).ToListAsync(cancel);
        var targets = chosen.Select(m => new DecisionTarget(m.Id, picks[m.Id].SeenDecisionId, Chosen: true, m.TextKey)).ToList();
        var keys = order.WholeGroups ? chosen.Select(m => m.TextKey).OfType<long>().Distinct().ToList() : [];
        if (keys.Count == 0)
            return targets;
        var mates = await db.Messages.AsNoTracking()
            .Where(m => m.TextKey != null && keys.Contains(m.TextKey.Value) && m.State == MessageState.Waiting)
            .OrderBy(m => m.Id).Select(m => new { m.Id, m.TextKey, Seen = m.LastDecisionId ?? 0 }).Take(MostAtOnce + 1).ToListAsync(cancel);
        targets.AddRange(mates.Where(m => !picks.ContainsKey(m.Id)).Select(m => new DecisionTarget(m.Id, m.Seen, Chosen: false, m.TextKey)));
        return targets;
    }

    private async Task<Func<long, RuleInForce?>> CitedAsync(
        DecisionOrder order, RuleBook rules, List<DecisionTarget> targets, CancellationToken cancel)
    {
        if (!order.Kind.NeedsRule() && order.SuggestedRules && order.Kind != DecisionKind.MakeCase)
            return _ => null; // Who leaves a message up says that the suggested rule was not broken.
        if (!order.SuggestedRules)
        {
            var one = rules.ById(order.RuleId);
            return _ => one;
        }
        var suggested = new Dictionary<long, RuleInForce?>();
        foreach (var some in targets.Select(t => t.Id).Chunk(1000))
        {
            var findings = await db.MessageFindings.AsNoTracking().Where(f => some.Contains(f.MessageId)).ToListAsync(cancel);
            foreach (var message in findings.GroupBy(f => f.MessageId))
                suggested[message.Key] = rules.WorstBroken(message);
        }
        // In a near copy the rules may find nothing to cite: it is decided as the one is that was chosen, so it cites the same.
        var ofGroup = targets.Where(t => t.Chosen && t.TextKey is not null && suggested.GetValueOrDefault(t.Id) is not null)
            .DistinctBy(t => t.TextKey).ToDictionary(t => t.TextKey!.Value, t => suggested[t.Id]);
        foreach (var mate in targets.Where(t => !t.Chosen && t.TextKey is not null && suggested.GetValueOrDefault(t.Id) is null))
            suggested[mate.Id] = ofGroup.GetValueOrDefault(mate.TextKey!.Value);
        return id => suggested.GetValueOrDefault(id);
    }
}
