using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Account;

/// <summary>One's own password. Changing it ends every other session.</summary>
[Needs(Permission.UseTheDesk)]
[NeedsFresh(ToRead = true)]
public sealed class PasswordModel(SerjeantDb db, OfficeChanges changes, Passwords passwords, WaysIn waysIn) : DeskPage
{
    [BindProperty]
    public string? Password { get; set; }

    public string Email => Me.Person.Email!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (PasswordRules.Problem(Password, PasswordRules.KnownWords(Me.Person, Office)) is { } problem)
            return Invalid(nameof(Password), problem);
        var authenticator = await changes.RunAsync(Me.OfficeId, Me.Id, async ledger =>
        {
            var person = await db.Users.SingleAsync(p => p.Id == Me.Id, Cancel);
            await passwords.SetAsync(person, Password!);
            await waysIn.EndSessionsAsync(Me.Id, except: Me.Session.Id, "password changed", Cancel);
            ledger.Record("person.password-set", "person", person.Id);
            return (await waysIn.OfAsync(person, Cancel)).Authenticator;
        }, Cancel);
        if (!authenticator)
            return Redirect(TeamLinks.Authenticator());
        Notice("Your password is changed. Every other session has ended.");
        return Redirect(TeamLinks.Me());
    }
}
