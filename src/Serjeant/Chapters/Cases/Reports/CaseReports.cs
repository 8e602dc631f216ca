using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Reports;

/// <summary>A report as a person enters it.</summary>
public sealed record ReportEntry(ReportTo To, string Recipient, DateTimeOffset MadeAt)
{
    public string? Officer { get; init; }
    public string? Reference { get; init; }
    public string? Text { get; init; }
    public DateOnly? ChaseOn { get; init; }
    public string? Outcome { get; init; }
}

/// <summary>Logs reports that were made outside, what came back and when to chase. The program sends none by itself.</summary>
public sealed class CaseReports(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    /// <summary>How many days until a report is chased, unless a person says otherwise.</summary>
    public static int DaysToChase(ReportTo to) => to switch
    {
        ReportTo.Police999 => 1,
        ReportTo.Police101 or ReportTo.PoliceOnline => 7,
        ReportTo.Platform => 3,
        ReportTo.ReportHarmfulContent => 5,
        _ => 7,
    };

    public static DateOnly DefaultChase(ReportTo to, DateOnly madeOn) => madeOn.AddDays(DaysToChase(to));

    /// <returns>The report's id; null when there is no such case.</returns>
    public Task<long?> AddAsync(int number, Person by, ReportEntry entry, CancellationToken cancel) => changes.RunAsync<long?>(by.OfficeId, by.Id, async ledger =>
    {
        var found = await db.Cases.SingleOrDefaultAsync(c => c.Number == number, cancel);
        if (found is null)
            return null;
        var report = new CaseReport { OfficeId = by.OfficeId, CaseId = found.Id, MadeById = by.Id, Recipient = entry.Recipient, MadeAt = entry.MadeAt, To = entry.To };
        Apply(report, entry);
        if (entry.To == ReportTo.Police999)
            found.Called999At ??= entry.MadeAt;
        db.CaseReports.Add(report);
        await db.SaveChangesAsync(cancel);
        Record("case.report-logged", report, ledger);
        return report.Id;
    }, cancel);

    /// <returns>False when there is no such report in that case.</returns>
    public Task<bool> UpdateAsync(int number, long id, Person by, ReportEntry entry, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var report = await db.CaseReports.SingleOrDefaultAsync(r => r.Id == id && db.Cases.Any(c => c.Id == r.CaseId && c.Number == number), cancel);
        if (report is null)
            return false;
        Apply(report, entry);
        Record("case.report-updated", report, ledger);
        return true;
    }, cancel);

    private void Apply(CaseReport report, ReportEntry entry)
    {
        report.Recipient = entry.Recipient;
        report.Officer = entry.Officer;
        report.Reference = entry.Reference;
        report.Text = entry.Text ?? report.Text;
        // Nothing is chased after an answer: the answer is what was waited for.
        report.ChaseOn = entry.Outcome is null ? entry.ChaseOn : null;
        if (report.Outcome != entry.Outcome)
            report.OutcomeAt = entry.Outcome is null ? null : time.GetUtcNow();
        report.Outcome = entry.Outcome;
    }

    private static void Record(string action, CaseReport report, LedgerWriter ledger)
    {
        ledger.Record(action, "case", report.CaseId, ("report", report.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("to", report.To.ToString()));
        ledger.Commit($"case:{report.CaseId}", "recipient", report.Recipient);
        if (report.Reference is not null)
            ledger.Commit($"case:{report.CaseId}", "reference", report.Reference);
        if (report.Outcome is not null)
            ledger.Commit($"case:{report.CaseId}", "outcome", report.Outcome);
    }
}
