using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Plans.Judging;

/// <summary>How far judging again has come, asked for again and again by a script. Everybody else is led to the page it belongs to.</summary>
[Needs(Permission.SeeProtocol), Unattended]
public sealed class JudgingProgressModel(SerjeantDb db) : DeskPage
{
    public Rejudging? Rejudging { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Request.Headers.ContainsKey("HX-Request"))
            return Redirect(PlansLinks.Judging);
        Rejudging = await db.Rejudgings.AsNoTracking().SingleOrDefaultAsync(Cancel);
        return Page();
    }
}
