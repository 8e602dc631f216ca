using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Join;

/// <summary>Somebody who joins chooses a password. It opens nothing until an authenticator is beside it.</summary>
[Throttled]
public sealed class PasswordModel(Passwords passwords, OfficeChanges changes) : VisitPage
{
    [BindProperty]
    public string? Password { get; set; }

    public string Email => Person.Email!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (PasswordRules.Problem(Password, PasswordRules.KnownWords(Person, Visit.Office)) is { } problem)
            return Invalid(nameof(Password), problem);
        await changes.RunAsync(Person.OfficeId, Person.Id, async ledger =>
        {
            await passwords.SetAsync(Person, Password!);
            ledger.Record("person.password-set", "person", Person.Id);
        }, Cancel);
        return Redirect(SignInLinks.Authenticator());
    }
}
