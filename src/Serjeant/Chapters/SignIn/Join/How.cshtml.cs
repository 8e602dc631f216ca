using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn.Links;

namespace Serjeant.Chapters.SignIn.Join;

/// <summary>Passkey or password?</summary>
public sealed class HowModel : VisitPage
{
    [BindProperty]
    public string? Way { get; set; }

    public string OfficeName => Visit.Office!.Politician;
    public string Name => Person.DisplayName;

    public void OnGet()
    {
    }

    public IActionResult OnPost() => Way switch
    {
        "passkey" => Redirect(SignInLinks.Passkey()),
        "password" => Redirect(SignInLinks.Password()),
        _ => Invalid(nameof(Way), "Choose how you will sign in"),
    };
}
