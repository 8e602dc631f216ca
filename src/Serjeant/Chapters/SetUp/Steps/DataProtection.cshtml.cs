using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>Why the office keeps personal data, on what basis, and for how long.</summary>
public sealed class DataProtectionModel(SerjeantDb db, OfficeChanges changes, TimeProvider time) : SetUpPage
{
    protected override SetUpStep Step => SetUpStep.DataProtection;

    [BindProperty]
    public List<PurposeInput> Purposes { get; set; } = [];

    [BindProperty]
    public List<DaysInput> Keep { get; set; } = [];

    [BindProperty]
    public bool Confirmed { get; set; }

    public string OfficeName => Visit.Office!.Politician;

    public void OnGet()
    {
        Purposes = [.. SuggestedPurposes.For(Visit.Office!.Role).Select(PurposeInput.Of)];
        Keep = [.. RetentionWords.All.Select(r => new DaysInput { Outcome = r.Outcome, Days = r.Days })];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Purposes.Count is 0 or > 20 || !Keep.Select(k => k.Outcome).SequenceEqual(RetentionWords.All.Select(r => r.Outcome)))
            return BadRequest();
        if (!Confirmed)
            ModelState.AddModelError(nameof(Confirmed), "Tick the box when the office has read and agreed this");
        if (!ModelState.IsValid)
            return Invalid();
        var (office, now) = (Visit.Office!, time.GetUtcNow());
        await changes.RunAsync(office.Id, Person.Id, async ledger =>
        {
            await db.ProcessingPurposes.ExecuteDeleteAsync(Cancel);
            await db.RetentionRules.ExecuteDeleteAsync(Cancel);
            foreach (var input in Purposes)
                db.ProcessingPurposes.Add(input.ToPurpose(office.Id, Person.Id, now));
            foreach (var input in Keep)
                db.RetentionRules.Add(new RetentionRule { OfficeId = office.Id, Outcome = input.Outcome, Days = input.Days!.Value });
            ledger.Record("office.purposes-recorded", "office", office.Id, ("purposes", Invariant(Purposes.Count)));
            ledger.Record("office.retention-set", "office", office.Id, [.. Keep.Select(k => (k.Outcome.ToString(), Invariant(k.Days!.Value)))]);
        }, Cancel);
        return Redirect(SetUpLinks.Protocol());
    }

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
