using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Chapters.Team.Browsers;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.People;

/// <summary>One person: role, last day, leaving now, and a new link when they have lost their way in.</summary>
[Needs(Permission.ManageTeam)]
[NeedsFresh(ToRead = true)]
public sealed class PersonModel(SerjeantDb db, TeamChanges team, WaysIn waysIn, BrowserPairing browsers, TimeProvider time) : DeskPage
{
    /// <summary>Where a new link waits for the one page that shows it: an encrypted cookie, gone when read.</summary>
    public const string LinkKey = "join-link";

    [FromRoute]
    public long Id { get; set; }

    [BindProperty]
    public Role? Role { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    public Person Person { get; private set; } = null!;
    public SignIn.Ways.Ways Ways { get; private set; } = null!;
    public bool HasLeft { get; private set; }
    public IReadOnlyList<PairedBrowser> Browsers { get; private set; } = [];
    public string? NewLink { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        NewLink = TempData[LinkKey] as string;
        Role = Person.Role;
        LastDay = People.LastDay.Of(Person.LeavesAt, Office);
        return Page();
    }

    public Task<IActionResult> OnPostRoleAsync() => Role is { } role && Enum.IsDefined(role)
        ? ShowAsync(() => team.ChangeRoleAsync(Me.OfficeId, Me.Id, Id, role, Cancel), nameof(Role), "The role is changed. It counts from now.")
        : ShowAsync(() => Task.FromResult(TeamOutcome.Refused("Choose a role")), nameof(Role), "");

    public Task<IActionResult> OnPostLastDayAsync() => (ModelState.IsValid ? People.LastDay.Problem(LastDay, Office, time.GetUtcNow()) : "Enter a real day, such as 27 3 2027") is { } problem
        ? ShowAsync(() => Task.FromResult(TeamOutcome.Refused(problem)), nameof(LastDay), "")
        : ShowAsync(() => team.SetLeavingAsync(Me.OfficeId, Me.Id, Id, People.LastDay.EndOf(LastDay, Office), Cancel), nameof(LastDay),
            LastDay is null ? "There is no last day now." : "The last day is set. Access ends by itself after it.");

    public Task<IActionResult> OnPostLeaveAsync() =>
        ShowAsync(() => team.LeaveNowAsync(Me.OfficeId, Me.Id, Id, Cancel), "leave", "Their access has ended, and every session with it.");

    public Task<IActionResult> OnPostResetAsync() => ShowAsync(async () =>
    {
        var done = await team.ResetAsync(Me.OfficeId, Me.Id, Id, Cancel);
        if (done.Token is { } token)
            TempData[LinkKey] = this.AbsoluteJoin(token);
        return done;
    }, "reset", "Their old ways of signing in are gone. Send them the link below.");

    public async Task<IActionResult> OnPostEndBrowserAsync(long browser)
    {
        if (!await browsers.EndAsync(Me.Person, Id, browser, "ended by a manager", Cancel))
            return NotFound();
        Notice("That browser can’t reach the desk any more.");
        return Redirect(TeamLinks.Person(Id));
    }

    private async Task<IActionResult> ShowAsync(Func<Task<TeamOutcome>> change, string field, string done)
    {
        if (!await LoadAsync())
            return NotFound();
        ModelState.Clear();
        var outcome = await change();
        if (!outcome.Found)
            return NotFound();
        if (outcome.Problem is { } problem)
            return Invalid(field, problem);
        Notice(done);
        return Redirect(TeamLinks.Person(Id));
    }

    private async Task<bool> LoadAsync()
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id, Cancel) is not { } person)
            return false;
        Person = person;
        Ways = await waysIn.OfAsync(person, Cancel);
        HasLeft = person.HasLeft(time.GetUtcNow());
        Browsers = await browsers.OfAsync(person.Id, Cancel);
        return true;
    }
}
