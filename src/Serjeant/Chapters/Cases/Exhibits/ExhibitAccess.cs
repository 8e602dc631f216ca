using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Redacting;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Chromium;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Pictures.Facts;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>An exhibit's file, opened for one person; the custody entry is written already.</summary>
public sealed record OpenedFile(Exhibit Exhibit, ExhibitFile File, Stream Content);

/// <summary>
/// The only way to an exhibit's bytes. Each access is a custody entry before a byte leaves; an exhibit that was sealed off
/// opens for nobody.
/// </summary>
public sealed class ExhibitAccess(SerjeantDb db, OfficeChanges changes, OfficeVault vaults, PictureRedrawer pictures, AuthorProofs proofs, TimeProvider time)
{
    /// <summary>In pixels: wider than a page's column, so that small print can be made out.</summary>
    private const int WidestShown = 1000;

    /// <summary>The most of a text file that is shown on a page.</summary>
    public const int MostShown = 64 * 1024;

    /// <summary>How long one look lasts: a working day.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromHours(8);

    /// <returns>Null when there is no such file here, or its exhibit is sealed off.</returns>
    /// <exception cref="VaultException">The stored file was changed or damaged.</exception>
    public async Task<OpenedFile?> DownloadAsync(long exhibitId, long fileId, Person by, string? why, CancellationToken cancel) =>
        await OpenAsync(exhibitId, fileId, by, CustodyAct.Downloaded, why, cancel);

    /// <summary>A file to be looked at on a page, drawn anew or as encoded words; never sent as it is.</summary>
    /// <returns>Null when there is no such file here, or its exhibit is sealed off.</returns>
    /// <exception cref="VaultException">The stored file was changed or damaged.</exception>
    public Task<OpenedFile?> ViewAsync(long exhibitId, long fileId, Person by, string why, CancellationToken cancel) =>
        OpenAsync(exhibitId, fileId, by, CustodyAct.Viewed, why, cancel);

    /// <summary>The same file for the same page again, such as a form with a mistake in it: still the look that is entered already.</summary>
    /// <returns>Null also when the person has not looked at it in the last <see cref="Look"/>.</returns>
    /// <exception cref="VaultException">The stored file was changed or damaged.</exception>
    public async Task<OpenedFile?> ViewAgainAsync(long exhibitId, long fileId, Person by, CancellationToken cancel)
    {
        var since = time.GetUtcNow() - Look;
        var looked = db.CustodyEntries.Where(c => c.ExhibitId == exhibitId && c.Act == CustodyAct.Viewed && c.ById == by.Id && c.At > since);
        return await db.ExhibitFiles.AnyAsync(f => f.Id == fileId && f.ExhibitId == exhibitId && looked.Any(c => c.Path == f.Path), cancel)
            ? await OpenAsync(exhibitId, fileId, by, null, null, cancel)
            : null;
    }

    /// <summary>A redacted copy, whether or not it is still in use.</summary>
    /// <returns>Null when there is no such copy of this exhibit, or the exhibit is sealed off.</returns>
    /// <exception cref="VaultException">The stored file was changed or damaged.</exception>
    public async Task<(Redaction Copy, Stream Content)?> OpenCopyAsync(long exhibitId, int number, Person by, CustodyAct act, CancellationToken cancel)
    {
        var copy = await db.Redactions.AsNoTracking().SingleOrDefaultAsync(r =>
            r.ExhibitId == exhibitId && r.Number == number && db.Exhibits.Any(e => e.Id == exhibitId && e.SealedOffAt == null), cancel);
        if (copy is null)
            return null;
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        var content = await vault.OpenAsync(new BlobRef(copy.Hash, copy.Bytes), cancel);
        return await content.OnceAsync(() => EnterAsync(exhibitId, by, act, Redactions.PathOf(copy), null, copy.Hash, cancel)) is not null ? (copy, content) : null;
    }

    /// <summary>A time-stamp's bytes, as the authority gave them.</summary>
    /// <returns>Null when there is no such time-stamp of this exhibit, or the exhibit is sealed off.</returns>
    /// <exception cref="VaultException">The stored file was changed or damaged.</exception>
    public async Task<(string Name, Stream Content)?> DownloadStampAsync(long exhibitId, long stampId, Person by, CancellationToken cancel)
    {
        var label = await db.Exhibits.Where(e => e.Id == exhibitId && e.SealedOffAt == null).Select(e => e.Label).SingleOrDefaultAsync(cancel);
        var stamp = await db.ExhibitTimestamps.AsNoTracking().SingleOrDefaultAsync(t => t.Id == stampId && t.ExhibitId == exhibitId && t.TokenHash != null, cancel);
        if (label is null || stamp is null)
            return null;
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        var content = await vault.OpenAsync(new BlobRef(stamp.TokenHash!, stamp.TokenBytes), cancel);
        var name = TimeStampFiles.NameOf(1, (TimeStampOver)stamp.Over);
        if (stamp.RedactionId is { } copy)
            name = RedactedFiles.FolderOf(await db.Redactions.Where(r => r.Id == copy).Select(r => r.Number).SingleAsync(cancel)) + "/" + name;
        return await content.OnceAsync(() => EnterAsync(exhibitId, by, CustodyAct.Downloaded, name, null, stamp.TokenHash, cancel)) is not null ? ($"{ExhibitLabel.AsFolder(label)} {name.Replace('/', ' ')}", content) : null;
    }

