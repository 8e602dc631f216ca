using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.SignIn.Join;

/// <summary>Adds the first passkey of somebody who joins.</summary>
[Throttled]
public sealed class PasskeyModel(Passkeys passkeys, OfficeChanges changes, Joining joining) : VisitPage
{
    [BindProperty]
    public string? Answer { get; set; }

    public string PasskeyOptions { get; private set; } = "";

    public async Task OnGetAsync() => PasskeyOptions = await passkeys.CreationOptionsAsync(Person);

    public async Task<IActionResult> OnPostAsync()
    {
        var problem = await changes.RunAsync(Person.OfficeId, Person.Id, async ledger =>
        {
            var wrong = await passkeys.AddAsync(Person, Answer, DeviceWords.Of(Request.Headers.UserAgent));
            if (wrong is null)
                ledger.Record("person.passkey-added", "person", Person.Id);
            return wrong;
        }, Cancel);
        if (problem is null)
            return Redirect(await joining.ContinueAsync(Visit, HttpContext, SigningIn.ByPasskey));
        PasskeyOptions = await passkeys.CreationOptionsAsync(Person);
        return Invalid(nameof(Answer), problem);
    }
}
