using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>A list of pages that are being kept: what runs and at which step, what waits and where in line, what failed and why.</summary>
public abstract class CapturesPage(SerjeantDb db, CaptureLine line, TimeProvider time) : DeskPage
{
    private const int Shown = 50;
    private IReadOnlyDictionary<long, int> places = new Dictionary<long, int>();

    [BindProperty]
    public long Capture { get; set; }

    public IReadOnlyList<Capture> Running { get; private set; } = [];

    /// <summary>The first in line.</summary>
    public IReadOnlyList<Capture> Waiting { get; private set; } = [];
    public IReadOnlyList<Capture> Failed { get; private set; } = [];

    /// <summary>Not wanted, so not to be tried again.</summary>
    public IReadOnlyList<Capture> Withdrawn { get; private set; } = [];
    public int AllWaiting { get; private set; }
    public int AllFailed { get; private set; }
    public int AllWithdrawn { get; private set; }

    /// <summary>Labels of what is kept while an authority has not put its time on it.</summary>
    public IReadOnlyList<string> Unstamped { get; private set; } = [];
    public bool IsMoving => Running.Count + AllWaiting > 0;

    /// <summary>The address of this list.</summary>
    public abstract string Here { get; }
    protected SerjeantDb Db => db;

    /// <summary>The captures of this list.</summary>
    protected abstract IQueryable<Capture> Mine { get; }

    public string PlaceOf(Capture capture) => places.TryGetValue(capture.Id, out var place) ? CaptureWording.Place(place) : "About to begin";

    public string Lasted(Capture capture) => CaptureWording.Lasting(time.GetUtcNow() - (capture.StartedAt ?? capture.AskedAt));

    protected async Task LoadAsync()
    {
        Running = await In(CaptureState.Running).OrderBy(c => c.Id).ToListAsync(Cancel);
        Waiting = await In(CaptureState.Queued).OrderBy(c => c.Id).Take(Shown).ToListAsync(Cancel);
        Failed = await NewestAsync(In(CaptureState.Failed));
        Withdrawn = await NewestAsync(Off);
        AllWaiting = Waiting.Count < Shown ? Waiting.Count : await In(CaptureState.Queued).CountAsync(Cancel);
        AllFailed = Failed.Count < Shown ? Failed.Count : await In(CaptureState.Failed).CountAsync(Cancel);
        AllWithdrawn = Withdrawn.Count < Shown ? Withdrawn.Count : await Off.CountAsync(Cancel);
        if (AllWaiting > 0)
            places = await line.PlacesAsync(Cancel);
        Unstamped = await Mine.Where(c => db.ExhibitTimestamps.Any(t => t.ExhibitId == c.ExhibitId && t.State == TimestampState.Waiting))
            .Join(db.Exhibits, c => c.ExhibitId, e => (long?)e.Id, (_, e) => e.Label).Distinct().OrderBy(label => label).Take(Shown).ToListAsync(Cancel);
    }

    private async Task<IReadOnlyList<Capture>> NewestAsync(IQueryable<Capture> ended) =>
        [.. (await ended.OrderByDescending(c => c.Id).Take(Shown).ToListAsync(Cancel)).OrderBy(c => c.Id)];

    /// <summary>What was taken off and nobody has asked for since.</summary>
    private IQueryable<Capture> Off => In(CaptureState.Withdrawn).Where(c => !db.Captures.Any(o => o.MessageId == c.MessageId && o.State != CaptureState.Withdrawn));

    private IQueryable<Capture> In(CaptureState state) => Mine.AsNoTracking().Where(c => c.State == state);

    protected async Task<IActionResult> CancelAsync()
    {
        if (!await Mine.AnyAsync(c => c.Id == Capture, Cancel))
            return NotFound();
        return Done(await line.CancelAsync(Capture, Me.Person, Cancel) ? "Taken off the list. It is said that this page is not kept." : "That one had begun already.");
    }

    protected async Task<IActionResult> AgainAsync()
    {
        if (!await Mine.AnyAsync(c => c.Id == Capture, Cancel))
            return NotFound();
        return Done(await line.AgainAsync(Capture, Me.Person, Cancel) ? "It is in line again." : "Somebody has asked for it again already.");
    }

    protected IActionResult Done(string said)
    {
        Notice(said);
        return Redirect(Here);
    }
}
