using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.PoliceGuide;

/// <summary>When to go to the police, and where else to go (S5, S50). Guidance with its reasons, never legal advice.</summary>
[Needs(Permission.SeeCases)]
public sealed class GuideModel(CaseReader cases, CaseChanges changes, LawLines law) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public List<GuideAnswer> Answers { get; set; } = [];

    public Case Case { get; private set; } = null!;

    /// <summary>Null until the questions were answered.</summary>
    public GuideAdvice? Advice { get; private set; }
    public IReadOnlyList<LawLine> Law { get; private set; } = [];
    public bool MayAnswer => Me.Can(Permission.WorkCases);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is not { } found)
            return NotFound();
        Show(found);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayAnswer)
            return Forbid();
        if (await cases.FindAsync(Number, Cancel) is not { } found)
            return NotFound();
        var answers = Answers.Where(Enum.IsDefined).ToHashSet();
        if (!ModelState.IsValid || answers.Count == 0)
        {
            Case = found;
            ModelState.Clear();
            return Invalid(nameof(Answers), "Choose what fits. If nothing does, choose the last line");
        }
        await changes.RouteAsync(Number, Me.Person, answers, GuideAdvice.Of(answers, Office.Role), Cancel);
        return Redirect(CasesLinks.Guide(Number) + "#advice");
    }

    private void Show(Case found)
    {
        Case = found;
        var answers = CaseChanges.AnswersOf(found);
        Answers = [.. answers];
        if (answers.Count == 0)
            return;
        Advice = GuideAdvice.Of(answers, Office.Role);
        Law = law.For(Office.Nation, answers);
    }
}
