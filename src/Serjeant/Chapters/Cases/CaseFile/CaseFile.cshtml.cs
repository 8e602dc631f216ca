using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.Reports;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Components;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.CaseFile;

/// <summary>One case whole: danger and route first, then gaps, the timeline, evidence, reports, packs, custody.</summary>
[Needs(Permission.SeeCases)]
public sealed class CaseFileModel(CaseReader cases, CaseChanges changes, CaseAlerts alerts, TimeProvider time) : DeskPage
{
    public const int ShownAtOnce = 60;

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>yes to see every line of a long timeline.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Whole { get; set; }

    [BindProperty] public string? Why { get; set; }
    [BindProperty] public string? What { get; set; }
    [BindProperty] public DateOnly? On { get; set; }
    [BindProperty] public string? At { get; set; }
    [BindProperty] public List<long> People { get; set; } = [];
    [BindProperty] public string? Note { get; set; }

    public CaseRecord Record { get; private set; } = null!;
    public IReadOnlyList<ChronologyLine> Lines { get; private set; } = [];
    public IReadOnlyList<CaseGap> Gaps { get; private set; } = [];
    public IReadOnlyList<Person> Colleagues { get; private set; } = [];
    public DateOnly Today => DateOnly.FromDateTime(OfficeTime.Local(time.GetUtcNow(), Zone).DateTime);

    /// <summary>Sees the rows of messages and the custody log; others see the summary.</summary>
    public bool Works => Me.Can(Permission.WorkCases);
    public bool SeesEvidence => Me.Can(Permission.SeeEvidence);
    public bool IsOpen => Record.Case.State == CaseState.Open;
    public IEnumerable<CaseAlert> ForMe => Record.Alerts.Where(a => a.ToId == Me.Id && a.SeenAt is null);

    private TimeZoneInfo Zone => OfficeTime.Zone(Office.TimeZone);

    public Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        return ShowAsync();
    }

    public Task<IActionResult> OnPostCalledAsync() => DoAsync(() => changes.Called999Async(Number, Me.Person, Cancel), "Noted that 999 was called.");

    public Task<IActionResult> OnPostReopenAsync() => DoAsync(() => changes.ReopenAsync(Number, Me.Person, Cancel), "The case is open again.");

    public Task<IActionResult> OnPostHoldAsync() => DoAsync(
        () => changes.HoldAsync(Number, Me.Person, true, Cancel), "On legal hold: nothing of this case is deleted, whatever retention says.");

    public Task<IActionResult> OnPostLiftHoldAsync() => DoAsync(() => changes.HoldAsync(Number, Me.Person, false, Cancel), "The hold is lifted.");

    public Task<IActionResult> OnPostCloseAsync() => Text(Why, 500) is { } why
        ? DoAsync(() => changes.CloseAsync(Number, Me.Person, why, Cancel), "The case is closed.")
        : InvalidAsync(nameof(Why), "Say in up to 500 characters why the case is closed");

    public Task<IActionResult> OnPostEventAsync()
    {
        var at = OfficeMoment.From(On, At, Zone);
        if (Text(What, 1_000) is not { } what)
            return InvalidAsync(nameof(What), "Say what happened, in up to 1,000 characters");
        if (at is null || at > time.GetUtcNow().AddMinutes(5))
            return InvalidAsync(On is null ? nameof(On) : nameof(At), "Enter the day it happened, and a time such as 14:30; not in the future");
        return DoAsync(() => changes.AddEventAsync(Number, Me.Person, at.Value, what, Cancel), "Added to the timeline.");
    }

    public async Task<IActionResult> OnPostAskAsync()
    {
        if (People.Count == 0)
            return await InvalidAsync(nameof(People), "Choose who should look");
        if (Note?.Length > 500)
            return await InvalidAsync(nameof(Note), "The note must be 500 characters or fewer");
        return await DoAsync(() => alerts.AskAsync(Number, Me.Person, People, Text(Note, 500), Cancel), "Asked. You will see here when they have looked.");
    }

    /// <summary>Whoever was asked may say that they looked, whatever else they may do.</summary>
    public async Task<IActionResult> OnPostSeenAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is null)
            return NotFound();
        await alerts.SeenAsync(Number, Me.Person, Cancel);
        Notice("Thank you. They can see that you have looked.");
        return Redirect(CasesLinks.Case(Number));
    }

    private async Task<IActionResult> DoAsync(Func<Task<bool>> change, string done)
    {
        if (!Works)
            return Forbid();
        if (!await change())
            return NotFound();
        Notice(done);
        return Redirect(CasesLinks.Case(Number));
    }

    private async Task<IActionResult> InvalidAsync(string field, string error)
    {
        if (!Works)
            return Forbid();
        if (await ShowAsync() is not Microsoft.AspNetCore.Mvc.RazorPages.PageResult)
            return NotFound();
        return Invalid(field, error);
    }

    private async Task<IActionResult> ShowAsync()
    {
        if (await cases.ReadAsync(Number, Cancel) is not { } record)
            return NotFound();
        Record = record;
        Lines = Chronology.Of(record);
        Gaps = CaseGaps.Of(record);
        Colleagues = Works ? await alerts.ColleaguesAsync(Me.Person, Cancel) : [];
        return Page();
    }

    private static string? Text(string? text, int most) => text?.Trim() is { Length: > 0 } said && said.Length <= most ? said : null;
}
