using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Cases.Sharing;

/// <summary>
/// Where a share from a phone goes on: what was shared waits in this browser until it is taken here, signed in. Also puts what was kept for
/// later into a case.
/// </summary>
[Needs(Permission.UseTheDesk)]
public sealed class ShareModel(SerjeantDb db, LooseExhibits loose) : SharePage(db, loose)
{
    private readonly LooseExhibits loose = loose;

    /// <summary>yes after a share that could not be kept.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Missed { get; set; }

    [BindProperty]
    public long Exhibit { get; set; }

    [BindProperty]
    public int? Into { get; set; }

    public override bool WasMissed => Missed == "yes";

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostPlaceAsync()
    {
        if (!Works)
            return Forbid();
        if (Into is null)
        {
            await LoadAsync();
            return Invalid(nameof(Into), "Choose the case");
        }
        try
        {
            if (!await loose.PlaceAsync(Exhibit, Into.Value, Me.Person, Cancel))
                return NotFound();
        }
        catch (ArrivalRefusedException e)
        {
            await LoadAsync();
            return Invalid(nameof(Into), e.Refusal.Told);
        }
        Notice("It is in the case now.");
        return Redirect(CasesLinks.Case(Into.Value) + "#exhibits");
    }
}
