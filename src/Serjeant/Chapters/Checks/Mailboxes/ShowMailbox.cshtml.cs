using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.History;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Mailboxes;

/// <summary>A mailbox file on its way, and what was found in it, worst first.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class ShowMailboxModel(SerjeantDb db, MailboxJobs jobs, CheckListing listing) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    public MailboxCheck Job { get; private set; } = null!;
    public CheckPage Checks { get; private set; } = null!;
    public IReadOnlyDictionary<long, string> People { get; private set; } = new Dictionary<long, string>();
    public bool IsOnItsWay => Job.State is MailboxState.Queued or MailboxState.Running;
    public bool MayResume => Job is { State: MailboxState.Stopped or MailboxState.Failed, FileHash: not null };

    public static string TitleOf(MailboxState state) => state switch
    {
        MailboxState.Done => "Mailbox checked",
        MailboxState.Stopped => "Check of a mailbox, stopped",
        MailboxState.Failed => "Check of a mailbox, not finished",
        _ => "Checking a mailbox",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        Checks = await listing.ReadAsync(Me.Person, CheckShow.All, null, Id, 1, Cancel);
        People = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, Cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        if (await jobs.StopAsync(Id, Me.Person, Cancel))
            Notice("It stops in a moment. What was checked stays.");
        return Redirect(ChecksLinks.Mailbox(Id));
    }

    public async Task<IActionResult> OnPostResumeAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        await jobs.ResumeAsync(Id, Me.Person, Cancel);
        return Redirect(ChecksLinks.Mailbox(Id));
    }

    private async Task<bool> LoadAsync()
    {
        if (await db.MailboxChecks.AsNoTracking().SingleOrDefaultAsync(m => m.Id == Id, Cancel) is not { } job)
            return false;
        Job = job;
        return true;
    }
}
