using Microsoft.EntityFrameworkCore;
using Microsoft.AspNetCore.Mvc.Rendering;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.Sharing;

/// <summary>What the page of a share and the address that takes it show alike.</summary>
public abstract class SharePage(SerjeantDb db, LooseExhibits loose) : DeskPage
{
    private const int MostCases = 200;
    private const int MostLoose = 50;

    /// <summary>case, new or later.</summary>
    public string Where { get; protected set; } = "case";
    public int? Case { get; protected set; }
    public string? What { get; protected set; }

    /// <summary>Whether the server should open the link that was shared.</summary>
    public bool Capture { get; protected set; } = true;

    public bool Works => Me.Can(Permission.WorkCases);

    /// <summary>A share came while the browser was not ready to keep it.</summary>
    public virtual bool WasMissed => false;

    public IReadOnlyList<SelectListItem> Cases { get; private set; } = [];
    public IReadOnlyList<Exhibit> Loose { get; private set; } = [];

    protected async Task LoadAsync()
    {
        if (!Works)
            return;
        var open = await ChildImages.ChildImageCases.Others(db).AsNoTracking().Where(c => c.State == CaseState.Open).OrderByDescending(c => c.Number).Take(MostCases).Select(c => new { c.Number, c.Title }).ToListAsync(Cancel);
        Cases = [.. open.Select(c => new SelectListItem($"{CasesLinks.Name(c.Number)} {c.Title}", c.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
        if (Cases.Count == 0 && Where == "case")
            Where = "later";
        Loose = await loose.All.OrderByDescending(e => e.MadeAt).ThenByDescending(e => e.Id).Take(MostLoose).ToListAsync(Cancel);
    }
}
