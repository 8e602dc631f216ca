using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Evidence;

namespace Serjeant.Chapters.Cases.TimeStamps;

/// <summary>Asks for time-stamps. A row waits until an authority has answered, however long that takes; without an authority it only waits.</summary>
public sealed class TimeStampQueue(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    public const string AskedNow = "A time-stamp is asked for now. Look again in a minute.";
    public const string AskedLater = "A time-stamp is asked for as soon as a manager switches an authority on, under Team, Time-stamps.";

    /// <summary>The request that is made with every exhibit, in the exhibit's own transaction.</summary>
    /// <param name="archive">SHA-256 of the web archive's <c>datapackage.json</c>, for a time-stamp over that; null for one over the manifest.</param>
    public static ExhibitTimestamp For(Exhibit exhibit, string? archive = null) => new()
    {
        OfficeId = exhibit.OfficeId,
        ExhibitId = exhibit.Id,
        Over = (int)(archive is null ? TimeStampOver.Manifest : TimeStampOver.Archive),
        Imprint = archive ?? exhibit.ManifestHash,
        AskedAt = exhibit.MadeAt,
        NextTryAt = exhibit.MadeAt,
    };

    /// <summary>The request that is made with every redacted copy, in the copy's own transaction: its manifest is not the exhibit's.</summary>
    public static ExhibitTimestamp For(Redaction copy) => new()
    {
        OfficeId = copy.OfficeId,
        ExhibitId = copy.ExhibitId,
        RedactionId = copy.Id,
        Over = (int)TimeStampOver.Manifest,
        Imprint = copy.ManifestHash,
        AskedAt = copy.MadeAt,
        NextTryAt = copy.MadeAt,
    };

    /// <summary>Asks at once where one waits, and for one more where none does.</summary>
    /// <param name="number">Of a redacted copy of the exhibit; null for the exhibit itself.</param>
    /// <returns>False when there is no such exhibit or copy here, or retention has emptied it.</returns>
    public Task<bool> AgainAsync(long exhibitId, int? number, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var exhibit = await db.Exhibits.AsNoTracking().SingleOrDefaultAsync(e => e.Id == exhibitId && e.Files.Any(), cancel);
        var copy = number is null ? null : await db.Redactions.AsNoTracking().SingleOrDefaultAsync(r => r.ExhibitId == exhibitId && r.Number == number, cancel);
        if (exhibit is null || (number is not null && copy is null))
            return false;
        var copyId = copy?.Id;
        var now = time.GetUtcNow();
        await db.TimestampAuthorities.ExecuteUpdateAsync(set => set.SetProperty(a => a.RestUntil, (DateTimeOffset?)null), cancel);
        var waiting = await db.ExhibitTimestamps.Where(t => t.ExhibitId == exhibitId && t.RedactionId == copyId && t.State == TimestampState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.NextTryAt, now), cancel);
        if (waiting > 0)
            return true;
        var row = copy is null ? For(exhibit) : For(copy);
        (row.AskedAt, row.NextTryAt) = (now, now);
        db.ExhibitTimestamps.Add(row);
        ledger.Record("exhibit.time-stamp-asked", "exhibit", exhibitId, ("label", exhibit.Label), ("over-sha256", row.Imprint));
        return true;
    }, cancel);

    /// <summary>What waits in the office is tried at once: an authority was added, or answers again.</summary>
    public static Task HurryAsync(SerjeantDb db, DateTimeOffset now, CancellationToken cancel) =>
        db.ExhibitTimestamps.Where(t => t.State == TimestampState.Waiting && t.NextTryAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.NextTryAt, now), cancel);
}
