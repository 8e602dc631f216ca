using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Join;

/// <summary>Somebody who joins adds the desk to an authenticator app and proves it with a code.</summary>
[Throttled]
public sealed class AuthenticatorModel(Authenticator authenticator, RecoveryCodes codes, OfficeChanges changes) : VisitPage
{
    public const string Wrong = "That code is not right. Check that the phone's clock is right, wait for the next code and try again";

    [BindProperty]
    public string? Offered { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public AuthenticatorOffer Offer { get; private set; } = null!;

    protected override Task<string?> NotYetAsync() =>
        Task.FromResult(Visit.Person is null ? SignInLinks.Closed() : Person.PasswordHash is null ? SignInLinks.Password() : null);

    public void OnGet() => Offer = authenticator.Offer(Person);

    public async Task<IActionResult> OnPostAsync()
    {
        var made = await changes.RunAsync<IReadOnlyList<string>?>(Person.OfficeId, Person.Id, async ledger =>
        {
            if (!await authenticator.AcceptAsync(Person, Offered, Code, Cancel))
                return null;
            ledger.Record("person.authenticator-set", "person", Person.Id);
            ledger.Record("person.recovery-codes-made", "person", Person.Id);
            return await codes.ReplaceAsync(Person, Cancel);
        }, Cancel);
        if (made is null)
        {
            Offer = authenticator.Again(Person, Offered) ?? authenticator.Offer(Person);
            // The hidden field must carry the offer on the page, which may be a new one.
            ModelState.Remove(nameof(Offered));
            return Invalid(nameof(Code), string.IsNullOrWhiteSpace(Code) ? "Enter the six digits that the app shows" : Wrong);
        }
        TempData[CodesModel.Key] = made.ToArray();
        return Redirect(SignInLinks.Codes());
    }
}
