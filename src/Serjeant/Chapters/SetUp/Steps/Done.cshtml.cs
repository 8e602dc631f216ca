using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>The end of setting up: closes the link and opens the desk.</summary>
public sealed class DoneModel(OfficeChanges changes, WaysIn ways, SigningIn signingIn, TimeProvider time) : SetUpPage
{
    protected override SetUpStep Step => SetUpStep.Done;

    public string OfficeName => Visit.Office!.Politician;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (office, person) = (Visit.Office!, Person);
        await changes.RunAsync(office.Id, person.Id, ledger =>
        {
            office.SetUpAt = time.GetUtcNow();
            Visit.Finish(HttpContext);
            ledger.Record("office.set-up", "office", office.Id);
            return Task.CompletedTask;
        }, Cancel);
        var method = (await ways.OfAsync(person, Cancel)).Passkeys.Count > 0 ? SigningIn.ByPasskey : SigningIn.ByPassword;
        await signingIn.OpenAsync(person, method, Cancel);
        return Redirect("/");
    }
}
