using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.SignIn;

/// <summary>The first step: a passkey, which is enough, or a password, after which a code is asked for.</summary>
[AllowAnonymous]
[Throttled]
public sealed class SignInModel(SerjeantDb db, Passwords passwords, Passkeys passkeys, SigningIn signingIn) : DeskPage
{
    /// <summary>The same words whatever was wrong, so that nobody learns who has an account.</summary>
    public const string Wrong = "The email address or the password is not right. After five wrong tries an account rests for five minutes";

    [BindProperty(SupportsGet = true)]
    public string? ReturnTo { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public string PasskeyOptions { get; private set; } = "";
    public bool NoOfficeYet { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (Me.IsSignedIn)
            return LocalRedirect(this.SafeReturn(ReturnTo));
        await PrepareAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await PrepareAsync();
        if (string.IsNullOrWhiteSpace(Email))
            ModelState.AddModelError(nameof(Email), "Enter your email address");
        if (string.IsNullOrEmpty(Password))
            ModelState.AddModelError(nameof(Password), "Enter your password");
        if (!ModelState.IsValid)
            return Invalid();
        if (await passwords.ProveAsync(Email, Password, Cancel) is not { } person)
            return Invalid(nameof(Password), Wrong);
        await signingIn.AwaitSecondStepAsync(person);
        return LocalRedirect(SignInLinks.Code(this.SafeReturn(ReturnTo)));
    }

    public async Task<IActionResult> OnPostPasskeyAsync()
    {
        var (person, problem) = await passkeys.ProveAsync(Answer);
        if (person is not null)
        {
            await signingIn.OpenAsync(person, SigningIn.ByPasskey, Cancel);
            return LocalRedirect(this.SafeReturn(ReturnTo));
        }
        await PrepareAsync();
        return Invalid(nameof(Answer), problem!);
    }

    private async Task PrepareAsync()
    {
        PasskeyOptions = await passkeys.RequestOptionsAsync();
        NoOfficeYet = !await db.Offices.AnyAsync(o => o.SetUpAt != null, Cancel);
    }
}
