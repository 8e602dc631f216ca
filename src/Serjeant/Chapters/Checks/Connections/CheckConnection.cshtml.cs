using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Connections;

/// <summary>Somebody asks to be connected: are they who they say? Judged beside the politician's own accounts and the contact book.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class CheckConnectionModel(SerjeantDb db, MailChecks checks, CheckKeeper keeper) : DeskPage
{
    [BindProperty]
    public ConnectionForm Form { get; set; } = new();

    /// <summary>An answer that could not be kept.</summary>
    public AnswerView? Answer { get; private set; }

    /// <summary>Whether the contact book has any account of the politician's, without which less can be said.</summary>
    public bool KnowsOurs { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        ModelState.Clear();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid)
            return Invalid();
        var request = await checks.ConnectionAsync(Form.ToRequest(), Cancel);
        try
        {
            return Redirect(ChecksLinks.Check(await keeper.RecordAsync(request, Me.Person, await db.CheckSettings.AnyAsync(s => s.KeepAll, Cancel), Cancel)));
        }
        catch (VaultException)
        {
            Answer = new AnswerView(request.Verdict, ShowsWords: true, Level: 3);
            return Page();
        }
    }

    private async Task LoadAsync() => KnowsOurs = await db.BookContacts.AnyAsync(c => c.Ours, Cancel);
}
