using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>The pages of a case that are being kept, and a press for those that nobody has asked for.</summary>
[Needs(Permission.WorkCases)]
public sealed class CaseCapturesModel(SerjeantDb db, CaseReader cases, CaptureLine line, CasePages pages, TimeProvider time) : CapturesPage(db, line, time)
{
    private long caseId;

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>Pages that nobody has asked for.</summary>
    public int Left { get; private set; }
    public override string Here => CasesLinks.Captures(Number);
    protected override IQueryable<Capture> Mine => Db.Captures.Where(c => c.CaseId == caseId);

    public async Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        if (await FindAsync() is not { } found)
            return NotFound();
        await LoadAsync();
        // The part that keeps itself up to date does not show it.
        if (!Request.Headers.ContainsKey("HX-Request"))
            Left = await pages.LeftAsync(found, Cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostCancelAsync() => await FindAsync() is null ? NotFound() : await CancelAsync();

    public async Task<IActionResult> OnPostAgainAsync()
    {
        if (await FindAsync() is not { } found)
            return NotFound();
        return ChildImageCases.Is(found) ? Done("Nothing is kept: somebody said that a picture may show the sexual abuse of a child.") : await AgainAsync();
    }

    public async Task<IActionResult> OnPostRestAsync()
    {
        if (await FindAsync() is not { } found)
            return NotFound();
        var asked = (await pages.AskForRestAsync(found, Me.Person, Cancel)).Asked;
        return Done(asked == 0 ? "There was nothing more to keep." : $"{asked:N0} more {(asked == 1 ? "page is" : "pages are")} in line.");
    }

    private async Task<Case?> FindAsync()
    {
        var found = await cases.FindAsync(Number, Cancel);
        caseId = found?.Id ?? 0;
        return found;
    }
}
