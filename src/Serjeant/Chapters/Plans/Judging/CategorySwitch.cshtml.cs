using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Plans.Judging;

/// <summary>Switches one category off or on for the office, after showing what that does to its latest messages.</summary>
[Needs(Permission.ChangeJudging)]
public sealed class CategorySwitchModel(SerjeantDb db, JudgingChanges changes, OfficeJudges judges, IJudge judge, AccuracyFigures figures) : DeskPage
{
    private JudgingSettings settings = null!;

    public Category Category { get; private set; }
    public bool IsOff { get; private set; }
    public JudgingPreview Preview { get; private set; } = null!;
    public CategoryFigures? Figures => AccuracyWords.Find(figures.Of(Shipped.DeskVoice), Category);

    /// <summary>What is missed without it; null for what is no danger.</summary>
    public string? Missed => MissedWords.Of(Category);

    [BindProperty]
    public bool Understood { get; set; }

    public async Task<IActionResult> OnGetAsync(string category)
    {
        if (!await FindAsync(category))
            return NotFound();
        await PreviewAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostOffAsync(string category)
    {
        if (!await FindAsync(category))
            return NotFound();
        if (Missed is null || IsOff || Understood)
            return await SwitchAsync(off: true);
        await PreviewAsync();
        return Invalid(nameof(Understood), "Tick the box to say that you have read what will be missed");
    }

    public async Task<IActionResult> OnPostOnAsync(string category) => await FindAsync(category) ? await SwitchAsync(off: false) : NotFound();

    private async Task<IActionResult> SwitchAsync(bool off)
    {
        var changed = await changes.SwitchAsync(Office.Id, Me.Id, Category, off, Cancel);
        Notice(!changed ? $"{Category.Label()} was switched {(off ? "off" : "on")} already." : off
            ? $"{Category.Label()} is switched off. What waits is judged again; to undo it, switch it on again."
            : $"{Category.Label()} is switched on. What waits is judged again.");
        return Redirect(PlansLinks.Judging);
    }

    private async Task<bool> FindAsync(string category)
    {
        if (!CategoryNames.TryParse(category, out var found))
            return false;
        Category = found;
        settings = await JudgingChanges.NowAsync(db, Office.Id, Cancel);
        IsOff = settings.IsOff(found);
        return true;
    }

    private async Task PreviewAsync()
    {
        var now = await judges.LensAsync(settings, Cancel);
        settings.Off ^= CategoryBits.Of(Category);
        Preview = await JudgingPreview.OfAsync(db, judge, now, now.WithOff(CategoryBits.In(settings.Off).ToHashSet()), QueueSight.Of(Me), Cancel);
    }
}
