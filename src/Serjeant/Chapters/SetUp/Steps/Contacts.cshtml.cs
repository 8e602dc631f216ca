using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>Who to call, written down before they are needed. Only the police force must be known today.</summary>
public sealed class ContactsModel(SerjeantDb db, OfficeChanges changes) : SetUpPage
{
    protected override SetUpStep Step => SetUpStep.Contacts;

    [BindProperty]
    public List<ContactInput> Contacts { get; set; } = [];

    public PoliticianRole OfficeRole => Visit.Office!.Role;

    public async Task OnGetAsync()
    {
        var known = await db.OfficeContacts.ToDictionaryAsync(c => c.Kind, Cancel);
        Contacts = [.. ContactKinds.For(Visit.Office!.Role).Select(k => ContactInput.Of(k.Kind, known.GetValueOrDefault(k.Kind)))];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var kinds = ContactKinds.For(Visit.Office!.Role);
        if (!Contacts.Select(c => c.Kind).SequenceEqual(kinds.Select(k => k.Kind)))
            return BadRequest();
        if (string.IsNullOrWhiteSpace(Contacts[0].Name))
            ModelState.AddModelError("Contacts[0].Name", "Enter the name of your police force");
        for (var i = 1; i < Contacts.Count; i++)
            if (Contacts[i].HasMoreThanName && string.IsNullOrWhiteSpace(Contacts[i].Name))
                ModelState.AddModelError($"Contacts[{i}].Name", "Enter a name for this contact, or clear its other boxes");
        if (!ModelState.IsValid)
            return Invalid();
        await changes.RunAsync(Visit.Office.Id, Person.Id, async ledger =>
        {
            await db.OfficeContacts.ExecuteDeleteAsync(Cancel);
            foreach (var input in Contacts.Where(c => !string.IsNullOrWhiteSpace(c.Name)))
            {
                db.OfficeContacts.Add(input.ToContact(Visit.Office.Id));
                ledger.Record("office.contact-set", "office", Visit.Office.Id, ("kind", input.Kind.ToString()));
                ledger.Commit($"office:{Visit.Office.Id}", "name", input.Name!.Trim());
            }
        }, Cancel);
        return Redirect(SetUpLinks.DataProtection());
    }
}

/// <summary>One contact as the form sends it.</summary>
public sealed class ContactInput
{
    public ContactKind Kind { get; set; }

    [StringLength(200, ErrorMessage = "Keep the name to 200 characters")]
    public string? Name { get; set; }

    [StringLength(60, ErrorMessage = "Keep the number to 60 characters")]
    public string? Phone { get; set; }

    [StringLength(254, ErrorMessage = "That email address is too long"), EmailAddress(ErrorMessage = "Enter an email address, like name@example.org")]
    public string? Email { get; set; }

    public bool HasMoreThanName => !string.IsNullOrWhiteSpace(Phone) || !string.IsNullOrWhiteSpace(Email);

    public static ContactInput Of(ContactKind kind, OfficeContact? known) =>
        new() { Kind = kind, Name = known?.Name, Phone = known?.Phone ?? (kind == ContactKind.PoliceForce ? "101" : null), Email = known?.Email };

    public OfficeContact ToContact(long officeId) => new() { OfficeId = officeId, Kind = Kind, Name = Name!.Trim(), Phone = Phone?.Trim(), Email = Email?.Trim() };
}
