using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Chapters.Team.Keys;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Chromium;
using Serjeant.Outside.Storage;
using Serjeant.Workers;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>The only private addresses that this desk's captures may reach.</summary>
public sealed record CaptureAllowance(IReadOnlyCollection<AllowedAddress> Addresses);

/// <summary>
/// One worker's turn at a capture: claims it, opens the pages, seals the files and makes the exhibit. Killed anywhere, the
/// capture is claimed again and made anew; the exhibit and the capture's end are one transaction, so there is never a second.
/// </summary>
public sealed class CaptureRun(
    SerjeantDb db, OfficeChanges changes, Leases leases, CaptureService captures, CaptureAllowance allowance, OfficeVault vaults, OfficeSigningKeys signing,
    ExhibitMaker maker, Arrivals arrivals, BlobSweep sweep, IServiceScopeFactory scopes, TimeProvider time, ILogger<CaptureRun> log)
{
    /// <summary>A page that ends the program each time must not do so for ever.</summary>
    public const int MostAttempts = 3;

    /// <returns>Null when somebody else has it or it has ended.</returns>
    public async Task<Capture?> TryAsync(long captureId, string owner, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<Capture>(captureId, owner, cancel))
            return null;
        var capture = await db.Captures.IgnoreQueryFilters().AsNoTracking().SingleAsync(c => c.Id == captureId, cancel);
        db.OfficeScope = capture.OfficeId;
        var began = time.GetUtcNow();
        // Only what has not ended: it may have been done, or taken off the list, since it was read.
        if (await Mine(captureId, owner).Where(c => c.State == CaptureState.Queued || c.State == CaptureState.Running).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.State, CaptureState.Running).SetProperty(c => c.StartedAt, began).SetProperty(c => c.Step, CaptureStep.None).SetProperty(c => c.Attempts, c => c.Attempts + 1), cancel) != 1)
        {
            await leases.ReleaseAsync<Capture>(captureId, owner, cancel);
            return null;
        }
        await using var renewal = LeaseRenewal.Start<Capture>(scopes, time, owner, captureId);
        try
        {
            if (capture.Attempts >= MostAttempts)
                await FailAsync(capture, owner, string.Create(CultureInfo.InvariantCulture, $"It was begun {MostAttempts} times, and each time the program ended before the page was kept."));
            else
                await MakeAsync(capture, owner, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await BackInQueueAsync(captureId, owner);
        }
        catch (LeaseLostException)
        {
            return null;
        }
        catch (ArrivalRefusedException e)
        {
            await FailAsync(capture, owner, e.Message + ".");
            await sweep.RunAsync(capture.OfficeId, CancellationToken.None);
        }
        catch (Exception e) when (e is ChromiumUnavailableException or VaultException)
        {
            await FailAsync(capture, owner, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The exception's type only: its message may quote the page.
            log.LogError("Capture {Capture} failed: {Fault}", captureId, e.GetType().Name);
            await FailAsync(capture, owner, "Something went wrong while the page was kept. Ask for it again, and if it fails again tell whoever looks after Serjeant.");
        }
        return await db.Captures.AsNoTracking().SingleAsync(c => c.Id == captureId, CancellationToken.None);
    }

    private async Task MakeAsync(Capture capture, string owner, CancellationToken cancel)
    {
        if (!CaptureAddress.TryParse(capture.Address, out var post, out var problem))
        {
            await FailAsync(capture, owner, problem + ".");
            return;
        }
        if (await arrivals.OfPageAsync(capture.CaseId, capture.MessageId, capture.Address, capture.ProfileAddress, cancel) is { } refusal)
            throw new ArrivalRefusedException(refusal);
        Uri? profile = null;
        var profileProblem = capture.ProfileAddress is not null && !CaptureAddress.TryParse(capture.ProfileAddress, out profile, out var why) ? why : null;
        var zone = await db.Offices.Where(o => o.Id == capture.OfficeId).Select(o => o.TimeZone).SingleAsync(cancel);
        var by = await db.Users.Where(p => p.Id == capture.AskedById).Select(p => p.DisplayName).SingleAsync(cancel);
        using var key = await signing.OpenAsync(capture.OfficeId, cancel);
        var request = new CaptureRequest(post, profile, by, zone) { Allowed = allowance.Addresses, SigningKey = key.Key, OnStep = step => StepAsync(capture.Id, owner, StepOf(step)) };
        using var result = await captures.CaptureAsync(request, cancel);
        if (!result.HasPost)
        {
            await FailAsync(capture, owner, CaptureWords.Of(result.Post));
            return;
        }
        await StepAsync(capture.Id, owner, CaptureStep.Sealing);
        await using var vault = await vaults.OpenAsync(capture.OfficeId, cancel);
        var files = await CapturedFiles.SealAsync(vault, result, cancel);
        var draft = CapturedExhibit.Draft(capture, result, files, profileProblem);
        await maker.MakeAsync(vault, capture.OfficeId, capture.AskedById, draft, async (exhibit, ledger) =>
        {
            var now = time.GetUtcNow();
            var ended = await Mine(capture.Id, owner).ExecuteUpdateAsync(set => set
                .SetProperty(c => c.State, CaptureState.Done)
                .SetProperty(c => c.Outcome, CaptureWords.Of(result.Post))
                .SetProperty(c => c.FinishedAt, now)
                .SetProperty(c => c.ExhibitId, exhibit.Id)
                .SetProperty(c => c.LeaseOwner, (string?)null)
                .SetProperty(c => c.LeaseUntil, (DateTimeOffset?)null), cancel);
            if (ended != 1)
                throw new LeaseLostException(); // and the exhibit is not made either
            if (exhibit.SeenSignedOut == true)
                Watches.Begin(db, exhibit, capture.AskedById, now, ledger);
        }, cancel);
    }

    /// <summary>For whoever looks on: a database that is away for a moment costs no capture.</summary>
    private async Task StepAsync(long captureId, string owner, CaptureStep step)
    {
        try
        {
            await Mine(captureId, owner).ExecuteUpdateAsync(set => set.SetProperty(c => c.Step, step), CancellationToken.None);
        }
        catch (System.Data.Common.DbException)
        {
            log.LogWarning("The step of capture {Capture} could not be written.", captureId);
        }
    }

    private static CaptureStep StepOf(PageStep step) => step switch
    {
        PageStep.Opening => CaptureStep.Opening,
        PageStep.Scrolling => CaptureStep.Scrolling,
        PageStep.Pictures => CaptureStep.Pictures,
        PageStep.Profile => CaptureStep.Profile,
        _ => CaptureStep.Saving,
    };

    private async Task FailAsync(Capture capture, string owner, string why)
    {
        db.ChangeTracker.Clear();
        var now = time.GetUtcNow();
        await changes.RunAsync(capture.OfficeId, capture.AskedById, async ledger =>
        {
            var ended = await Mine(capture.Id, owner).ExecuteUpdateAsync(set => set
                .SetProperty(c => c.State, CaptureState.Failed)
                .SetProperty(c => c.Outcome, why)
                .SetProperty(c => c.FinishedAt, now)
                .SetProperty(c => c.LeaseOwner, (string?)null)
                .SetProperty(c => c.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
            if (ended == 1)
                ledger.Record("capture.failed", "capture", capture.Id);
        }, CancellationToken.None);
    }

    /// <summary>The program closes in good order: whoever is next begins at once, and this attempt does not count.</summary>
    private Task BackInQueueAsync(long captureId, string owner) => Mine(captureId, owner).ExecuteUpdateAsync(set => set
        .SetProperty(c => c.State, CaptureState.Queued)
        .SetProperty(c => c.Attempts, c => c.Attempts - 1)
        .SetProperty(c => c.LeaseOwner, (string?)null)
        .SetProperty(c => c.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);

    private IQueryable<Capture> Mine(long captureId, string owner) => db.Captures.Where(c => c.Id == captureId && c.LeaseOwner == owner);

    private sealed class LeaseLostException : Exception;
}
