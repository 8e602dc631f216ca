using Microsoft.AspNetCore.Mvc;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Looks;

/// <summary>A look on its way; once it is done, its check.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class ShowLookModel(LinkLooks looks) : DeskPage
{
    public LinkLook Look { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await looks.FindAsync(id, Me.Person, Cancel) is not { } look)
            return NotFound();
        if (look is { State: LinkLookState.Done, CheckId: { } check })
            return Redirect(ChecksLinks.Check(check));
        Look = look;
        return Page();
    }
}
