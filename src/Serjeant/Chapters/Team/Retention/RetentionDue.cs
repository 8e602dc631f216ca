using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>
/// What is past its time in the office in scope. A message in a case goes with its case and never alone; a legal hold on a
/// message or a case stops the clock for all of it.
/// </summary>
public sealed class RetentionDue(SerjeantDb db, TimeProvider time)
{
    private static readonly DecisionKind[] Noise = [DecisionKind.Leave, DecisionKind.Answered, DecisionKind.HandToCasework];

    /// <summary>The moment before which something of each outcome is past its time. An outcome without a rule is kept.</summary>
    public async Task<IReadOnlyDictionary<RetentionOutcome, DateTimeOffset>> LimitsAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return await db.RetentionRules.AsNoTracking().ToDictionaryAsync(r => r.Outcome, r => now.AddDays(-r.Days), cancel);
    }

    /// <summary>Messages that go by themselves.</summary>
    public IQueryable<Message> Messages(RetentionOutcome outcome, DateTimeOffset before)
    {
        var free = db.Messages.Where(m => !m.LegalHold && !db.CaseMessages.Any(c => c.MessageId == m.Id));
        return outcome switch
        {
            RetentionOutcome.Undecided => free.Where(m => m.State == MessageState.Waiting && m.ReceivedAt < before),
            RetentionOutcome.Noise => free.Where(m => m.State == MessageState.Decided
                && db.Decisions.Any(d => d.Id == m.LastDecisionId && Noise.Contains(d.Kind) && d.DecidedAt < before)),
            RetentionOutcome.ActedOn => free.Where(m => m.State == MessageState.Decided
                && db.Decisions.Any(d => d.Id == m.LastDecisionId && !Noise.Contains(d.Kind) && d.DecidedAt < before)),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Messages in cases go with their case."),
        };
    }

    /// <summary>Cases that go, with everything in them. An open case counts from the last thing that happened in it.</summary>
    public IQueryable<Case> Cases(RetentionOutcome outcome, DateTimeOffset before)
    {
        var free = db.Cases.Where(c => !c.LegalHold
            && !db.CaseMessages.Any(x => x.CaseId == c.Id && db.Messages.Any(m => m.Id == x.MessageId && m.LegalHold)));
        return outcome == RetentionOutcome.ClosedCase
            ? free.Where(c => c.State == CaseState.Closed && c.ClosedAt < before)
            : free.Where(c => c.State == CaseState.Open && c.OpenedAt < before
                && !db.CaseMessages.Any(x => x.CaseId == c.Id && x.AddedAt >= before)
                && !db.CaseEvents.Any(x => x.CaseId == c.Id && x.WrittenAt >= before)
                && !db.CaseReports.Any(x => x.CaseId == c.Id && (x.MadeAt >= before || x.OutcomeAt >= before))
                && !db.Exhibits.Any(x => x.CaseId == c.Id && x.MadeAt >= before)
                && !db.Packs.Any(x => x.CaseId == c.Id && x.MadeAt >= before));
    }

    /// <summary>What people handed over and put in no case: nobody has decided what becomes of it.</summary>
    public IQueryable<Exhibit> Loose(DateTimeOffset before) =>
        db.Exhibits.Where(e => e.CaseId == null && e.MessageId == null && (e.Source == ExhibitSource.Upload || e.Source == ExhibitSource.Look) && e.MadeAt < before && e.Files.Any());

    public static bool IsOfCases(RetentionOutcome outcome) => outcome is RetentionOutcome.OpenRisk or RetentionOutcome.ClosedCase;
}
