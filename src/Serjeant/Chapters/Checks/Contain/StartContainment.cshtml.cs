using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Contain;

/// <summary>"I already …": says what happened, and the steps that follow begin.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class StartContainmentModel(SerjeantDb db, ContainmentGuides guides, Containments containments, CheckReader checks) : DeskPage
{
    /// <summary>The check that it came from.</summary>
    [BindProperty(SupportsGet = true, Name = "check")]
    public long? CheckId { get; set; }

    [BindProperty]
    public string? Guide { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public long? Whose { get; set; }

    public IReadOnlyList<ContainmentGuide> Guides => guides.All;
    public IReadOnlyList<SelectListItem> People { get; private set; } = [];
    public IReadOnlyList<Containment> Open { get; private set; } = [];
    public IReadOnlyList<ContainmentStep> Mine { get; private set; } = [];
    public MessageCheck? From { get; private set; }

    public string TitleOf(Containment containment) => guides.Find(containment.Guide)?.Title ?? "Steps";

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        ModelState.Clear();
        Whose = Me.Id;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        if (guides.Find(Guide) is not { } guide)
            return Invalid(nameof(Guide), "Say what happened");
        if (What?.Length > Containments.LongestWhat)
            return Invalid(nameof(What), $"Keep it to {Containments.LongestWhat} characters");
        if (await containments.BeginAsync(guide, CheckId, Whose ?? Me.Id, What, Me.Person, Cancel) is not { } id)
            return Invalid(nameof(Whose), "Choose somebody of your office");
        return Redirect(ChecksLinks.Containment(id));
    }

    private async Task<bool> LoadAsync()
    {
        if (CheckId is { } id && (From = await checks.FindAsync(id, Me.Person, Cancel)) is null)
            return false;
        People = await db.Users.AsNoTracking().Where(p => p.OfficeId == Me.OfficeId).OrderBy(p => p.DisplayName).Select(p => new SelectListItem(p.DisplayName, p.Id.ToString())).ToListAsync(Cancel);
        Open = await db.Containments.AsNoTracking().Include(c => c.Steps).Where(c => c.FinishedAt == null).OrderByDescending(c => c.BegunAt).Take(20).ToListAsync(Cancel);
        Mine = await db.ContainmentSteps.AsNoTracking().Where(s => s.OwnerId == Me.Id && s.DoneAt == null).OrderBy(s => s.Id).Take(50).ToListAsync(Cancel);
        return true;
    }
}
