using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.Watching;

/// <summary>One exhibit that is or was watched.</summary>
public sealed record WatchedRow(ExhibitWatch Watch, Exhibit Exhibit, WatchLook? Last, bool CaseIsClosed);

/// <summary>Everything the office watches and what was last seen of it (S48).</summary>
[Needs(Permission.SeeEvidence)]
public sealed class WatchedModel(SerjeantDb db) : DeskPage
{
    public const int PageSize = 50;

    /// <summary>Counts from 1. Called "at" because "page" is the framework's own word.</summary>
    [BindProperty(SupportsGet = true)]
    public int At { get; set; } = 1;

    public IReadOnlyList<WatchedRow> Rows { get; private set; } = [];
    public int Pages { get; private set; }
    public int On { get; private set; }

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        var all = db.ExhibitWatches.AsNoTracking().Join(db.Exhibits.Where(e => e.SealedOffAt == null), w => w.ExhibitId, e => e.Id, (w, e) => new { Watch = w, Exhibit = e });
        On = await all.CountAsync(row => row.Watch.State == WatchState.On, Cancel);
        Pages = Math.Max(1, (await all.CountAsync(Cancel) + PageSize - 1) / PageSize);
        At = Math.Clamp(At, 1, Pages);
        var found = await all
            .Select(row => new
            {
                row.Watch,
                row.Exhibit,
                Last = db.WatchLooks.Where(l => l.WatchedId == row.Exhibit.Id).OrderByDescending(l => l.At).ThenByDescending(l => l.Id).FirstOrDefault(),
                Closed = db.Cases.Any(c => c.Id == row.Exhibit.CaseId && c.State == CaseState.Closed),
            })
            .OrderBy(row => row.Watch.State).ThenBy(row => row.Watch.NextLookAt).ThenBy(row => row.Watch.Id)
            .Skip((At - 1) * PageSize).Take(PageSize).ToListAsync(Cancel);
        Rows = [.. found.Select(row => new WatchedRow(row.Watch, row.Exhibit, row.Last, row.Closed))];
    }
}
