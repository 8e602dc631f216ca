using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.MailSignIn;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.CheckingMail;

/// <summary>The mailbox to which people forward what they doubt: settings, a try, on and off, what came in.</summary>
[Needs(Permission.ManageOffice)]
[NeedsFresh(ToRead = true)]
public sealed class CheckingMailboxModel(SerjeantDb db, CheckingMailboxes mailboxes, ProviderSignIn providers) : DeskPage
{
    private const int ShownMails = 20;

    [BindProperty]
    public CheckingMailboxForm Form { get; set; } = new();

    public CheckingMailbox? Box { get; private set; }

    /// <summary>By what it is told who writes to it.</summary>
    public SenderTrust Trust { get; private set; } = SenderTrust.None;

    /// <summary>Where the manager signs in next; null while nobody pressed.</summary>
    public Uri? Provider { get; private set; }

    /// <summary>What the office registers with its app at the provider.</summary>
    public string ReturnAddress => ProviderSignIn.ReturnAddress(Request);
    public IReadOnlyList<TriedStep>? Tried { get; private set; }
    public IReadOnlyList<(ForwardedMail Mail, string? Who)> Recent { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = CheckingMailboxForm.Of(Box);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Form.Read(ModelState, await mailboxes.FindAsync(Cancel)) is not { } read)
        {
            await LoadAsync();
            return Invalid();
        }
        await mailboxes.SaveAsync(Me.Person, read.Box, read.Secret, Cancel);
        Notice("Kept. Try it now, then switch it on.");
        return Redirect(TeamLinks.CheckingMailbox());
    }

    public async Task<IActionResult> OnPostTryAsync()
    {
        Tried = await mailboxes.TryAsync(Cancel);
        if (Tried is null)
            return NotFound();
        ModelState.Clear();
        await OnGetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostSignInAsync()
    {
        if (await mailboxes.FindAsync(Cancel) is not { Way: MailSignInWay.OAuth, SignInAddress: not null } box)
            return NotFound();
        Provider = providers.Begin(HttpContext, Me, box, box.User);
        ModelState.Clear();
        await OnGetAsync();
        return Page();
    }

    public Task<IActionResult> OnPostOnAsync() => DoneAsync(mailboxes.SwitchAsync(Me.Person, true, Cancel), "The mailbox is watched from now on.");

    public Task<IActionResult> OnPostOffAsync() => DoneAsync(mailboxes.SwitchAsync(Me.Person, false, Cancel), "The mailbox is no longer watched. What comes stays in it.");

    public Task<IActionResult> OnPostRemoveAsync() => DoneAsync(mailboxes.RemoveAsync(Me.Person, Cancel), "The settings and the password are gone from the desk.");

    private async Task<IActionResult> DoneAsync(Task<bool> work, string said)
    {
        if (!await work)
            return NotFound();
        Notice(said);
        return Redirect(TeamLinks.CheckingMailbox());
    }

    private async Task LoadAsync()
    {
        Box = await mailboxes.FindAsync(Cancel);
        Trust = await SenderTrust.ReadAsync(db, Cancel);
        var mails = await db.ForwardedMails.AsNoTracking().OrderByDescending(m => m.SeenAt).ThenByDescending(m => m.Id).Take(ShownMails).ToListAsync(Cancel);
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, Cancel);
        Recent = [.. mails.Select(m => (m, m.PersonId is { } id ? names.GetValueOrDefault(id) : null))];
    }
}
