using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>
/// A file of the vault that is written down as doomed before it is stored and taken back by the change that names it: a kill in between, or a change that never
/// comes, leaves it to the sweep.
/// </summary>
internal static class AnnouncedBlob
{
    /// <summary>Forgets what <paramref name="db"/> tracks.</summary>
    public static async Task<BlobRef> StoreAsync(SerjeantDb db, OpenVault vault, long officeId, byte[] bytes, CancellationToken cancel)
    {
        db.DoomedBlobs.Add(new DoomedBlob { OfficeId = officeId, Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)), Bytes = bytes.Length });
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return await vault.StoreAsync(bytes, cancel);
    }

    /// <summary>Inside the change that names it, under the office's lock.</summary>
    /// <exception cref="VaultException">The sweep was quicker; it says <paramref name="gone"/>.</exception>
    public static async Task TakeBackAsync(SerjeantDb db, OpenVault vault, BlobRef blob, string gone, CancellationToken cancel)
    {
        await db.DoomedBlobs.Where(d => d.Hash == blob.Sha256).ExecuteDeleteAsync(cancel);
        if (!vault.Exists(blob))
            throw new VaultException(gone);
    }
}
