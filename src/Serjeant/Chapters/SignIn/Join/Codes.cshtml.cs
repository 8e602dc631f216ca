using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Join;

/// <summary>Recovery codes, shown once, to print and keep.</summary>
public sealed class CodesModel(RecoveryCodes codes, OfficeChanges changes, Joining joining) : VisitPage
{
    /// <summary>Where new codes wait for the one page that shows them: an encrypted cookie, gone when read.</summary>
    public const string Key = "recovery-codes";

    public IReadOnlyList<string> Codes { get; private set; } = [];

    protected override Task<string?> NotYetAsync() =>
        Task.FromResult(Visit.Person is null ? SignInLinks.Closed() : Person.TwoFactorEnabled ? null : SignInLinks.How());

    public void OnGet() => Codes = TempData[Key] as string[] ?? [];

    public async Task<IActionResult> OnPostNewAsync()
    {
        var made = await changes.RunAsync(Person.OfficeId, Person.Id, ledger =>
        {
            ledger.Record("person.recovery-codes-made", "person", Person.Id);
            return codes.ReplaceAsync(Person, Cancel);
        }, Cancel);
        TempData[Key] = made.ToArray();
        return Redirect(SignInLinks.Codes());
    }

    public async Task<IActionResult> OnPostAsync() => Redirect(await joining.ContinueAsync(Visit, HttpContext, SigningIn.ByPassword));
}
