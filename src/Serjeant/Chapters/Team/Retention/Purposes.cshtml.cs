using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>Why the office keeps personal data and on what basis, as it recorded it.</summary>
[Needs(Permission.ManageOffice)]
public sealed class PurposesModel(SerjeantDb db, OfficeChanges changes, TimeProvider time) : DeskPage
{
    [BindProperty]
    public List<PurposeInput> Purposes { get; set; } = [];

    public DateTimeOffset? RecordedAt { get; private set; }

    public async Task OnGetAsync()
    {
        var recorded = await db.ProcessingPurposes.AsNoTracking().OrderBy(p => p.Id).ToListAsync(Cancel);
        Purposes = recorded.Count > 0 ? [.. recorded.Select(PurposeInput.Of)] : [.. SuggestedPurposes.For(Office.Role).Select(PurposeInput.Of)];
        RecordedAt = recorded.Count > 0 ? recorded.Max(p => p.RecordedAt) : null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Purposes.Count is 0 or > 20)
            return BadRequest();
        if (!ModelState.IsValid)
            return Invalid();
        var now = time.GetUtcNow();
        await changes.RunAsync(Me.OfficeId, Me.Id, async ledger =>
        {
            await db.ProcessingPurposes.ExecuteDeleteAsync(Cancel);
            db.ProcessingPurposes.AddRange(Purposes.Select(p => p.ToPurpose(Me.OfficeId, Me.Id, now)));
            ledger.Record("office.purposes-recorded", "office", Me.OfficeId, ("purposes", Purposes.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }, Cancel);
        Notice("The purposes are recorded.");
        return Redirect(TeamLinks.Purposes());
    }
}
