using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.People;

/// <summary>Adds somebody to the office and gives the manager a link to send them.</summary>
[Needs(Permission.ManageTeam)]
[NeedsFresh(ToRead = true)]
public sealed class InviteModel(TeamChanges team, TimeProvider time) : DeskPage
{
    [BindProperty, Required(ErrorMessage = "Enter their name"), StringLength(120, ErrorMessage = "Keep the name to 120 characters")]
    public string? Name { get; set; }

    [BindProperty, Required(ErrorMessage = "Enter their email address"), StringLength(254, ErrorMessage = "That email address is too long"),
        EmailAddress(ErrorMessage = "Enter an email address, like sam@example.org")]
    public string? Email { get; set; }

    [BindProperty, Required(ErrorMessage = "Choose their role")]
    public Role? Role { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Role is { } role && !Enum.IsDefined(role))
            ModelState.AddModelError(nameof(Role), "Choose their role");
        if (People.LastDay.Problem(LastDay, Office, time.GetUtcNow()) is { } problem)
            ModelState.AddModelError(nameof(LastDay), problem);
        if (!ModelState.IsValid)
            return Invalid();
        var done = await team.InviteAsync(Me.OfficeId, Me.Id, Name!.Trim(), Email!.Trim(), Role!.Value, People.LastDay.EndOf(LastDay, Office), Cancel);
        if (done.Problem is { } refused)
            return Invalid(nameof(Email), refused);
        TempData[PersonModel.LinkKey] = this.AbsoluteJoin(done.Token!);
        return Redirect(TeamLinks.Person(done.PersonId));
    }
}
