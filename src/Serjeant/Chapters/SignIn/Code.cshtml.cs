using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.SignIn;

/// <summary>The second step after a password: the authenticator's code, or a recovery code.</summary>
[AllowAnonymous]
[Throttled]
public sealed class CodeModel(SigningIn signingIn, Tries tries, Authenticator authenticator, RecoveryCodes recoveryCodes) : DeskPage
{
    public const string Wrong = "That code is not right, or it was used before. Wait for the next one and try again";
    public const string TooLate = "Signing in took too long, or there were too many tries. Start again";

    [BindProperty(SupportsGet = true)]
    public string? ReturnTo { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? RecoveryCode { get; set; }

    public async Task<IActionResult> OnGetAsync() => await signingIn.AwaitedAsync(Cancel) is null ? StartAgain() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await signingIn.AwaitedAsync(Cancel) is not { } person)
            return StartAgain();
        var byRecovery = string.IsNullOrWhiteSpace(Code) && !string.IsNullOrWhiteSpace(RecoveryCode);
        if (string.IsNullOrWhiteSpace(Code) && !byRecovery)
            return Invalid(nameof(Code), "Enter the code that your authenticator app shows");
        if (!await tries.TakeAsync(person.Id, Cancel))
            return StartAgain();
        if (byRecovery ? !await recoveryCodes.RedeemAsync(person, RecoveryCode!) : !await authenticator.ProveAsync(person, Code, Cancel))
            return Invalid(byRecovery ? nameof(RecoveryCode) : nameof(Code), byRecovery ? "That recovery code is not right, or it was used before" : Wrong);
        await signingIn.OpenAsync(person, byRecovery ? SigningIn.ByRecoveryCode : SigningIn.ByPassword, Cancel);
        if (byRecovery)
            Notice($"You used a recovery code. {await recoveryCodes.LeftAsync(person)} are left. You can make new ones on your account page.");
        return LocalRedirect(this.SafeReturn(ReturnTo));
    }

    private RedirectResult StartAgain()
    {
        Notice(TooLate);
        return Redirect(SignInLinks.SignIn(ReturnTo));
    }
}
