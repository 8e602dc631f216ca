using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Account;

/// <summary>One's own account: how much to read, ways of signing in, and where one is signed in.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class AccountModel(SerjeantDb db, OfficeChanges changes, WaysIn waysIn, AddressCodes codes) : DeskPage
{
    [BindProperty, Required(ErrorMessage = "Enter your name"), StringLength(120, ErrorMessage = "Keep the name to 120 characters")]
    public string? Name { get; set; }

    [BindProperty, RegularExpression(@"[\p{L}]{1,5}", ErrorMessage = "Use one to five letters, such as JS")]
    public string? Initials { get; set; }

    [BindProperty, Required(ErrorMessage = "Choose what you want to see")]
    public ReadingChoice? Reading { get; set; }

    /// <summary>The code that came by mail.</summary>
    [BindProperty]
    public string? MailedCode { get; set; }

    /// <summary>A code could be sent, and is needed.</summary>
    public bool MayConfirm { get; private set; }

    public SignIn.Ways.Ways Ways { get; private set; } = null!;
    public IReadOnlyList<SignInSession> Sessions { get; private set; } = [];

    public async Task OnGetAsync()
    {
        (Name, Initials, Reading) = (Me.Person.DisplayName, Me.Person.Initials, Me.Person.Reading);
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Reading is { } reading && !Enum.IsDefined(reading))
            ModelState.AddModelError(nameof(Reading), "Choose what you want to see");
        if (!ModelState.IsValid)
        {
            await LoadAsync();
            return Invalid();
        }
        await changes.RunAsync(Me.OfficeId, Me.Id, async ledger =>
        {
            var person = await db.Users.SingleAsync(p => p.Id == Me.Id, Cancel);
            (person.DisplayName, person.Initials, person.Reading) = (Name!.Trim(), Initials?.ToUpperInvariant(), Reading!.Value);
            ledger.Record("person.changed", "person", person.Id, ("reading", person.Reading.ToString()));
            ledger.Commit($"person:{person.Id}", "name", person.DisplayName);
        }, Cancel);
        Notice("Your account is saved.");
        return Redirect(TeamLinks.Me());
    }

    public async Task<IActionResult> OnPostSendCodeAsync()
    {
        if (!await MayConfirmAsync())
            return NotFound();
        if (await codes.SendAsync(Me.Person, Cancel) is { } problem)
            return await WrongCodeAsync(problem);
        Notice($"A code is on its way to {Me.Person.Email}.");
        return Redirect(TeamLinks.Me());
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        if (!await MayConfirmAsync())
            return NotFound();
        if (!await codes.ConfirmAsync(Me.Person, MailedCode, Cancel))
            return await WrongCodeAsync("That is not the newest code, or it is older than half an hour. Type it as it stands in the mail, or send another");
        Notice("Your address is confirmed. The checking mailbox answers you now.");
        return Redirect(TeamLinks.Me());
    }

    private async Task<IActionResult> WrongCodeAsync(string problem)
    {
        ModelState.Clear();
        await OnGetAsync();
        return Invalid(nameof(MailedCode), problem);
    }

    public async Task<IActionResult> OnPostEndAsync(long session)
    {
        var ended = await changes.RunAsync(Me.OfficeId, Me.Id, async ledger =>
        {
            if (await db.SignInSessions.SingleOrDefaultAsync(s => s.Id == session && s.PersonId == Me.Id && s.EndedAt == null, Cancel) is null)
                return false;
            await waysIn.EndOneAsync(session, "ended by its owner", Cancel);
            ledger.Record("person.session-ended", "person", Me.Id, ("session", Invariant(session)));
            return true;
        }, Cancel);
        if (!ended)
            return NotFound();
        Notice("That session has ended.");
        return Redirect(TeamLinks.Me());
    }

    public async Task<IActionResult> OnPostEndOthersAsync()
    {
        var ended = await changes.RunAsync(Me.OfficeId, Me.Id, async ledger =>
        {
            var count = await waysIn.EndSessionsAsync(Me.Id, except: Me.Session.Id, "ended by its owner", Cancel);
            ledger.Record("person.sessions-ended", "person", Me.Id, ("count", Invariant(count)));
            return count;
        }, Cancel);
        Notice(ended == 0 ? "There were no other sessions." : "Every other session has ended.");
        return Redirect(TeamLinks.Me());
    }

    private async Task<bool> MayConfirmAsync() => !Me.Person.EmailConfirmed && await codes.CanSendAsync(Cancel);

    private async Task LoadAsync()
    {
        MayConfirm = await MayConfirmAsync();
        Ways = await waysIn.OfAsync(Me.Person, Cancel);
        Sessions = await waysIn.OpenSessionsAsync(Me.Person, Office, Cancel);
    }

    private static string Invariant(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
