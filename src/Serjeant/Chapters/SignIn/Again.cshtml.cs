using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Hosting;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.SignIn;

/// <summary>Somebody who is signed in proves again that it is them, before something that is hard to undo.</summary>
[Needs(Permission.UseTheDesk)]
[Throttled]
public sealed class AgainModel(
    SerjeantDb db, DeskOptions desk, Passwords passwords, Authenticator authenticator, Passkeys passkeys, Tries tries, WaysIn ways, TimeProvider time) : DeskPage
{
    public const string Wrong = "The password or the code is not right, or the code was used before. After five wrong tries an account rests for five minutes";

    [BindProperty(SupportsGet = true)]
    public string? ReturnTo { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public string PasskeyOptions { get; private set; } = "";
    public bool HasPasskey { get; private set; }
    public bool HasPassword { get; private set; }

    /// <summary>True for the made-up people of a demonstration, who have nothing to prove themselves with.</summary>
    public bool IsDemo => desk.Demo && Office.IsDemo;

    public async Task OnGetAsync() => await PrepareAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await PrepareAsync();
        if (string.IsNullOrEmpty(Password))
            ModelState.AddModelError(nameof(Password), "Enter your password");
        if (string.IsNullOrWhiteSpace(Code))
            ModelState.AddModelError(nameof(Code), "Enter the code that your authenticator app shows");
        if (!ModelState.IsValid)
            return Invalid();
        if (!await passwords.ProveAsync(Me.Person, Password, Cancel) || !await authenticator.ProveAsync(Me.Person, Code, Cancel))
            return Invalid(nameof(Code), Wrong);
        return await FreshenAsync();
    }

    public async Task<IActionResult> OnPostPasskeyAsync()
    {
        var (person, problem) = await passkeys.ProveAsync(Answer);
        if (person?.Id == Me.Id)
            return await FreshenAsync();
        await PrepareAsync();
        return Invalid(nameof(Answer), problem ?? "That passkey is somebody else's");
    }

    public async Task<IActionResult> OnPostDemoAsync() => IsDemo ? await FreshenAsync() : NotFound();

    private async Task<IActionResult> FreshenAsync()
    {
        var (id, now) = (Me.Session.Id, time.GetUtcNow());
        await tries.ClearAsync(Me.Id, Cancel);
        await db.SignInSessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.FreshAt, now), Cancel);
        return LocalRedirect(this.SafeReturn(ReturnTo));
    }

    private async Task PrepareAsync()
    {
        var mine = await ways.OfAsync(Me.Person, Cancel);
        HasPasskey = mine.Passkeys.Count > 0;
        HasPassword = mine.Password;
        if (HasPasskey)
            PasskeyOptions = await passkeys.RequestOptionsAsync(Me.Person);
    }
}