    /// <summary>The later answer about who signed a file, as it is kept beside the exhibit.</summary>
    /// <returns>Null when there is no such answer of this exhibit, or the exhibit is sealed off.</returns>
    /// <exception cref="VaultException">The stored file was changed or damaged.</exception>
    public async Task<(string Name, Stream Content)?> DownloadProofAsync(long exhibitId, long proofId, Person by, CancellationToken cancel)
    {
        var label = await db.Exhibits.Where(e => e.Id == exhibitId && e.SealedOffAt == null).Select(e => e.Label).SingleOrDefaultAsync(cancel);
        var proof = await db.AuthorProofRetries.AsNoTracking().SingleOrDefaultAsync(r => r.Id == proofId && r.ExhibitId == exhibitId && r.Hash != null, cancel);
        if (label is null || proof is null)
            return null;
        var type = await db.ExhibitFiles.Where(f => f.ExhibitId == exhibitId && f.Path == proof.Path).Select(f => f.MediaType).SingleOrDefaultAsync(cancel);
        if (type is null || proofs.NameOf(proof.Path, type) is not { } name)
            return null;
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        var content = await vault.OpenAsync(new BlobRef(proof.Hash!, proof.Bytes), cancel);
        return await content.OnceAsync(() => EnterAsync(exhibitId, by, CustodyAct.Downloaded, name, null, proof.Hash, cancel)) is not null ? ($"{ExhibitLabel.AsFolder(label)} {name}", content) : null;
    }

    /// <summary>The words of a text file, for a page. Hostile.</summary>
    public async Task<string?> ShowTextAsync(long exhibitId, long fileId, Person by, string? why, CancellationToken cancel)
    {
        if (await OpenAsync(exhibitId, fileId, by, CustodyAct.Viewed, why, cancel) is not { } opened)
            return null;
        await using var content = opened.Content;
        var bytes = new byte[MostShown];
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        var text = Encoding.UTF8.GetString(bytes, 0, length).Replace("\0", "\u2400");
        return length < opened.File.Bytes ? text + "\n…" : text;
    }

    /// <summary>A drawn copy of a picture, for a page: nothing of the file itself is in it.</summary>
    /// <returns>Null when there is no such file here.</returns>
    /// <exception cref="PictureException">It is no picture that can be drawn.</exception>
    /// <exception cref="ChromiumUnavailableException">There is no browser to draw it with.</exception>
    public async Task<ShownPicture?> ShowPictureAsync(long exhibitId, long fileId, Person by, string? why, CancellationToken cancel)
    {
        if (await PictureAsync(exhibitId, fileId, by, why, cancel) is not { } bytes)
            return null;
        return await pictures.ShowAsync(bytes, WidestShown, veiled: false, cancel);
    }

    /// <summary>What a picture's file says of how it was taken. Hostile.</summary>
    /// <returns>Null when there is no such file here.</returns>
    /// <exception cref="PictureException">It is too large to be looked through.</exception>
    public async Task<PictureFacts?> ReadFactsAsync(long exhibitId, long fileId, Person by, string why, CancellationToken cancel) =>
        await PictureAsync(exhibitId, fileId, by, why, cancel) is { } bytes ? PictureFacts.Read(bytes) : null;

    private async Task<byte[]?> PictureAsync(long exhibitId, long fileId, Person by, string? why, CancellationToken cancel)
    {
        if (await OpenAsync(exhibitId, fileId, by, CustodyAct.Viewed, why, cancel) is not { } opened)
            return null;
        await using var content = opened.Content;
        if (opened.File.Bytes > PictureRedrawer.MostBytes)
            throw new PictureException("The picture is too large to be drawn here");
        var bytes = new byte[opened.File.Bytes];
        await content.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    /// <summary>Writes that the exhibit was given to somebody outside: who, when, why.</summary>
    public Task<bool> HandOverAsync(long exhibitId, Person by, string toWhomAndWhy, CancellationToken cancel) =>
        EnterAsync(exhibitId, by, CustodyAct.HandedOver, null, toWhomAndWhy, null, cancel);

    /// <param name="act">Null where the entry is there already.</param>
    private async Task<OpenedFile?> OpenAsync(long exhibitId, long fileId, Person by, CustodyAct? act, string? why, CancellationToken cancel)
    {
        var exhibit = await db.Exhibits.AsNoTracking().Include(e => e.Files).SingleOrDefaultAsync(e => e.Id == exhibitId, cancel);
        if (exhibit is not { SealedOffAt: null } || exhibit.Files.SingleOrDefault(f => f.Id == fileId) is not { } file)
            return null;
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        var content = await vault.OpenAsync(new BlobRef(file.Hash, file.Bytes), cancel);
        return act is not { } entered || await content.OnceAsync(() => EnterAsync(exhibitId, by, entered, file.Path, why, file.Hash, cancel)) is not null
            ? new OpenedFile(exhibit, file, content)
            : null;
    }

    private Task<bool> EnterAsync(long exhibitId, Person by, CustodyAct act, string? path, string? why, string? hash, CancellationToken cancel) =>
        changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            var exhibit = await db.Exhibits.AsNoTracking().SingleOrDefaultAsync(e => e.Id == exhibitId && e.SealedOffAt == null, cancel);
            if (exhibit is null)
                return false;
            db.CustodyEntries.Add(new CustodyEntry
            {
                OfficeId = by.OfficeId,
                ExhibitId = exhibitId,
                Act = act,
                Path = path,
                Why = why,
                ById = by.Id,
                At = time.GetUtcNow(),
                HashBefore = hash ?? exhibit.ManifestHash,
                HashAfter = hash ?? exhibit.ManifestHash,
            });
            ledger.Record("exhibit." + act.ToString().ToLowerInvariant(), "exhibit", exhibitId, ("label", exhibit.Label));
            return true;
        }, cancel);
}
