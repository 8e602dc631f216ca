using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Outside.TimeStamps;
using Serjeant.Shell.Components;

namespace Serjeant.Chapters.Cases.TimeStamps;

/// <summary>
/// One worker's turn at a time-stamp: claims it, asks the office's authorities in their order and keeps the first answer that
/// holds. Killed anywhere, it is claimed again and asked anew; the row's end, its ledger entry and the claim on the stored token
/// are one transaction, so there is never a second.
/// </summary>
public sealed class TimeStampRun(
    SerjeantDb db, OfficeChanges changes, Leases leases, TimeStampClient client, OfficeVault vaults, TimeProvider time)
{
    /// <summary>How long an authority is left alone after so many failures in a row; then always the last.</summary>
    public static readonly IReadOnlyList<TimeSpan> Rests =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6)];

    /// <returns>False when somebody else has it, it is done, or the office has no authority.</returns>
    public async Task<bool> TryAsync(long id, string owner, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<ExhibitTimestamp>(id, owner, cancel))
            return false;
        try
        {
            var row = await db.ExhibitTimestamps.IgnoreQueryFilters().AsNoTracking().SingleAsync(t => t.Id == id, cancel);
            db.OfficeScope = row.OfficeId;
            var authorities = await db.TimestampAuthorities.AsNoTracking().OrderBy(a => a.Position).ThenBy(a => a.Id).ToListAsync(cancel);
            if (row.State != TimestampState.Waiting || authorities.Count == 0)
                return false;
            await AskAsync(row, owner, authorities, cancel);
            return true;
        }
        finally
        {
            await leases.ReleaseAsync<ExhibitTimestamp>(id, owner, CancellationToken.None);
        }
    }

    private async Task AskAsync(ExhibitTimestamp row, string owner, List<TimestampAuthority> authorities, CancellationToken cancel)
    {
        var hash = Convert.FromHexString(row.Imprint);
        var problems = new List<string>();
        foreach (var authority in authorities.Where(a => a.RestUntil is null || a.RestUntil <= time.GetUtcNow()))
        {
            // One answer may take a third of a lease; renewed for each, nobody else takes the row meanwhile.
            if (!await leases.ClaimAsync<ExhibitTimestamp>(row.Id, owner, cancel))
                return;
            try
            {
                var received = await client.AskAsync(new TimeStampAuthority(authority.Name, new Uri(authority.Address)), hash, cancel);
                await KeepAsync(row, owner, authority, received, cancel);
                return;
            }
            catch (TimeStampException e)
            {
                await RestAsync(db, authority, e.Message, time.GetUtcNow(), cancel);
                problems.Add($"{authority.Name}: {e.Message}");
            }
            catch (VaultException e)
            {
                problems.Add(e.Message);
                break;
            }
        }
        await PostponeAsync(row, owner, problems, cancel);
    }

    private async Task KeepAsync(ExhibitTimestamp row, string owner, TimestampAuthority authority, ReceivedTimeStamp received, CancellationToken cancel)
    {
        await using var vault = await vaults.OpenAsync(row.OfficeId, cancel);
        var blob = await vault.StoreAsync(received.Response, cancel);
        await changes.RunAsync(row.OfficeId, null, async ledger =>
        {
            var now = time.GetUtcNow();
            var stamp = received.Stamp;
            var kept = await Mine(row.Id, owner).ExecuteUpdateAsync(set => set
                .SetProperty(t => t.State, TimestampState.Done).SetProperty(t => t.Attempts, t => t.Attempts + 1)
                .SetProperty(t => t.TriedAt, now).SetProperty(t => t.ReceivedAt, now).SetProperty(t => t.Problem, (string?)null)
                .SetProperty(t => t.AskedOf, authority.Name).SetProperty(t => t.Address, authority.Address)
                .SetProperty(t => t.StampedAt, stamp.At).SetProperty(t => t.Authority, stamp.Authority).SetProperty(t => t.Root, stamp.Root)
                .SetProperty(t => t.TokenHash, blob.Sha256).SetProperty(t => t.TokenBytes, blob.Length), cancel);
            if (kept != 1)
                return; // Somebody else was quicker, or the exhibit was let go.
            await BlobClaim.TakeAsync(db, vault, ledger, [blob], "The time-stamp was cleared away while it was kept; it is asked for again", cancel);
            await db.TimestampAuthorities.Where(a => a.Id == authority.Id).ExecuteUpdateAsync(set => set
                .SetProperty(a => a.AnsweredAt, now).SetProperty(a => a.Problem, (string?)null)
                .SetProperty(a => a.Failures, 0).SetProperty(a => a.RestUntil, (DateTimeOffset?)null), cancel);
            var label = await db.Exhibits.Where(e => e.Id == row.ExhibitId).Select(e => e.Label).SingleAsync(cancel);
            ledger.Record("exhibit.time-stamped", "exhibit", row.ExhibitId, ("label", label), ("time", OfficeTime.Iso(stamp.At)), ("over-sha256", row.Imprint), ("token-sha256", blob.Sha256), ("asked-of", authority.Address));
        }, cancel);
    }

    /// <summary>Leaves an authority alone for a while, longer each time.</summary>
    internal static Task RestAsync(SerjeantDb db, TimestampAuthority authority, string problem, DateTimeOffset now, CancellationToken cancel)
    {
        var until = now + Rests[Math.Min(authority.Failures, Rests.Count - 1)];
        return db.TimestampAuthorities.Where(a => a.Id == authority.Id).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.Problem, problem).SetProperty(a => a.Failures, a => a.Failures + 1).SetProperty(a => a.RestUntil, until), cancel);
    }

    /// <summary>Until the first authority is asked again.</summary>
    private async Task PostponeAsync(ExhibitTimestamp row, string owner, List<string> problems, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var rests = await db.TimestampAuthorities.AsNoTracking().Select(a => a.RestUntil).ToListAsync(cancel);
        var next = rests.Min() is { } first && first > now ? first : now + Rests[0];
        await Mine(row.Id, owner).ExecuteUpdateAsync(set => set.SetProperty(t => t.NextTryAt, next), cancel);
        if (problems.Count == 0)
            return;
        var problem = string.Join("; ", problems);
        await Mine(row.Id, owner).ExecuteUpdateAsync(set => set
            .SetProperty(t => t.Attempts, t => t.Attempts + 1).SetProperty(t => t.TriedAt, now).SetProperty(t => t.Problem, problem), cancel);
    }

    private IQueryable<ExhibitTimestamp> Mine(long id, string owner) =>
        db.ExhibitTimestamps.Where(t => t.Id == id && t.LeaseOwner == owner && t.State == TimestampState.Waiting);
}
