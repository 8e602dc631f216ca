using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Chapters.Team.Browsers;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Team.People;

/// <summary>
/// Who belongs to the office and as what. A manager decides that somebody may sign in, never how: each link leads to a
/// choice of the person's own, second step included.
/// </summary>
public sealed class TeamChanges(
    SerjeantDb db, OfficeChanges changes, UserManager<Person> people, OneTimeLinks links, WaysIn ways, BrowserPairing browsers, TimeProvider time)
{
    public const string LastManager = "An office needs a manager who can sign in. Make somebody else a manager first";
    public const string EmailTaken = "That email address cannot be used: somebody on this desk has it already, or it has characters that are not allowed";

    public Task<TeamOutcome> InviteAsync(
        long officeId, long actorId, string name, string email, Role role, DateTimeOffset? leavesAt, CancellationToken cancel) =>
        changes.RunAsync(officeId, actorId, async ledger =>
        {
            var person = new Person
            {
                OfficeId = officeId,
                DisplayName = name,
                Email = email,
                UserName = email,
                Role = role,
                LeavesAt = leavesAt,
                CreatedAt = time.GetUtcNow(),
            };
            if (!(await people.CreateAsync(person)).Succeeded)
            {
                db.ChangeTracker.Clear();
                return TeamOutcome.Refused(EmailTaken);
            }
            var (_, token) = links.Create(OneTimeLinkKind.Invitation, officeId, person.Id);
            ledger.Record("person.invited", "person", person.Id, ("role", role.ToString()));
            ledger.Commit($"person:{person.Id}", "name", name);
            ledger.Commit($"person:{person.Id}", "email", email);
            return new TeamOutcome(true, Token: token, PersonId: person.Id);
        }, cancel);

    /// <summary>Every way in goes, every session ends, earlier links stop working; the new link leads to a new choice.</summary>
    /// <param name="actorId">Null for the owner of the machine, at its command line.</param>
    public Task<TeamOutcome> ResetAsync(long officeId, long? actorId, long personId, CancellationToken cancel) =>
        ChangeAsync(officeId, actorId, personId, async (person, ledger) =>
        {
            person.LeftAt = null;
            if (person.LeavesAt <= time.GetUtcNow())
                person.LeavesAt = null;
            await ways.ClearAsync(person, "reset", cancel);
            await browsers.EndAllAsync(person, "reset", ledger, cancel);
            await links.WithdrawAsync(person.Id, null, cancel);
            var (_, token) = links.Create(OneTimeLinkKind.Invitation, officeId, person.Id);
            ledger.Record("person.sign-in-reset", "person", person.Id);
            return new TeamOutcome(true, Token: token);
        }, cancel);

    public Task<TeamOutcome> ChangeRoleAsync(long officeId, long actorId, long personId, Role role, CancellationToken cancel) =>
        ChangeAsync(officeId, actorId, personId, async (person, ledger) =>
        {
            if (person.Role == role)
                return TeamOutcome.Done;
            if (await IsLastManagerAsync(person, cancel))
                return TeamOutcome.Refused(LastManager);
            ledger.Record("person.role-changed", "person", person.Id, ("from", person.Role.ToString()), ("to", role.ToString()));
            person.Role = role;
            if (!RolePermissions.Of(role).Contains(Permission.PairBrowsers))
                await browsers.EndAllAsync(person, "role changed", ledger, cancel);
            return TeamOutcome.Done;
        }, cancel);

    /// <param name="leavesAt">The moment at which access ends; null for no end.</param>
    public Task<TeamOutcome> SetLeavingAsync(long officeId, long actorId, long personId, DateTimeOffset? leavesAt, CancellationToken cancel) =>
        ChangeAsync(officeId, actorId, personId, async (person, ledger) =>
        {
            if (leavesAt is not null && await IsLastManagerAsync(person, cancel))
                return TeamOutcome.Refused(LastManager);
            person.LeavesAt = leavesAt;
            ledger.Record("person.leaving-set", "person", person.Id, ("at", leavesAt?.ToString("O") ?? "none"));
            return TeamOutcome.Done;
        }, cancel);

    /// <summary>Access ends with this press: sessions, links and every way in.</summary>
    public Task<TeamOutcome> LeaveNowAsync(long officeId, long actorId, long personId, CancellationToken cancel) =>
        ChangeAsync(officeId, actorId, personId, async (person, ledger) =>
        {
            if (await IsLastManagerAsync(person, cancel))
                return TeamOutcome.Refused(LastManager);
            person.LeftAt = time.GetUtcNow();
            await ways.ClearAsync(person, "left", cancel);
            await browsers.EndAllAsync(person, "left", ledger, cancel);
            await links.WithdrawAsync(person.Id, null, cancel);
            ledger.Record("person.left", "person", person.Id);
            return TeamOutcome.Done;
        }, cancel);

    /// <summary>
    /// True when without this person no manager could sign in. Somebody invited who has not joined doesn't count, and
    /// neither does somebody with a leaving date.
    /// </summary>
    private async Task<bool> IsLastManagerAsync(Person person, CancellationToken cancel) =>
        person.Role == Role.Manager && !person.HasLeft(time.GetUtcNow())
        && !await ways.ThatCanSignIn(person.OfficeId, time.GetUtcNow()).AnyAsync(p => p.Id != person.Id && p.Role == Role.Manager && p.LeavesAt == null, cancel);

    private Task<TeamOutcome> ChangeAsync(
        long officeId, long? actorId, long personId, Func<Person, LedgerWriter, Task<TeamOutcome>> change, CancellationToken cancel) =>
        changes.RunAsync(officeId, actorId, async ledger =>
            await db.Users.SingleOrDefaultAsync(p => p.Id == personId, cancel) is { } person ? await change(person, ledger) : TeamOutcome.NotFound, cancel);
}
