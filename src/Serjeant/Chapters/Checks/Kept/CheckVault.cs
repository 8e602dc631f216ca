using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>
/// Puts messages into the vault ahead of their rows. They are let go at once and taken back by the change that writes the row: if that never comes, the sweep
/// clears them away, and no message is left that nobody can find.
/// </summary>
internal static class CheckVault
{
    public static async Task<BlobRef> StoreAsync(SerjeantDb db, OpenVault vault, long officeId, Stream content, CancellationToken cancel)
    {
        var blob = await vault.StoreAsync(content, cancel);
        await LetGoAsync(db, officeId, [blob], cancel);
        return blob;
    }

    public static async Task<IReadOnlyList<BlobRef>> StoreAsync(SerjeantDb db, OpenVault vault, long officeId, IReadOnlyList<byte[]> messages, CancellationToken cancel)
    {
        var blobs = new List<BlobRef>(messages.Count);
        foreach (var message in messages)
            blobs.Add(await vault.StoreAsync(message, cancel));
        if (blobs.Count > 0)
            await LetGoAsync(db, officeId, blobs, cancel);
        return blobs;
    }

    /// <summary>
    /// Inside the change that writes the row, under the office's lock: if the file is still there it is ours; if a sweep took it in between, this work fails
    /// whole and can be done again.
    /// </summary>
    public static async Task TakeBackAsync(SerjeantDb db, OpenVault vault, BlobRef blob, CancellationToken cancel)
    {
        await db.DoomedBlobs.Where(d => d.Hash == blob.Sha256).ExecuteDeleteAsync(cancel);
        if (!vault.Exists(blob))
            throw new VaultException("The message was cleared away while it was being kept. Try again.");
    }

    private static async Task LetGoAsync(SerjeantDb db, long officeId, IEnumerable<BlobRef> blobs, CancellationToken cancel)
    {
        var doomed = blobs.Select(b => new DoomedBlob { OfficeId = officeId, Hash = b.Sha256, Bytes = b.Length }).ToList();
        db.DoomedBlobs.AddRange(doomed);
        await db.SaveChangesAsync(cancel);
        foreach (var one in doomed)
            db.Entry(one).State = EntityState.Detached;
    }
}
