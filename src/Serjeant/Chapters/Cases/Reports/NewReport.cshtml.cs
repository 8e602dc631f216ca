using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Components;

namespace Serjeant.Chapters.Cases.Reports;

[Needs(Permission.WorkCases)]
public sealed class NewReportModel(CaseReader cases, CaseReports reports, SerjeantDb db, TimeProvider time) : ReportForm(time)
{
    [BindProperty(SupportsGet = true)]
    public ReportTo? To { get; set; }

    public IEnumerable<SelectListItem> Recipients =>
        Enum.GetValues<ReportTo>().Select(t => new SelectListItem(Upper(CaseWords.To(t)), t.ToString()));

    public async Task<IActionResult> OnGetAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is not { } found)
            return NotFound();
        ModelState.Clear();
        FillMade(Now);
        Recipient = await LikelyAsync(found, Cancel);
        ChaseOn = To is { } to ? CaseReports.DefaultChase(to, Today) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is null)
            return NotFound();
        if (To is not { } to || !Enum.IsDefined(to))
        {
            ModelState.Remove(nameof(To));
            ModelState.AddModelError(nameof(To), "Choose who you reported it to");
            return Invalid();
        }
        ChaseOn ??= Outcome is null && MadeOn is { } made ? CaseReports.DefaultChase(to, made) : null;
        if (Entry(to) is not { } entry)
            return Invalid();
        await reports.AddAsync(Number, Me.Person, entry, Cancel);
        Notice(entry.ChaseOn is { } chase ? $"Logged. You will be asked to chase it on {OfficeTime.Date(chase)}." : "Logged.");
        return Redirect(CasesLinks.Case(Number) + "#reports");
    }

    /// <summary>The office's own force, or the platform that most of the messages came from.</summary>
    private async Task<string?> LikelyAsync(Case found, CancellationToken cancel) => To switch
    {
        ReportTo.Police999 or ReportTo.Police101 or ReportTo.PoliceOnline =>
            await db.OfficeContacts.Where(c => c.Kind == ContactKind.PoliceForce).Select(c => c.Name).FirstOrDefaultAsync(cancel),
        ReportTo.Platform => await db.Messages.Where(m => db.CaseMessages.Any(c => c.CaseId == found.Id && c.MessageId == m.Id))
            .GroupBy(m => m.Platform).OrderByDescending(g => g.Count()).Select(g => (Moderation.Platform?)g.Key).FirstOrDefaultAsync(cancel) is { } most
            ? Upper(CaseWords.Platform(most)) : null,
        ReportTo.ReportHarmfulContent => "Report Harmful Content",
        ReportTo.MembersSecurity => await NameAsync(ContactKind.MembersSecurity, cancel),
        ReportTo.MonitoringOfficer => await NameAsync(ContactKind.MonitoringOfficer, cancel),
        _ => null,
    };

    private Task<string?> NameAsync(ContactKind kind, CancellationToken cancel) =>
        db.OfficeContacts.Where(c => c.Kind == kind).Select(c => c.Name).FirstOrDefaultAsync(cancel);

    private static string Upper(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
