using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>The pages of a case that are being kept: what runs and at which step, what waits and where in line, what failed and why.</summary>
[Needs(Permission.WorkCases)]
public sealed class CaseCapturesModel(SerjeantDb db, CaseReader cases, CaptureLine line, CasePages pages, TimeProvider time) : DeskPage
{
    private const int Shown = 50;

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public long Capture { get; set; }

    public IReadOnlyList<Capture> Running { get; private set; } = [];

    /// <summary>The first in line.</summary>
    public IReadOnlyList<Capture> Waiting { get; private set; } = [];
    public IReadOnlyList<Capture> Failed { get; private set; } = [];
    public int AllWaiting { get; private set; }
    public int AllFailed { get; private set; }

    /// <summary>Kept, while an authority has not put its time on it.</summary>
    public IReadOnlyList<string> Unstamped { get; private set; } = [];

    /// <summary>Pages that nobody has asked for.</summary>
    public int Left { get; private set; }
    public bool IsMoving => Running.Count + AllWaiting > 0;

    private IReadOnlyDictionary<long, int> places = new Dictionary<long, int>();

    public string PlaceOf(Capture capture) => places.TryGetValue(capture.Id, out var place) ? CaptureWording.Place(place) : "About to begin";

    public string Lasted(Capture capture) => CaptureWording.Lasting(time.GetUtcNow() - (capture.StartedAt ?? capture.AskedAt));

    public async Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        if (await cases.FindAsync(Number, Cancel) is not { } found)
            return NotFound();
        var all = await Mine(found).AsNoTracking().Where(c => c.State != CaptureState.Done).OrderBy(c => c.CaseId == null).ThenBy(c => c.Id).ToListAsync(Cancel);
        Running = [.. all.Where(c => c.State == CaptureState.Running)];
        (Waiting, AllWaiting) = Some(all, CaptureState.Queued);
        (Failed, AllFailed) = Some(all, CaptureState.Failed);
        if (AllWaiting > 0)
            places = await line.PlacesAsync(Cancel);
        // The part that keeps itself up to date does not show it.
        if (!Request.Headers.ContainsKey("HX-Request"))
            Left = await pages.LeftAsync(found, Cancel);
        Unstamped = await Mine(found).Where(c => db.ExhibitTimestamps.Any(t => t.ExhibitId == c.ExhibitId && t.State == TimestampState.Waiting))
            .Join(db.Exhibits, c => c.ExhibitId, e => e.Id, (_, e) => e.Label).Distinct().OrderBy(label => label).Take(Shown).ToListAsync(Cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostCancelAsync() => await FindAsync() is null
        ? NotFound()
        : Done(await line.CancelAsync(Capture, Me.Person, Cancel) ? "Taken off the list. The case says that this page is not kept." : "That one had begun already.");

    public async Task<IActionResult> OnPostAgainAsync()
    {
        if (await FindAsync() is not { } found)
            return NotFound();
        if (!CasePages.MayKeep(found))
            return Done("Nothing is kept: somebody said that a picture may show the sexual abuse of a child.");
        return Done(await line.AgainAsync(Capture, Me.Person, Cancel) ? "It is in line again." : "Somebody has asked for it again already.");
    }

    public async Task<IActionResult> OnPostRestAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is not { } found)
            return NotFound();
        var asked = (await pages.AskForRestAsync(found, Me.Person, Cancel)).Asked;
        return Done(asked == 0 ? "There was nothing more to keep." : $"{asked:N0} more {(asked == 1 ? "page is" : "pages are")} in line.");
    }

    private IActionResult Done(string said)
    {
        Notice(said);
        return Redirect(CasesLinks.Captures(Number));
    }

    /// <summary>The case, where the capture is one of its own.</summary>
    private async Task<Case?> FindAsync() =>
        await cases.FindAsync(Number, Cancel) is { } found && await Mine(found).AnyAsync(c => c.Id == Capture, Cancel) ? found : null;

    private IQueryable<Capture> Mine(Case of) => db.Captures.Where(c => c.CaseId == of.Id);

    private static (IReadOnlyList<Capture> Some, int All) Some(List<Capture> all, CaptureState state)
    {
        var these = all.Where(c => c.State == state).ToList();
        return (these.Take(Shown).ToList(), these.Count);
    }
}
