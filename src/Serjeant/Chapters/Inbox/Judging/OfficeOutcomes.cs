using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Moderation.Offices;

namespace Serjeant.Chapters.Inbox.Judging;

/// <summary>
/// What people of the office made of findings: which they took away, which categories they added, and whether they acted on the message or left it.
/// Read from the rows that are there; nothing is kept for it, so what retention deletes is forgotten. See ADR 0091.
/// </summary>
public static class OfficeOutcomes
{
    /// <summary>The newest decided messages that are looked at, and as many corrections.</summary>
    public const int Most = 5_000;

    /// <param name="since">What was decided before is passed over.</param>
    public static async Task<IReadOnlyList<Outcome>> ReadAsync(SerjeantDb db, long officeId, DateTimeOffset? since, CancellationToken cancel)
    {
        var from = since ?? DateTimeOffset.MinValue.AddYears(1);
        var findings = db.MessageFindings.IgnoreQueryFilters(["office"]).AsNoTracking().Where(f => f.OfficeId == officeId);
        var messages = db.Messages.IgnoreQueryFilters(["office"]).AsNoTracking().Where(m => m.OfficeId == officeId);
        var decisions = db.Decisions.IgnoreQueryFilters(["office"]).AsNoTracking();

        var corrected = await findings.Where(f => f.CorrectedAt != null && f.CorrectedAt >= from).OrderByDescending(f => f.CorrectedAt).Take(Most)
            .Join(messages, f => f.MessageId, m => m.Id, (f, m) => new { Finding = f, m.Id, m.TextKey }).ToListAsync(cancel);
        var decided = await messages.Where(m => m.State == MessageState.Decided)
            .Join(decisions.Where(d => d.DecidedAt >= from), m => m.LastDecisionId, d => d.Id, (m, d) => new { m.Id, m.TextKey, d.Kind, d.ProtocolRuleId })
            .OrderByDescending(m => m.Id).Take(Most)
            .Join(findings.Where(f => f.Stands && f.AddedById == null), m => m.Id, f => f.MessageId, (m, f) => new { Message = m, Finding = f }).ToListAsync(cancel);
        var rules = await RulesAsync(db, [.. decided.Select(d => d.Message.ProtocolRuleId).OfType<long>().Distinct()], cancel);

        var votes = new Votes();
        foreach (var c in corrected)
            votes.Add(c.TextKey ?? -c.Id, c.Finding, acted: c.Finding.Stands);
        foreach (var d in decided.OrderByDescending(d => d.Message.Id))
        {
            if (Says(d.Message.Kind, d.Finding.Category, d.Message.ProtocolRuleId is { } id ? rules.GetValueOrDefault(id) : null) is { } acted)
                votes.Add(d.Message.TextKey ?? -d.Message.Id, d.Finding, acted);
        }
        return votes.Outcomes;
    }

    /// <summary>
    /// What a decision says of a finding: nothing where the category asks for no action, or the rule that was cited is about something else.
    /// </summary>
    private static bool? Says(DecisionKind kind, Category category, IReadOnlySet<Category>? cited) => category switch
    {
        Category.Welfare or Category.Casework or Category.Question or Category.Support or Category.Criticism => null,
        _ => kind switch
        {
            DecisionKind.Leave => false,
            DecisionKind.Hide or DecisionKind.Delete or DecisionKind.Block or DecisionKind.Mute or DecisionKind.Report or DecisionKind.MakeCase =>
                cited is null || cited.Contains(category) ? true : null,
            _ => null,
        },
    };

    private static async Task<Dictionary<long, IReadOnlySet<Category>>> RulesAsync(SerjeantDb db, List<long> ids, CancellationToken cancel) =>
        (await db.ProtocolRules.IgnoreQueryFilters(["office"]).AsNoTracking().Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Categories }).ToListAsync(cancel))
            .ToDictionary(r => r.Id, r => RuleBook.Parse(r.Categories));

    /// <summary>One vote for each text, rule and category, the newest: who sends the same thing a thousand times teaches no more than who sends it once.</summary>
    private sealed class Votes
    {
        private readonly HashSet<(long Text, string? Rule, Category Category)> seen = [];

        public List<Outcome> Outcomes { get; } = [];

        public void Add(long text, MessageFinding finding, bool acted)
        {
            var rule = finding.AddedById is null ? finding.Rule : null;
            // What one person added and another took away says nothing.
            if (rule is null && !acted || !seen.Add((text, rule, finding.Category)))
                return;
            Outcomes.Add(new Outcome(rule, finding.Category, finding.BeforeLearning ?? finding.Confidence, acted));
        }
    }
}
