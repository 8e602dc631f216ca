using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.SignIn;

/// <summary>Ends this session. Only a posted form does it, so that a picture on another site can't.</summary>
[AllowAnonymous]
public sealed class SignOutModel : DeskPage
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        Notice("You are signed out.");
        return Redirect(SignInLinks.SignIn());
    }
}
