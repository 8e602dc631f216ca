using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Reports;

/// <summary>A rule of the office's, in its own published words, and how many messages of the case broke it.</summary>
public sealed record BrokenRule(int Number, string Title, string Text, int Messages);

/// <summary>
/// What stands round the messages of a case, for texts that leave: the rules that they broke, and what the office answered. Nothing in it is
/// of a message that was sealed off, and of one that replied to such a message what it replied to is left out.
/// </summary>
/// <param name="Answers">The office's own answers, as whoever marked a message answered kept them, by message.</param>
/// <param name="WithoutParent">Messages of which the post that they answer must not be quoted.</param>
public sealed record ReportContext(IReadOnlyList<BrokenRule> Rules, ILookup<long, Decision> Answers, IReadOnlySet<long> WithoutParent)
{
    public static async Task<ReportContext> ReadAsync(SerjeantDb db, CaseRecord record, CancellationToken cancel)
    {
        var open = record.OpenMessages;
        var ids = open.Select(m => m.Id).ToHashSet();
        var shut = await SealedParents.ReadAsync(db, record.Case.OfficeId, cancel);
        var decisions = record.Decisions.Where(d => ids.Contains(d.MessageId)).ToList();
        return new ReportContext(
            await RulesAsync(db, open, decisions, cancel),
            decisions.Where(d => d.Kind == DecisionKind.Answered && !string.IsNullOrWhiteSpace(d.Note)).ToLookup(d => d.MessageId),
            open.Where(shut.IsAnsweredBy).Select(m => m.Id).ToHashSet());
    }

    /// <summary>The rule that a person cited, as it read then; where nobody has cited one, the rule in force that the worst finding breaks.</summary>
    private static async Task<IReadOnlyList<BrokenRule>> RulesAsync(SerjeantDb db, IReadOnlyList<Message> open, List<Decision> decisions, CancellationToken cancel)
    {
        var book = await RuleBook.LoadAsync(db, cancel);
        var latest = decisions.GroupBy(d => d.MessageId).ToDictionary(g => g.Key, g => g.OrderBy(d => d.DecidedAt).ThenBy(d => d.Id).Last());
        var cited = latest.Values.Select(d => d.ProtocolRuleId).OfType<long>().Distinct().ToList();
        var rules = (await db.ProtocolRules.AsNoTracking().Where(r => cited.Contains(r.Id)).ToListAsync(cancel)).ToDictionary(
            r => r.Id, r => new RuleInForce(r.Id, r.Number, r.Title, r.Text, RuleBook.Parse(r.Categories), r.Level));
        var undecided = open.Where(m => m.Abuse && latest.GetValueOrDefault(m.Id) is not { Kind: DecisionKind.Leave } and not { ProtocolRuleId: not null }).Select(m => m.Id).ToList();
        var findings = (await db.MessageFindings.AsNoTracking().Where(f => undecided.Contains(f.MessageId)).ToListAsync(cancel)).ToLookup(f => f.MessageId);
        return
        [
            .. latest.Values.Select(d => d.ProtocolRuleId is { } id ? rules.GetValueOrDefault(id) : null)
                .Concat(undecided.Select(id => book.WorstBroken(findings[id])))
                .OfType<RuleInForce>().Where(r => r.CanBeBroken)
                .GroupBy(r => (r.Number, r.Title, r.Text)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Number)
                .Select(g => new BrokenRule(g.Key.Number, g.Key.Title, g.Key.Text, g.Count())),
        ];
    }
}
