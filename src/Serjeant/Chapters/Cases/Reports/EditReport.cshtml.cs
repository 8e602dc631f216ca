using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Cases.Reports;

[Needs(Permission.WorkCases)]
public sealed class EditReportModel(CaseReports reports, SerjeantDb db, TimeProvider time) : ReportForm(time)
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    public CaseReport Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await FindAsync())
            return NotFound();
        ModelState.Clear();
        (Recipient, Officer, Reference, ChaseOn, Outcome) = (Report.Recipient, Report.Officer, Report.Reference, Report.ChaseOn, Report.Outcome);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await FindAsync())
            return NotFound();
        // When it was made is a fact of the log and stays as it was entered.
        FillMade(Report.MadeAt);
        ModelState.Remove(nameof(MadeOn));
        if (Entry(Report.To) is not { } entry)
            return Invalid();
        await reports.UpdateAsync(Number, Id, Me.Person, entry with { MadeAt = Report.MadeAt }, Cancel);
        Notice("Saved.");
        return Redirect(CasesLinks.Case(Number) + "#reports");
    }

    private async Task<bool> FindAsync()
    {
        var found = await db.CaseReports.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == Id && db.Cases.Any(c => c.Id == r.CaseId && c.Number == Number), Cancel);
        Report = found!;
        return found is not null;
    }
}
