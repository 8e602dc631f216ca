using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Account;

/// <summary>One's own authenticator app, for instance on a new phone. The old one stops counting.</summary>
[Needs(Permission.UseTheDesk)]
[NeedsFresh(ToRead = true)]
public sealed class AuthenticatorModel(SerjeantDb db, OfficeChanges changes, Authenticator authenticator, RecoveryCodes codes) : DeskPage
{
    [BindProperty]
    public string? Offered { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public AuthenticatorOffer Offer { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (Me.Person.PasswordHash is null)
            return Redirect(TeamLinks.Password());
        Offer = authenticator.Offer(Me.Person);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var made = await changes.RunAsync<IReadOnlyList<string>?>(Me.OfficeId, Me.Id, async ledger =>
        {
            var person = await db.Users.SingleAsync(p => p.Id == Me.Id, Cancel);
            if (person.PasswordHash is null || !await authenticator.AcceptAsync(person, Offered, Code, Cancel))
                return null;
            ledger.Record("person.authenticator-set", "person", person.Id);
            if (await codes.LeftAsync(person) > 0)
                return [];
            ledger.Record("person.recovery-codes-made", "person", person.Id);
            return await codes.ReplaceAsync(person, Cancel);
        }, Cancel);
        if (made is null)
        {
            Offer = authenticator.Again(Me.Person, Offered) ?? authenticator.Offer(Me.Person);
            ModelState.Remove(nameof(Offered));
            return Invalid(nameof(Code), Chapters.SignIn.Join.AuthenticatorModel.Wrong);
        }
        Notice("Your authenticator app is set.");
        if (made.Count == 0)
            return Redirect(TeamLinks.Me());
        TempData[RecoveryCodesModel.Key] = made.ToArray();
        return Redirect(TeamLinks.RecoveryCodes());
    }
}
