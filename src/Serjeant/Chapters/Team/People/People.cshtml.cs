using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.People;

/// <summary>One row of the list.</summary>
public sealed record PersonRow(
    long Id, string Name, string Email, Role Role, bool Joined, DateTimeOffset? LeavesAt, DateTimeOffset? LeftAt, DateTimeOffset? LastSeen);

/// <summary>Who belongs to the office, as what, and when they were last here.</summary>
[Needs(Permission.SeeTeam)]
public sealed class PeopleModel(SerjeantDb db, TimeProvider time) : DeskPage
{
    public IReadOnlyList<PersonRow> Here { get; private set; } = [];
    public IReadOnlyList<PersonRow> Gone { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var now = time.GetUtcNow();
        var demo = Me.Office.IsDemo; // its people come in by the page that names them
        var all = await (
            from p in db.Users.AsNoTracking()
            orderby p.DisplayName
            select new PersonRow(
                p.Id, p.DisplayName, p.Email!, p.Role,
                demo || db.Set<IdentityUserPasskey<long>>().Any(k => k.UserId == p.Id) || (p.PasswordHash != null && p.TwoFactorEnabled),
                p.LeavesAt, p.LeftAt,
                db.SignInSessions.Where(s => s.PersonId == p.Id).Max(s => (DateTimeOffset?)s.LastSeenAt))).ToListAsync(Cancel);
        Here = [.. all.Where(p => p.LeftAt is null && !(p.LeavesAt <= now))];
        Gone = [.. all.Except(Here)];
    }
}
