using Microsoft.AspNetCore.Mvc;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>The office's pages that are being kept and belong to no case yet: asked for on a message, or by a decision.</summary>
[Needs(Permission.WorkCases)]
public sealed class LooseCapturesModel(SerjeantDb db, CaptureLine line, TimeProvider time) : CapturesPage(db, line, time)
{
    public override string Here => CasesLinks.LooseCaptures();
    protected override IQueryable<Capture> Mine => Db.Captures.Where(c => c.CaseId == null);

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        await LoadAsync();
    }

    public Task<IActionResult> OnPostCancelAsync() => CancelAsync();

    public Task<IActionResult> OnPostAgainAsync() => AgainAsync();
}
