using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Outside.Chromium;
using Serjeant.Outside.Looking;
using Serjeant.Outside.Storage;
using Serjeant.Workers;

namespace Serjeant.Chapters.Checks.Looks;

/// <summary>
/// One worker's turn at a look: claims it, opens the link, judges what was seen and writes it down as a check. Killed anywhere it is claimed and made again; the check and the look's end are one
/// transaction, so there is never a second.
/// </summary>
public sealed class LookRun(
    SerjeantDb db, OfficeChanges changes, Leases leases, LinkLooker looker, CaptureAllowance allowance, MailChecks checks, CheckKeeper keeper, IServiceScopeFactory scopes, TimeProvider time, ILogger<LookRun> log)
{
    /// <summary>A page that ends the program each time must not do so for ever; and each time is a knock at its site's door.</summary>
    public const int MostAttempts = 2;

    /// <returns>Null when somebody else has it or it has ended.</returns>
    public async Task<LinkLook?> TryAsync(long id, string owner, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<LinkLook>(id, owner, cancel))
            return null;
        var look = await db.LinkLooks.IgnoreQueryFilters().AsNoTracking().SingleAsync(l => l.Id == id, cancel);
        db.OfficeScope = look.OfficeId;
        if (look.State is not (LinkLookState.Queued or LinkLookState.Running))
        {
            await leases.ReleaseAsync<LinkLook>(id, owner, cancel);
            return null;
        }
        await Mine(id, owner).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LinkLookState.Running).SetProperty(l => l.Attempts, l => l.Attempts + 1), cancel);
        await using var renewal = LeaseRenewal.Start<LinkLook>(scopes, time, owner, id);
        try
        {
            if (look.Attempts >= MostAttempts)
                await FailAsync(look, owner, "It was begun twice, and each time the program ended before the page was seen.");
            else
                await LookAsync(look, owner, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The program closes in good order: whoever is next begins at once, and this attempt does not count.
            await Mine(id, owner).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LinkLookState.Queued).SetProperty(l => l.Attempts, l => l.Attempts - 1)
                .SetProperty(l => l.LeaseOwner, (string?)null).SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            return null;
        }
        catch (Exception e) when (e is ChromiumUnavailableException or VaultException)
        {
            await FailAsync(look, owner, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The exception's type only: its message may quote the page.
            log.LogError("Look {Look} failed: {Fault}", id, e.GetType().Name);
            await FailAsync(look, owner, "Something went wrong while the page was looked at. Ask again, and if it fails again tell whoever looks after Serjeant.");
        }
        return await db.LinkLooks.AsNoTracking().SingleAsync(l => l.Id == id, CancellationToken.None);
    }

    private async Task LookAsync(LinkLook look, string owner, CancellationToken cancel)
    {
        var zone = await db.Offices.Where(o => o.Id == look.OfficeId).Select(o => o.TimeZone).SingleAsync(cancel);
        var by = await db.Users.AsNoTracking().SingleAsync(p => p.Id == look.AskedById, cancel);
        var seen = await looker.LookAsync(
            new LookRequest(new Uri(look.Address), zone) { Allowed = allowance.Addresses },
            stage => Mine(look.Id, owner).ExecuteUpdateAsync(set => set.SetProperty(l => l.Stage, (int)stage), cancel), cancel);
        var judged = await checks.AgainAsync(CheckedForm.Page, LookFile.Write(seen), null, cancel);
        var keep = await db.CheckSettings.AnyAsync(s => s.KeepAll, cancel);
        await keeper.RecordAsync(judged, by, keep, cancel, async (check, ledger) =>
        {
            var ended = await EndAsync(look, owner, LinkLookState.Done, null, check.Id);
            if (ended != 1)
                throw new LeaseLostException(); // and the check is not written either
            ledger.Record("link.looked", "look", look.Id, ("outcome", seen.Page.Outcome.ToString().ToLowerInvariant()), ("check", FormattableString.Invariant($"{check.Id}")));
        });
    }

    private async Task FailAsync(LinkLook look, string owner, string why)
    {
        db.ChangeTracker.Clear();
        await changes.RunAsync(look.OfficeId, look.AskedById, async ledger =>
        {
            if (await EndAsync(look, owner, LinkLookState.Failed, why, null) == 1)
                ledger.Record("link.look-failed", "look", look.Id);
        }, CancellationToken.None);
    }

    private Task<int> EndAsync(LinkLook look, string owner, LinkLookState state, string? problem, long? checkId)
    {
        var now = time.GetUtcNow();
        return Mine(look.Id, owner).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, state).SetProperty(l => l.Problem, problem).SetProperty(l => l.CheckId, checkId)
            .SetProperty(l => l.FinishedAt, now).SetProperty(l => l.LeaseOwner, (string?)null).SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
    }

    private IQueryable<LinkLook> Mine(long id, string owner) => db.LinkLooks.Where(l => l.Id == id && l.LeaseOwner == owner);

    private sealed class LeaseLostException : Exception;
}
