using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Keys;

/// <summary>Puts a new signing key in the place of the one in use.</summary>
[Needs(Permission.ManageOffice)]
[NeedsFresh(ToRead = true)]
public sealed class ReplaceKeyModel(OfficeSigningKeys keys) : DeskPage
{
    [BindProperty, Required(ErrorMessage = "Say why, in a few words"), StringLength(300, ErrorMessage = "Keep the reason to 300 characters")]
    public string? Why { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Invalid();
        try
        {
            await keys.ReplaceAsync(Me.OfficeId, Me.Id, Why!.Trim(), Cancel);
        }
        catch (VaultException e)
        {
            return Invalid(nameof(Why), e.Message);
        }
        Notice("The office signs with a new key from now on. Give its public part to whoever has the old one.");
        return Redirect(TeamLinks.Keys());
    }
}
