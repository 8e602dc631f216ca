using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Data;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>Whose office it is.</summary>
public sealed class OfficeModel(SerjeantDb db, OfficeChanges changes, TimeProvider time) : SetUpPage
{
    protected override SetUpStep Step => SetUpStep.Office;

    [BindProperty, Required(ErrorMessage = "Enter the politician's name"), StringLength(120, ErrorMessage = "Keep the name to 120 characters")]
    public string? Politician { get; set; }

    [BindProperty, Required(ErrorMessage = "Choose what they are")]
    public PoliticianRole? Role { get; set; }

    [BindProperty, Required(ErrorMessage = "Enter the constituency, ward or division"), StringLength(120, ErrorMessage = "Keep the area to 120 characters")]
    public string? Area { get; set; }

    [BindProperty, Required(ErrorMessage = "Enter the public email address"), StringLength(254, ErrorMessage = "That email address is too long"),
        EmailAddress(ErrorMessage = "Enter an email address, like office@example.org")]
    public string? PublicEmail { get; set; }

    [BindProperty, Required(ErrorMessage = "Choose the nation")]
    public Nation? Nation { get; set; }

    public void OnGet()
    {
        if (Visit.Office is not { } office)
            return;
        (Politician, Role, Area, PublicEmail, Nation) = (office.Politician, office.Role, office.Area, office.PublicEmail, office.Nation);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Role is { } role && !Enum.IsDefined(role))
            ModelState.AddModelError(nameof(Role), "Choose what they are");
        if (Nation is { } nation && !Enum.IsDefined(nation))
            ModelState.AddModelError(nameof(Nation), "Choose the nation");
        if (!ModelState.IsValid)
            return Invalid();
        if (Visit.Office is { } office)
            await changes.RunAsync(office.Id, Visit.Person?.Id, ledger => FillAsync(office, ledger, "office.changed"), Cancel);
        else
            await OpenAsync();
        return Redirect(SetUpLinks.Person());
    }

    private Task OpenAsync()
    {
        var office = new Office { Politician = "", Area = "", PublicEmail = "", CreatedAt = time.GetUtcNow() };
        return changes.OpenOfficeAsync(office, ledger =>
        {
            Visit.Link!.OfficeId = office.Id;
            db.OfficeScope = office.Id;
            return FillAsync(office, ledger, "office.created");
        }, Cancel);
    }

    private Task FillAsync(Office office, LedgerWriter ledger, string action)
    {
        (office.Politician, office.Role, office.Area) = (Politician!.Trim(), Role!.Value, Area!.Trim());
        (office.PublicEmail, office.Nation) = (PublicEmail!.Trim(), Nation!.Value);
        ledger.Record(action, "office", office.Id, ("role", office.Role.ToString()), ("nation", office.Nation.ToString()));
        ledger.Commit($"office:{office.Id}", "politician", office.Politician);
        return Task.CompletedTask;
    }
}
