using Microsoft.AspNetCore.Mvc;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Looks;

/// <summary>How far a look is, asked for again and again. To somebody who opens the address it is the look's page.</summary>
[Needs(Permission.UseTheDesk), Unattended]
public sealed class LookProgressModel(LinkLooks looks) : DeskPage
{
    public LinkLook Look { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await looks.FindAsync(id, Me.Person, Cancel) is not { } look)
            return NotFound();
        Look = look;
        if (!Request.Headers.ContainsKey("HX-Request"))
            return Redirect(ChecksLinks.Look(id));
        if (look.State is not (LinkLookState.Queued or LinkLookState.Running))
            Response.Headers["HX-Refresh"] = "true";
        return Page();
    }
}
