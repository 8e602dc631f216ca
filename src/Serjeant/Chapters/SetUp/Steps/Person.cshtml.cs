using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Data;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>The first person, who runs the office's desk.</summary>
public sealed class PersonModel(SerjeantDb db, UserManager<Person> people, OfficeChanges changes, TimeProvider time) : SetUpPage
{
    protected override SetUpStep Step => SetUpStep.Person;

    [BindProperty, Required(ErrorMessage = "Enter your name"), StringLength(120, ErrorMessage = "Keep the name to 120 characters")]
    public string? Name { get; set; }

    [BindProperty, Required(ErrorMessage = "Enter your email address"), StringLength(254, ErrorMessage = "That email address is too long"),
        EmailAddress(ErrorMessage = "Enter an email address, like sam@example.org")]
    public string? Email { get; set; }

    [BindProperty, Required(ErrorMessage = "Enter your initials"), RegularExpression(@"[\p{L}]{1,5}", ErrorMessage = "Use one to five letters, such as JS")]
    public string? Initials { get; set; }

    public void OnGet()
    {
        if (Visit.Person is { } person)
            (Name, Email, Initials) = (person.DisplayName, person.Email, person.Initials);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Invalid();
        var refused = await changes.RunAsync(Visit.Office!.Id, Visit.Person?.Id, SaveAsync, Cancel);
        return refused is null ? Redirect(SetUpLinks.Steps()) : Invalid(nameof(Email), refused);
    }

    private async Task<string?> SaveAsync(LedgerWriter ledger)
    {
        var fresh = Visit.Person is null;
        var person = Visit.Person ?? new Person { DisplayName = "", OfficeId = Visit.Office!.Id, Role = Role.Manager, CreatedAt = time.GetUtcNow() };
        (person.DisplayName, person.Initials) = (Name!.Trim(), Initials!.ToUpperInvariant());
        person.UserName = person.Email = Email!.Trim();
        var result = fresh ? await people.CreateAsync(person) : await people.UpdateAsync(person);
        if (!result.Succeeded)
        {
            // Identity looked and said no, but the context would save what it looked at.
            db.ChangeTracker.Clear();
            return "That email address cannot be used: somebody on this desk has it already, or it has characters that are not allowed";
        }
        Visit.Link!.PersonId = person.Id;
        ledger.Record(fresh ? "person.added" : "person.changed", "person", person.Id, ("role", person.Role.ToString()));
        ledger.Commit($"person:{person.Id}", "name", person.DisplayName);
        ledger.Commit($"person:{person.Id}", "email", person.Email);
        return null;
    }
}
