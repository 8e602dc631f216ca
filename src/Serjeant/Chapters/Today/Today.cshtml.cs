using Serjeant.Chapters.Inbox.Messages;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Components;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Today;

/// <summary>The start page: what can't wait, then what waits, then what is under way.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class TodayModel(SerjeantDb db, Uncover uncover, TimeProvider time) : DeskPage
{
    public TodaySummary Summary { get; private set; } = null!;
    public Dose Dose { get; private set; } = null!;
    public bool IsPrincipal => Me.Role == Role.Principal;

    public string Greeting => OfficeTime.Local(time.GetUtcNow(), OfficeTime.Zone(Office.TimeZone)).Hour switch
    {
        < 12 => "Good morning",
        < 18 => "Good afternoon",
        _ => "Good evening",
    };

    public string Day => OfficeTime.Date(time.GetUtcNow(), OfficeTime.Zone(Office.TimeZone));

    public async Task OnGetAsync()
    {
        Summary = await TodaySummary.LoadAsync(db, Me, time.GetUtcNow(), Cancel);
        Dose = await uncover.DoseAsync(Office, Me.Id, Cancel);
    }
}
