using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.History;

/// <summary>Whether every check is kept, or those that somebody chooses.</summary>
[Needs(Permission.ManageOffice)]
public sealed class SettingsModel(SerjeantDb db, OfficeChanges changes) : DeskPage
{
    /// <summary>"all" or "chosen".</summary>
    [BindProperty]
    public string? Keep { get; set; }

    public int Days { get; private set; }

    public async Task OnGetAsync()
    {
        Keep = await db.CheckSettings.AnyAsync(s => s.KeepAll, Cancel) ? "all" : "chosen";
        Days = await DaysAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Days = await DaysAsync();
        if (Keep is not ("all" or "chosen"))
            return Invalid(nameof(Keep), "Choose what is kept");
        await changes.RunAsync(Me.OfficeId, Me.Id, async ledger =>
        {
            var settings = await db.CheckSettings.SingleOrDefaultAsync(Cancel);
            if (settings is null)
                db.CheckSettings.Add(settings = new CheckSettings { OfficeId = Me.OfficeId });
            settings.KeepAll = Keep == "all";
            ledger.Record("office.checks-kept", "office", Me.OfficeId, ("keep", Keep));
        }, Cancel);
        Notice("Saved.");
        return Redirect(ChecksLinks.Settings);
    }

    private async Task<int> DaysAsync() => await db.RetentionRules.Where(r => r.Outcome == RetentionOutcome.Checked).Select(r => (int?)r.Days).SingleOrDefaultAsync(Cancel) ?? 0;
}
