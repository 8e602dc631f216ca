using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Chromium;
using Serjeant.Outside.Storage;
using Serjeant.Workers;

namespace Serjeant.Chapters.Cases.Watching;

/// <summary>
/// One worker's turn at a watch that is due: claims it and its site, looks, and hands what was seen to <see cref="WatchKeeper"/>. Killed
/// anywhere, the look is claimed again and made anew; its exhibit and the watch's next time are one transaction.
/// </summary>
public sealed class WatchRun(
    SerjeantDb db, Leases leases, CaptureService captures, CaptureAllowance allowance, SiteTurns turns, WatchKeeper keeper, Arrivals arrivals, WatchPace pace,
    IServiceScopeFactory scopes, TimeProvider time, ILogger<WatchRun> log)
{
    /// <summary>How long a look waits when it is this server that can't look.</summary>
    private static readonly TimeSpan OwnTrouble = TimeSpan.FromHours(1);

    /// <returns>False when somebody else has it or its site, or there is nothing to look at.</returns>
    public async Task<bool> TryAsync(long watchId, string owner, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<ExhibitWatch>(watchId, owner, cancel))
            return false;
        IReadOnlyList<long>? sites = null;
        try
        {
            var watch = await db.ExhibitWatches.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(w => w.Id == watchId, cancel);
            if (watch is not { State: WatchState.On } || watch.NextLookAt > time.GetUtcNow())
                return false;
            db.OfficeScope = watch.OfficeId;
            var exhibit = await db.Exhibits.AsNoTracking().Include(e => e.Files).SingleAsync(e => e.Id == watch.ExhibitId, cancel);
            if (exhibit.SealedOffAt is not null || !CaptureAddress.TryParse(exhibit.Address, out var post, out _)
                || await arrivals.OfPageAsync(exhibit.CaseId, exhibit.MessageId, exhibit.Address, exhibit.ProfileAddress, cancel) is not null)
            {
                await keeper.StopAsync(watch, exhibit, owner, cancel);
                return true;
            }
            var profile = CaptureAddress.TryParse(exhibit.ProfileAddress, out var parsed, out _) ? parsed : null;
            sites = await turns.TakeAsync(new[] { post, profile }.OfType<Uri>().Select(Watches.SiteOf), owner, cancel);
            if (sites is null)
                return false;
            await LookAsync(watch, exhibit, post, profile, sites, owner, cancel);
            return true;
        }
        finally
        {
            if (sites is not null)
                await turns.GiveBackAsync(sites, owner);
            await leases.ReleaseAsync<ExhibitWatch>(watchId, owner, CancellationToken.None);
        }
    }

    private async Task LookAsync(ExhibitWatch watch, Exhibit exhibit, Uri post, Uri? profile, IReadOnlyList<long> sites, string owner, CancellationToken cancel)
    {
        await using var mine = LeaseRenewal.Start<ExhibitWatch>(scopes, time, owner, watch.Id);
        await using var theirs = LeaseRenewal.Start<WatchedSite>(scopes, time, owner, sites);
        if (watch.Tries >= pace.MostTries)
        {
            await keeper.GiveUpAsync(watch, exhibit, owner, cancel);
            return;
        }
        var began = time.GetUtcNow();
        await Mine(watch, owner).ExecuteUpdateAsync(set => set.SetProperty(w => w.Tries, w => w.Tries + 1).SetProperty(w => w.TriedAt, began), cancel);
        try
        {
            using var result = await captures.CaptureAsync(await RequestAsync(watch, post, profile, cancel), cancel);
            if (result.AsksToWait || result.Post.Status is null)
            {
                if (await WaitAsync(watch, result, sites, owner, cancel))
                    return;
            }
            else
            {
                await turns.AnsweredAsync(sites, cancel);
            }
            await keeper.KeepAsync(watch, exhibit, result, owner, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The program closes in good order: whoever is next begins at once, and this try does not count.
            await Mine(watch, owner).ExecuteUpdateAsync(set => set.SetProperty(w => w.Tries, watch.Tries).SetProperty(w => w.TriedAt, watch.TriedAt), CancellationToken.None);
            throw;
        }
        catch (LookLostException)
        {
            log.LogInformation("A look at watch {Watch} was made by somebody else in the meantime.", watch.Id);
        }
        catch (ArrivalRefusedException)
        {
            // What came is a file that was sealed off: it is not kept, and the address is not opened again.
            await keeper.StopAsync(watch, exhibit, owner, cancel);
        }
        catch (Exception e) when (e is ChromiumUnavailableException or VaultException)
        {
            await PostponeAsync(watch, owner, time.GetUtcNow() + OwnTrouble, e.Message);
        }
    }

    /// <summary>The site asks to be left alone, or nothing came: it is tried again later, unless it was tried often enough.</summary>
    private async Task<bool> WaitAsync(ExhibitWatch watch, CaptureResult result, IReadOnlyList<long> sites, string owner, CancellationToken cancel)
    {
        var until = result.AsksToWait
            ? await turns.RestAsync(sites, result.RetryAfter, cancel)
            : time.GetUtcNow() + pace.BackOff(watch.Tries);
        if (watch.Tries + 1 >= pace.MostTries)
            return false;
        var why = result.AsksToWait
            ? "The site asks to be left alone for a while"
            : result.Post.Missing.FirstOrDefault()?.TrimEnd('.') ?? "The site did not answer";
        await PostponeAsync(watch, owner, until, why);
        return true;
    }

    private Task PostponeAsync(ExhibitWatch watch, string owner, DateTimeOffset until, string why) =>
        Mine(watch, owner).ExecuteUpdateAsync(set => set.SetProperty(w => w.NextLookAt, until).SetProperty(w => w.Problem, why), CancellationToken.None);

    private async Task<CaptureRequest> RequestAsync(ExhibitWatch watch, Uri post, Uri? profile, CancellationToken cancel)
    {
        var zone = await db.Offices.Where(o => o.Id == watch.OfficeId).Select(o => o.TimeZone).SingleAsync(cancel);
        var by = await db.Users.Where(p => p.Id == watch.StartedById).Select(p => p.DisplayName).SingleAsync(cancel);
        return new CaptureRequest(post, profile, by, zone)
        {
            Allowed = allowance.Addresses,
            Small = true,
            Limits = new CaptureLimits { Bytes = 50L * 1024 * 1024 },
        };
    }

    private IQueryable<ExhibitWatch> Mine(ExhibitWatch watch, string owner) => db.ExhibitWatches.Where(w => w.Id == watch.Id && w.LeaseOwner == owner);
}
