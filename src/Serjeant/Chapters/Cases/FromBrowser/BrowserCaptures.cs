using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Uploads;

namespace Serjeant.Chapters.Cases.FromBrowser;

/// <summary>How far a capture has come.</summary>
/// <param name="Exhibit">What it became; null while files are missing or it waits to be sealed.</param>
/// <param name="Needed">Hashes of the files that have not come yet.</param>
internal sealed record CaptureProgress(Exhibit? Exhibit, IReadOnlyList<string> Needed);

/// <summary>Why a call could not be followed.</summary>
internal enum CaptureRefusal
{
    NoCase,
    NoCapture,

    /// <summary>The bytes have another hash or length than was announced.</summary>
    WrongBytes,
}

internal sealed class CaptureRefusedException(CaptureRefusal why) : Exception
{
    public CaptureRefusal Why { get; } = why;
}

/// <summary>
/// Takes a capture from a paired browser: first what it is, then file by file, then it is sealed as an exhibit. Each call may
/// be made again with the same outcome, so that a browser that was closed or a desk that was away loses and doubles nothing.
/// </summary>
internal sealed class BrowserCaptures(
    SerjeantDb db, OfficeChanges changes, CaseReader cases, OfficeVault vaults, ExhibitMaker maker, Arrivals arrivals, TimeProvider time)
{
    /// <summary>Says what is to come. Said again with other words, the later ones count while there is no exhibit.</summary>
    /// <exception cref="CaptureRefusedException">There is no such case here, or the token is somebody else's.</exception>
    public async Task<CaptureProgress> AnnounceAsync(Guid token, SentCapture sent, Person by, CancellationToken cancel)
    {
        if (await MadeAsync(token, by, cancel) is { } exhibit)
            return new CaptureProgress(exhibit, []);
        if (await cases.FindAsync(sent.Case, cancel) is not { } to)
            throw new CaptureRefusedException(CaptureRefusal.NoCase);
        var refusal = await arrivals.OfPageAsync(to.Id, null, sent.Post.Address, sent.Profile?.Address, cancel)
            ?? await arrivals.OfBytesAsync([.. sent.Files!.Select(f => f!.Sha256!)], cancel);
        if (refusal is not null)
        {
            await changes.RunAsync(by.OfficeId, by.Id, ledger => arrivals.EnterAsync(refusal, CaseWords.Source(ExhibitSource.Browser), to.Id, by, ledger, cancel), cancel);
            throw new ArrivalRefusedException(refusal);
        }
        await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            var capture = await FindAsync(token, by, cancel);
            if (capture is null)
            {
                capture = new BrowserCapture { OfficeId = by.OfficeId, PersonId = by.Id, Token = token, Facts = "", FirstSentAt = time.GetUtcNow() };
                db.BrowserCaptures.Add(capture);
            }
            (capture.CaseId, capture.Facts) = (to.Id, JsonSerializer.Serialize(sent, JsonSerializerOptions.Web));
            var before = capture.Files.ToDictionary(f => f.Path);
            capture.Files.Clear();
            capture.Files.AddRange(sent.Files!.Select(f => before.GetValueOrDefault(f!.Path!) is { } there && there.Hash == f.Sha256 && there.Bytes == f.Bytes ? there : RowOf(f, by.OfficeId)));
        }, cancel);
        db.ChangeTracker.Clear();
        return await ProgressAsync(token, by, cancel);
    }

    /// <exception cref="CaptureRefusedException">Nothing was announced under this token by this person.</exception>
    public async Task<CaptureProgress> ProgressAsync(Guid token, Person by, CancellationToken cancel)
    {
        if (await MadeAsync(token, by, cancel) is { } exhibit)
            return new CaptureProgress(exhibit, []);
        var capture = await FindAsync(token, by, cancel) ?? throw new CaptureRefusedException(CaptureRefusal.NoCapture);
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        var needed = new List<string>();
        foreach (var file in capture.Files)
            if (!await IsHereAsync(file, vault, cancel))
                needed.Add(file.Hash);
        return new CaptureProgress(null, [.. needed.Distinct()]);
    }

    /// <summary>How long the announced file is, and whether it has come; null when it wasn't announced.</summary>
    public async Task<(long Bytes, bool IsHere)?> ExpectedAsync(Guid token, string hash, Person by, CancellationToken cancel)
    {
        if (await FindAsync(token, by, cancel) is not { } capture || capture.Files.FirstOrDefault(f => f.Hash == hash) is not { } file)
            return null;
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        return (file.Bytes, await IsHereAsync(file, vault, cancel));
    }

    /// <summary>Takes one announced file in. The exhibit names it; one that is never made leaves it to the sweep, and a browser that is slower than that sends it again.</summary>
    /// <exception cref="CaptureRefusedException">The bytes are not those that were announced.</exception>
    public async Task TakeAsync(Guid token, string hash, long bytes, Stream content, Person by, CancellationToken cancel)
    {
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        BlobRef blob;
        try
        {
            blob = await vault.StoreAsync(new BoundedStream(content, bytes, hash), cancel);
        }
        catch (UploadTooLargeException)
        {
            throw new CaptureRefusedException(CaptureRefusal.WrongBytes);
        }
        if (blob.Sha256 != hash || blob.Length != bytes)
            throw new CaptureRefusedException(CaptureRefusal.WrongBytes);
        var now = time.GetUtcNow();
        await db.BrowserCaptureFiles
            .Where(f => f.Hash == hash && f.Bytes == bytes && db.BrowserCaptures.Any(c => c.Id == f.BrowserCaptureId && c.Token == token && c.PersonId == by.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.ReceivedAt, now), cancel);
    }

    /// <summary>Makes the exhibit once every file has come; before that it says which have not.</summary>
    /// <exception cref="CaptureRefusedException">Nothing was announced, or the case has gone since.</exception>
    public async Task<CaptureProgress> SealAsync(Guid token, Person by, CancellationToken cancel)
    {
        var progress = await ProgressAsync(token, by, cancel);
        if (progress.Exhibit is not null || progress.Needed.Count > 0)
            return progress;
        if (await FindAsync(token, by, cancel) is not { } capture)
            return await ProgressAsync(token, by, cancel); // the same call, made twice at once, has just ended
        if (!await db.Cases.AnyAsync(c => c.Id == capture.CaseId, cancel))
            throw new CaptureRefusedException(CaptureRefusal.NoCase);
        var sent = JsonSerializer.Deserialize<SentCapture>(capture.Facts, JsonSerializerOptions.Web)!;
        var files = capture.Files.Select(f => new SealedFile(f.Path, MediaTypes.Of(f.Path), new BlobRef(f.Hash, f.Bytes))).ToList();
        db.ChangeTracker.Clear();
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        var draft = BrowserExhibit.Draft(capture, sent, by, files, capture.FirstSentAt);
        var exhibit = await maker.MakeAsync(vault, by.OfficeId, by.Id, draft, async (_, _) =>
            await db.BrowserCaptures.Where(c => c.Id == capture.Id).ExecuteDeleteAsync(cancel), cancel);
        return new CaptureProgress(exhibit, []);
    }

    /// <summary>Only who sent it may ask for it: another person's token is not found.</summary>
    private Task<BrowserCapture?> FindAsync(Guid token, Person by, CancellationToken cancel) =>
        db.BrowserCaptures.Include(c => c.Files).SingleOrDefaultAsync(c => c.Token == token && c.PersonId == by.Id, cancel);

    private async Task<Exhibit?> MadeAsync(Guid token, Person by, CancellationToken cancel)
    {
        var key = BrowserExhibit.KeyOf(token);
        return await db.Exhibits.AsNoTracking().SingleOrDefaultAsync(e => e.Key == key && e.MadeById == by.Id, cancel);
    }

    private static async Task<bool> IsHereAsync(BrowserCaptureFile file, OpenVault vault, CancellationToken cancel) =>
        file.ReceivedAt is not null && await vault.ExistsAsync(new BlobRef(file.Hash, file.Bytes), cancel);

    private static BrowserCaptureFile RowOf(SentFile? file, long officeId) =>
        new() { OfficeId = officeId, Path = file!.Path!, Bytes = file.Bytes, Hash = file.Sha256! };
}
