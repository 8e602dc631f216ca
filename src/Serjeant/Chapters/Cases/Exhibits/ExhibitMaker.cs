using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.TimeStamps;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Ledger;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>
/// Makes exhibits. The files are in the vault before this begins; label, manifest, rows, the first custody entry, the
/// request for a time-stamp and the ledger's leaf are then written in one transaction. A kill at any moment leaves the exhibit whole or not there, and the
/// same work done again finds the first one by its key.
/// </summary>
public sealed class ExhibitMaker(SerjeantDb db, OfficeChanges changes, Arrivals arrivals, TimeProvider time)
{
    public const string Tool = "Serjeant";

    public static string ToolVersion { get; } = typeof(ExhibitMaker).Assembly.GetName().Version!.ToString(3);

    /// <param name="also">More changes for the same transaction, such as marking the work as done; not called for an exhibit that was there before.</param>
    /// <exception cref="ArrivalRefusedException">It may show the abuse of a child; that it came is written down, and nothing of it is kept.</exception>
    public async Task<Exhibit> MakeAsync(
        OpenVault vault, long officeId, long madeById, ExhibitDraft draft, Func<Exhibit, LedgerWriter, Task>? also, CancellationToken cancel)
    {
        var (made, refused) = await MakeAsync(vault, officeId, madeById, [draft], also, cancel);
        return refused.TryGetValue(draft.Key, out var refusal) ? throw new ArrivalRefusedException(refusal) : made[0];
    }

    /// <returns>The exhibits in the order of the drafts, and what was refused, by its key; what came is written down.</returns>
    public Task<(IReadOnlyList<Exhibit> Made, IReadOnlyDictionary<string, ArrivalRefusal> Refused)> MakeAsync(
        OpenVault vault, long officeId, long madeById, IReadOnlyList<ExhibitDraft> drafts,
        Func<Exhibit, LedgerWriter, Task>? also, CancellationToken cancel) =>
        changes.RunAsync<(IReadOnlyList<Exhibit>, IReadOnlyDictionary<string, ArrivalRefusal>)>(officeId, madeById, async ledger =>
        {
            var refused = new Dictionary<string, ArrivalRefusal>();
            var maker = await db.Users.SingleAsync(p => p.Id == madeById, cancel);
            var keys = drafts.Select(d => d.Key).ToList();
            var made = await db.Exhibits.Include(e => e.Files).Where(e => keys.Contains(e.Key)).ToDictionaryAsync(e => e.Key, cancel);
            var fresh = new List<Exhibit>();
            foreach (var draft in drafts.Where(d => !made.ContainsKey(d.Key)))
            {
                if (await arrivals.OfAsync(draft, cancel) is { } refusal)
                {
                    await arrivals.EnterAsync(refusal, CaseWords.Source(draft.Source), draft.CaseId, maker, ledger, cancel);
                    refused.Add(draft.Key, refusal);
                    continue;
                }
                var exhibit = await SealAsync(vault, maker, draft, cancel);
                await BlobClaim.TakeAsync(
                    db, vault, ledger, [.. exhibit.Files.Select(f => new BlobRef(f.Hash, f.Bytes))], "A file was cleared away while the exhibit was made. Try again.", cancel);
                db.Exhibits.Add(exhibit);
                made.Add(draft.Key, exhibit);
                fresh.Add(exhibit);
            }
            await db.SaveChangesAsync(cancel);
            foreach (var exhibit in fresh)
            {
                db.CustodyEntries.Add(new CustodyEntry
                {
                    OfficeId = officeId,
                    ExhibitId = exhibit.Id,
                    Act = CustodyAct.Made,
                    ById = madeById,
                    At = exhibit.MadeAt,
                    HashAfter = exhibit.ManifestHash,
                });
                db.ExhibitTimestamps.Add(TimeStampQueue.For(exhibit));
                if (exhibit.Source == ExhibitSource.ServerCapture && await ArchiveAsync(vault, exhibit, cancel) is { } archive)
                    db.ExhibitTimestamps.Add(TimeStampQueue.For(exhibit, archive.PackageSha256));
                ledger.Record(
                    "exhibit.made", "exhibit", exhibit.Id, ("label", exhibit.Label), ("source", exhibit.Source.ToString()),
                    (LedgerProof.ManifestFact, exhibit.ManifestHash));
                if (also is not null)
                    await also(exhibit, ledger);
            }
            return ([.. drafts.Where(d => !refused.ContainsKey(d.Key)).Select(d => made[d.Key])], refused);
        }, cancel);

    /// <returns>Null where the exhibit has no web archive of ours.</returns>
    public static async Task<WaczHead?> ArchiveAsync(OpenVault vault, Exhibit exhibit, CancellationToken cancel)
    {
        if (exhibit.Files.SingleOrDefault(f => f.Path == TimeStampFiles.ArchiveFile) is not { } file)
            return null;
        await using var stream = await vault.OpenAsync(new BlobRef(file.Hash, file.Bytes), cancel);
        try
        {
            return await WaczHead.ReadAsync(stream, cancel);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task<Exhibit> SealAsync(OpenVault vault, Person maker, ExhibitDraft draft, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var label = draft.Label ?? await NextLabelAsync(maker, cancel);
        var manifest = new ExhibitManifest(
            label, draft.Title, draft.Provenance, maker.DisplayName, now, Tool, ToolVersion, draft.Captures, draft.Notes,
            [.. draft.Files.Select(f => new ManifestFile(f.Path, f.Blob.Length, f.Blob.Sha256, f.MediaType))]);
        var bytes = manifest.ToBytes();
        var sealedManifest = new SealedFile(ExhibitManifest.FileName, "application/json", await vault.StoreAsync(bytes, cancel));
        var sums = new SealedFile(ExhibitManifest.SumsFileName, "text/plain", await vault.StoreAsync(manifest.ToSums(bytes), cancel));
        return new Exhibit
        {
            OfficeId = maker.OfficeId,
            Key = draft.Key,
            CaseId = draft.CaseId,
            MessageId = draft.MessageId,
            Label = label,
            Title = draft.Title,
            Source = draft.Source,
            Outcome = draft.Outcome,
            Address = draft.Address,
            ProfileAddress = draft.ProfileAddress,
            ProfileGap = draft.ProfileGap,
            SeenSignedOut = draft.SeenSignedOut,
            ManifestHash = sealedManifest.Blob.Sha256,
            MadeById = maker.Id,
            MadeAt = now,
            Files = [.. draft.Files.Append(sealedManifest).Append(sums).Select(f => RowOf(maker.OfficeId, f))],
        };
    }

    private static ExhibitFile RowOf(long officeId, SealedFile file) => new()
    {
        OfficeId = officeId,
        Path = file.Path,
        MediaType = file.MediaType,
        Bytes = file.Blob.Length,
        Hash = file.Blob.Sha256,
    };

    private async Task<string> NextLabelAsync(Person maker, CancellationToken cancel)
    {
        var initials = ExhibitLabel.Initials(maker);
        var counter = db.ExhibitCounters.Local.FirstOrDefault(c => c.OfficeId == maker.OfficeId && c.Initials == initials)
            ?? await db.ExhibitCounters.FirstOrDefaultAsync(c => c.Initials == initials, cancel);
        if (counter is null)
        {
            counter = new ExhibitCounter { OfficeId = maker.OfficeId, Initials = initials };
            db.ExhibitCounters.Add(counter);
        }
        counter.Last++;
        return ExhibitLabel.Of(initials, counter.Last);
    }
}
