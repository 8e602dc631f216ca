using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>One thing that would go now: a message, an exhibit in no case, a case with all that is in it, or a check.</summary>
public sealed record DueRow(long? MessageId, int? CaseNumber, DateTimeOffset At, Category? Category)
{
    /// <summary>Set for an exhibit that is in no case.</summary>
    public string? Exhibit { get; init; }

    /// <summary>Set for a check.</summary>
    public long? CheckId { get; init; }
}

/// <summary>What would go now of one outcome: how many, since when, and the oldest of them.</summary>
public sealed record DueOutcome(RetentionOutcome Outcome, int Days, int Count, DateTimeOffset? Oldest, IReadOnlyList<DueRow> Rows);

/// <summary>Shows what a run would delete, without deleting it.</summary>
public sealed class RetentionPreview(SerjeantDb db, RetentionDue due, CheckRetention checks)
{
    /// <summary>How many of each outcome are listed one by one.</summary>
    public const int Listed = 50;

    public async Task<IReadOnlyList<DueOutcome>> ReadAsync(CancellationToken cancel)
    {
        var limits = await due.LimitsAsync(cancel);
        var days = await db.RetentionRules.AsNoTracking().ToDictionaryAsync(r => r.Outcome, r => r.Days, cancel);
        var all = new List<DueOutcome>();
        foreach (var (outcome, _, _, _) in RetentionWords.All)
            if (limits.TryGetValue(outcome, out var before))
                all.Add(await OneAsync(outcome, days[outcome], before, cancel));
        return all;
    }

    private async Task<DueOutcome> OneAsync(RetentionOutcome outcome, int days, DateTimeOffset before, CancellationToken cancel)
    {
        if (RetentionDue.IsOfCases(outcome))
        {
            var cases = due.Cases(outcome, before);
            var listed = await cases.OrderBy(c => c.OpenedAt).Take(Listed).Select(c => new DueRow(null, c.Number, c.OpenedAt, null)).ToListAsync(cancel);
            return new DueOutcome(outcome, days, await cases.CountAsync(cancel), listed.FirstOrDefault()?.At, listed);
        }
        if (outcome == RetentionOutcome.Checked)
        {
            var asked = checks.Due(before);
            var oldest = await asked.OrderBy(c => c.AskedAt).ThenBy(c => c.Id).Take(Listed).Select(c => new DueRow(null, null, c.AskedAt, null) { CheckId = c.Id }).ToListAsync(cancel);
            return new DueOutcome(outcome, days, await asked.CountAsync(cancel), oldest.FirstOrDefault()?.At, oldest);
        }
        var messages = due.Messages(outcome, before);
        var rows = await messages.OrderBy(m => m.ReceivedAt).ThenBy(m => m.Id).Take(Listed).Select(m => new DueRow(m.Id, null, m.ReceivedAt, m.TopCategory)).ToListAsync(cancel);
        var count = await messages.CountAsync(cancel);
        if (outcome == RetentionOutcome.Undecided)
        {
            count += await due.Loose(before).CountAsync(cancel);
            rows.AddRange(await due.Loose(before).OrderBy(e => e.MadeAt).Take(Listed).Select(e => new DueRow(null, null, e.MadeAt, null) { Exhibit = e.Label }).ToListAsync(cancel));
            rows = [.. rows.OrderBy(r => r.At).Take(Listed)];
        }
        return new DueOutcome(outcome, days, count, rows.FirstOrDefault()?.At, rows);
    }
}
