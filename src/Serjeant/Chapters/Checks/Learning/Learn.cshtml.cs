using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Chapters.Checks.MailSignIn;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Learning;

/// <summary>Lets somebody have the desk learn from their own mailbox whom they write with, and undo it.</summary>
[Needs(Permission.UseTheDesk)]
[NeedsFresh]
public sealed class LearnModel(SerjeantDb db, LearningJobs jobs, SealedSecrets secrets, ProviderSignIn providers, MailConnections connections, CarriedPassword carried) : DeskPage
{
    [BindProperty]
    public LearnForm Form { get; set; } = new();

    public IReadOnlyList<ContactLearning> Jobs { get; private set; } = [];
    public IReadOnlyDictionary<long, string> People { get; private set; } = new Dictionary<long, string>();

    /// <summary>Addresses that each learned.</summary>
    public IReadOnlyDictionary<long, int> Learned { get; private set; } = new Dictionary<long, int>();
    public bool HasProvider { get; private set; }

    /// <summary>Where the owner signs in next; null while nobody pressed.</summary>
    public Uri? Provider { get; private set; }

    /// <summary>Who may change the contact book, and the politician, who knows most of the people in it.</summary>
    public bool MayLearn => Me.Can(Permission.DecideMessages) || Me.Role == Role.Principal;
    public bool Manages => Me.Can(Permission.ManageOffice);

    public Task OnGetAsync()
    {
        Form.User = Me.Person.Email;
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayLearn)
            return Forbid();
        await LoadAsync();
        Form.Opened = carried.Open(Me.Person, Form.Carried);
        if (Form.Read(ModelState, await OfficesAsync()) is not { } read)
            return Invalid();
        if (await jobs.AskAsync(Me.Person, read.Job, read.Secret, Cancel) is { } problem)
            return Invalid("Form.Host", problem);
        Notice(read.Job.State == LearningState.Asked ? "Sign in at your mail’s provider now: press the button below." : "It begins in a moment.");
        return Redirect(ChecksLinks.Learn);
    }

    public async Task<IActionResult> OnPostSignInAsync(long job)
    {
        if (await db.ContactLearnings.AsNoTracking().SingleOrDefaultAsync(l => l.Id == job && l.PersonId == Me.Id && l.State == LearningState.Asked, Cancel) is not { } mine)
            return NotFound();
        Provider = providers.Begin(HttpContext, Me, mine, mine.User);
        await LoadAsync();
        ModelState.Clear();
        return Page();
    }

    /// <summary>Lists the mailbox's folders, to choose among. What was typed stays; the password comes back sealed.</summary>
    public async Task<IActionResult> OnPostFoldersAsync()
    {
        if (!MayLearn)
            return Forbid();
        await LoadAsync();
        ModelState.Clear();
        Form.Opened = carried.Open(Me.Person, Form.Carried);
        if (Form.ReadServer(ModelState) is not { } login)
            return Invalid();
        try
        {
            Form.Folders = await MailHeaders.FoldersAsync(await connections.ImapAsync(login.Server, login.Login, Cancel), login.Server.Host, Cancel);
            Form.Folder ??= Form.Folders.FirstOrDefault();
            Form.Carried = carried.Seal(Me.Person, login.Login.Password!);
        }
        catch (MailboxException e)
        {
            return Invalid("Form.Folder", e.Message + ". You can also type the folder’s name, or leave it empty");
        }
        return Page();
    }

    public Task<IActionResult> OnPostAgainAsync(long job) => DoneAsync(jobs.AgainAsync(Me.Person, job, Cancel), "It goes on in a moment, from where it was.");

    public Task<IActionResult> OnPostStopAsync(long job) => DoneAsync(jobs.StopAsync(Me.Person, job, Cancel), "It stops in a moment. What was learned stays until you undo it.");

    public Task<IActionResult> OnPostUndoAsync(long job) => DoneAsync(jobs.UndoAsync(Me.Person, Manages, job, Cancel), "Forgotten. Nothing of that mailbox is left at the desk.");

    private async Task<IActionResult> DoneAsync(Task<bool> work, string said)
    {
        if (!await work)
            return NotFound();
        Notice(said);
        return Redirect(ChecksLinks.Learn);
    }

    private async Task<(IOAuthMailbox, string?)?> OfficesAsync()
    {
        if (await db.CheckingMailboxes.AsNoTracking().SingleOrDefaultAsync(m => m.SignInAddress != null, Cancel) is not { } box)
            return null;
        try
        {
            return (box, secrets.Open(box.OfficeId, box.Secret).ClientSecret);
        }
        catch (MailboxException)
        {
            return null;
        }
    }

    private async Task LoadAsync()
    {
        Jobs = await jobs.AllAsync(Cancel);
        People = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, Cancel);
        Learned = await db.LearnedContacts.GroupBy(c => c.LearningId).Select(g => new { g.Key, Count = g.Select(c => c.AddressHash).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, Cancel);
        HasProvider = await db.CheckingMailboxes.AnyAsync(m => m.SignInAddress != null, Cancel);
    }

    public static string StateOf(ContactLearning job) => job.State switch
    {
        LearningState.Asked => "Waits for its owner to sign in at the provider",
        LearningState.Queued or LearningState.Running => job.Total == 0 ? "Begins in a moment" : $"Reading: {job.Read:N0} of {job.Total:N0} messages",
        LearningState.Stopped => $"Stopped after {job.Read:N0} messages{(job.Error is null ? "" : ". " + job.Error)}",
        LearningState.Failed => job.Total == 0 ? $"Not begun. {job.Error}" : $"Broke off after {job.Read:N0} of {job.Total:N0} messages, which are kept. {job.Error}",
        _ => $"Done: {job.Read:N0} messages{(job.Error is null ? "" : ". " + job.Error)}",
    };
}
