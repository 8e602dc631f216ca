using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.TimeStamps;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Ledger;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Redacting;

/// <summary>A copy that was made and is yet to be sealed.</summary>
/// <param name="Token">Drawn when the form was shown.</param>
/// <param name="How">What was done, in plain English.</param>
public sealed record RedactedCopy(Guid Token, ExhibitFile Source, byte[] Bytes, string FileName, string MediaType, int Covered, string How, string Why);

/// <summary>
/// Seals redacted copies: into the vault, with a manifest of their own that names the file they were made from, into the custody log with
/// the hash before and after, and into the ledger; a time-stamp of their own is asked for. Takes them out of use again, which deletes nothing.
/// </summary>
public sealed class Redactions(SerjeantDb db, OfficeChanges changes, OfficeVault vaults, TimeProvider time)
{
    public const string Made = "exhibit.redacted";

    /// <returns>Null when there is no such exhibit here any more, or it is sealed off, or its file was closed.</returns>
    /// <exception cref="VaultException">The evidence store could not be written to.</exception>
    public async Task<Redaction?> AddAsync(long exhibitId, Person by, RedactedCopy copy, CancellationToken cancel)
    {
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        var blob = await vault.StoreAsync(copy.Bytes, cancel);
        return await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            if (await db.Redactions.SingleOrDefaultAsync(r => r.Token == copy.Token, cancel) is { } there)
                return there.ExhibitId == exhibitId ? there : null;
            var exhibit = await db.Exhibits.AsNoTracking().Include(e => e.Files).SingleOrDefaultAsync(e => e.Id == exhibitId && e.SealedOffAt == null, cancel);
            if (exhibit is null || exhibit.Files.All(f => f.Id != copy.Source.Id || f.Hash != copy.Source.Hash)
                || await SealedMarks.Bytes(db).AnyAsync(m => m.Hash == copy.Source.Hash, cancel))
                return null;
            var now = time.GetUtcNow();
            var bytes = ManifestOf(exhibit, by, copy, blob, now).ToBytes();
            var manifest = await vault.StoreAsync(bytes, cancel);
            await BlobClaim.TakeAsync(db, vault, ledger, [blob, manifest], "A file was cleared away while the copy was made. Try again.", cancel);
            var row = new Redaction
            {
                OfficeId = by.OfficeId,
                ExhibitId = exhibitId,
                Number = 1 + await db.Redactions.Where(r => r.ExhibitId == exhibitId).MaxAsync(r => (int?)r.Number, cancel) ?? 1,
                Token = copy.Token,
                SourcePath = copy.Source.Path,
                SourceHash = copy.Source.Hash,
                Path = copy.FileName,
                MediaType = copy.MediaType,
                Bytes = blob.Length,
                Hash = blob.Sha256,
                ManifestHash = manifest.Sha256,
                ManifestBytes = manifest.Length,
                Covered = copy.Covered,
                Why = copy.Why,
                MadeById = by.Id,
                MadeAt = now,
            };
            db.Redactions.Add(row);
            await db.SaveChangesAsync(cancel);
            db.ExhibitTimestamps.Add(TimeStampQueue.For(row));
            Enter(row, CustodyAct.Redacted, row.SourcePath, copy.Why, by, row.SourceHash, row.Hash);
            ledger.Record(
                Made, "exhibit", exhibitId, ("label", exhibit.Label), ("copy", Text(row.Number)), ("source-sha256", row.SourceHash),
                ("sha256", row.Hash), (LedgerProof.ManifestFact, row.ManifestHash));
            return row;
        }, cancel);
    }

    /// <summary>Takes a copy out of use: no pack takes it any more. It is kept.</summary>
    /// <returns>False when the exhibit has no such copy in use, or is sealed off.</returns>
    public Task<bool> RemoveAsync(long exhibitId, int number, Person by, string why, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var row = await db.Redactions.SingleOrDefaultAsync(r =>
            r.ExhibitId == exhibitId && r.Number == number && r.RemovedAt == null && db.Exhibits.Any(e => e.Id == exhibitId && e.SealedOffAt == null), cancel);
        if (row is null)
            return false;
        (row.RemovedAt, row.RemovedById, row.RemovedWhy) = (time.GetUtcNow(), by.Id, why);
        Enter(row, CustodyAct.RedactionRemoved, PathOf(row), why, by, row.Hash, row.Hash);
        ledger.Record("exhibit.redaction-removed", "exhibit", exhibitId, ("copy", Text(number)), ("sha256", row.Hash));
        return true;
    }, cancel);

    /// <summary>Where a copy lies, seen from its exhibit.</summary>
    public static string PathOf(Redaction row) => RedactedFiles.FolderOf(row.Number) + "/" + row.Path;

    private static ExhibitManifest ManifestOf(Exhibit exhibit, Person by, RedactedCopy copy, BlobRef blob, DateTimeOffset now) => new(
        exhibit.Label, $"Redacted copy of {copy.Source.Path}", Provenance.Redacted, by.DisplayName, now, ExhibitMaker.Tool, ExhibitMaker.ToolVersion,
        [], [], [new ManifestFile(copy.FileName, blob.Length, blob.Sha256, copy.MediaType)])
    {
        DerivedFrom = new Derivation(
            exhibit.ManifestHash, new ManifestFile(copy.Source.Path, copy.Source.Bytes, copy.Source.Hash, copy.Source.MediaType), copy.How, copy.Covered, copy.Why),
    };

    private void Enter(Redaction row, CustodyAct act, string path, string why, Person by, string before, string after) => db.CustodyEntries.Add(new CustodyEntry
    {
        OfficeId = row.OfficeId,
        ExhibitId = row.ExhibitId,
        Act = act,
        Path = path,
        Why = why,
        ById = by.Id,
        At = time.GetUtcNow(),
        HashBefore = before,
        HashAfter = after,
    });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
