using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Contain;

/// <summary>The steps after something happened: who does what, and what is done.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class ShowContainmentModel(SerjeantDb db, ContainmentGuides guides, Containments containments) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    public Containment Containment { get; private set; } = null!;

    /// <summary>Null when the guide is shipped no more: the steps stay as they were.</summary>
    public ContainmentGuide? Guide { get; private set; }
    public IReadOnlyDictionary<long, string> Names { get; private set; } = new Dictionary<long, string>();
    public int Left => Containment.Steps.Count(s => s.DoneAt is null);

    public IEnumerable<SelectListItem> PeopleFor(ContainmentStep step) =>
        Names.OrderBy(n => n.Value, StringComparer.CurrentCultureIgnoreCase).Select(n => new SelectListItem(n.Key == Me.Id ? $"{n.Value} (you)" : n.Value, FormattableString.Invariant($"{n.Key}"), n.Key == step.OwnerId));

    public string Name(long? id) => id is { } known && Names.TryGetValue(known, out var name) ? name : "somebody who left";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await db.Containments.AsNoTracking().Include(c => c.Steps).SingleOrDefaultAsync(c => c.Id == Id, Cancel) is not { } found)
            return NotFound();
        Containment = found;
        Guide = guides.Find(found.Guide);
        Names = await db.Users.AsNoTracking().Where(p => p.OfficeId == Me.OfficeId).ToDictionaryAsync(p => p.Id, p => p.DisplayName, Cancel);
        return Page();
    }

    /// <param name="step">The step's row. Each step has its own list of people, "owners[row]"; only the pressed one's counts.</param>
    public async Task<IActionResult> OnPostGiveAsync(long step)
    {
        var chosen = Request.Form[FormattableString.Invariant($"owners[{step}]")].ToString();
        long? owner = long.TryParse(chosen, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;
        return await containments.GiveAsync(Id, step, owner, Me.Person, Cancel) ? Back(step) : NotFound();
    }

    public async Task<IActionResult> OnPostDoneAsync(long step) => await containments.TickAsync(Id, step, done: true, Me.Person, Cancel) ? Back(step) : NotFound();

    public async Task<IActionResult> OnPostReopenAsync(long step) => await containments.TickAsync(Id, step, done: false, Me.Person, Cancel) ? Back(step) : NotFound();

    private RedirectResult Back(long step) => Redirect(FormattableString.Invariant($"{ChecksLinks.Containment(Id)}#step-{step}"));
}
