using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Cases.NewCase;

[Needs(Permission.WorkCases)]
public sealed class EditCaseModel(CaseReader cases, CaseChanges changes) : CaseForm
{
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is not { } found)
            return NotFound();
        ModelState.Clear();
        Fill(found);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is null)
            return NotFound();
        if (!IsSound())
            return Invalid();
        await changes.EditAsync(Number, Me.Person, Facts(), Cancel);
        Notice("Saved.");
        return Redirect(CasesLinks.Case(Number));
    }
}
