using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Team.Keys;
using Serjeant.Data;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>The printed key that opens the evidence when everything else is lost.</summary>
public sealed class RecoveryKeyModel(RecoverySheet sheets, OfficeSigningKeys signing, OfficeChanges changes) : SetUpPage
{
    protected override SetUpStep Step => SetUpStep.RecoveryKey;
    protected override bool Once => true;

    [BindProperty]
    public string? Carried { get; set; }

    [BindProperty]
    public string? LastGroup { get; set; }

    public Sheet Sheet { get; private set; } = null!;
    public string OfficeName => Visit.Office!.Politician;

    public void OnGet() => Sheet = sheets.Create(Visit.Office!);

    public async Task<IActionResult> OnPostAsync()
    {
        var office = Visit.Office!;
        var kept = await changes.RunAsync(office.Id, Person.Id, async ledger =>
        {
            if (!await sheets.ConfirmAsync(office, Carried, LastGroup, Cancel))
                return false;
            ledger.Record("office.evidence-key-made", "office", office.Id);
            signing.AddFirst(office, ledger);
            return true;
        }, Cancel);
        if (kept)
            return Redirect(SetUpLinks.Contacts());
        var same = sheets.Again(office, Carried);
        Sheet = same ?? sheets.Create(office);
        ModelState.Remove(nameof(Carried));
        return Invalid(nameof(LastGroup), same is null
            ? "This page was open too long. There is a new key below: print it again"
            : "That is not the last group on the sheet. Look at your paper and type the five characters at the end");
    }
}
