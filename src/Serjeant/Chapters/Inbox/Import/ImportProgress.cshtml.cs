using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>The progress bar alone, asked for again and again by a script; once there is nothing to wait for, the whole page is loaded afresh.</summary>
[Needs(Permission.BringMessagesIn), Unattended]
public sealed class ImportProgressModel(SerjeantDb db) : DeskPage
{
    public ImportJob Job { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await db.ImportJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, Cancel) is not { } job)
            return NotFound();
        Job = job;
        if (!Request.Headers.ContainsKey("HX-Request"))
            return Redirect(InboxLinks.Import(id));
        if (job.State is not (ImportState.Queued or ImportState.Running))
            Response.Headers["HX-Refresh"] = "true";
        return Page();
    }
}
