using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>
/// Empties exhibits, inside a change: their files, time-stamps and redacted copies are given to <see cref="BlobSweep"/>, their words go, and the custody log
/// says so. The row with its label and hash stays: the log is about it.
/// </summary>
public sealed class ExhibitRemoval(SerjeantDb db, TimeProvider time)
{
    public const string Emptied = "Deleted under the retention rules";

    public async Task RemoveAsync(IQueryable<Exhibit> which, long? actorId, CancellationToken cancel)
    {
        foreach (var exhibit in await which.Include(e => e.Files).ToListAsync(cancel))
        {
            await EmptyAsync(exhibit, CustodyAct.DeletedByRetention, Emptied, actorId, cancel);
            (exhibit.Title, exhibit.Outcome) = (Emptied, "Deleted");
            (exhibit.CaseId, exhibit.MessageId) = (null, null);
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Lets go of all that an exhibit is, but for its row and its place in a case. The caller saves.</summary>
    /// <param name="exhibit">With its files loaded.</param>
    internal async Task EmptyAsync(Exhibit exhibit, CustodyAct act, string why, long? actorId, CancellationToken cancel)
    {
        db.DoomedBlobs.AddRange(exhibit.Files.Select(f => new DoomedBlob { OfficeId = exhibit.OfficeId, Hash = f.Hash, Bytes = f.Bytes }));
        db.CustodyEntries.Add(new CustodyEntry
        {
            OfficeId = exhibit.OfficeId,
            ExhibitId = exhibit.Id,
            Act = act,
            Why = why,
            ById = actorId ?? CustodyEntry.TheProgram,
            At = time.GetUtcNow(),
            HashBefore = exhibit.ManifestHash,
        });
        db.ExhibitFiles.RemoveRange(exhibit.Files);
        var stamps = await db.ExhibitTimestamps.Where(t => t.ExhibitId == exhibit.Id).ToListAsync(cancel);
        db.DoomedBlobs.AddRange(stamps.Where(t => t.TokenHash is not null).Select(t => new DoomedBlob { OfficeId = t.OfficeId, Hash = t.TokenHash!, Bytes = t.TokenBytes }));
        db.ExhibitTimestamps.RemoveRange(stamps);
        var retries = await db.AuthorProofRetries.Where(r => r.ExhibitId == exhibit.Id).ToListAsync(cancel);
        db.DoomedBlobs.AddRange(retries.Where(r => r.Hash is not null).Select(r => new DoomedBlob { OfficeId = r.OfficeId, Hash = r.Hash!, Bytes = r.Bytes }));
        db.AuthorProofRetries.RemoveRange(retries);
        await db.ExhibitWatches.Where(w => w.ExhibitId == exhibit.Id).ExecuteDeleteAsync(cancel);
        await db.WatchLooks.Where(l => l.WatchedId == exhibit.Id || l.ExhibitId == exhibit.Id).ExecuteDeleteAsync(cancel);
        await RemoveCopiesAsync(exhibit, cancel);
        (exhibit.Address, exhibit.ProfileAddress, exhibit.ProfileGap) = (null, null, null);
    }

    private async Task RemoveCopiesAsync(Exhibit exhibit, CancellationToken cancel)
    {
        var copies = await db.Redactions.Where(r => r.ExhibitId == exhibit.Id).ToListAsync(cancel);
        foreach (var copy in copies)
        {
            db.DoomedBlobs.Add(new DoomedBlob { OfficeId = copy.OfficeId, Hash = copy.Hash, Bytes = copy.Bytes });
            db.DoomedBlobs.Add(new DoomedBlob { OfficeId = copy.OfficeId, Hash = copy.ManifestHash, Bytes = copy.ManifestBytes });
        }
        db.Redactions.RemoveRange(copies);
    }
}
