using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Mailboxes;

/// <summary>The progress bar alone, asked for again and again. To somebody who opens the address it is the mailbox's page.</summary>
[Needs(Permission.UseTheDesk), Unattended]
public sealed class MailboxProgressModel(SerjeantDb db) : DeskPage
{
    public MailboxCheck Job { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await db.MailboxChecks.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, Cancel) is not { } job)
            return NotFound();
        Job = job;
        if (!Request.Headers.ContainsKey("HX-Request"))
            return Redirect(ChecksLinks.Mailbox(id));
        // Once it is over the whole page has more to say.
        if (job.State is not (MailboxState.Queued or MailboxState.Running))
            Response.Headers["HX-Refresh"] = "true";
        return Page();
    }
}
