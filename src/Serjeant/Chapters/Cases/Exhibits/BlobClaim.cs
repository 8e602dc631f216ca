using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>
/// Files lie in the vault before rows name them. Inside the change that names them, under the office's lock, they are taken: the same bytes may have been let go
/// just now, and are ours again; if the sweep was quicker, all of the change fails and can be done again. Work that never comes so far leaves them to the sweep.
/// </summary>
internal static class BlobClaim
{
    /// <exception cref="VaultException">The sweep was quicker; it says <paramref name="gone"/>.</exception>
    public static async Task TakeAsync(SerjeantDb db, OpenVault vault, LedgerWriter ledger, IReadOnlyList<BlobRef> blobs, string gone, CancellationToken cancel)
    {
        var hashes = blobs.Select(b => b.Sha256).ToList();
        await db.DoomedBlobs.Where(d => hashes.Contains(d.Hash)).ExecuteDeleteAsync(cancel);
        foreach (var blob in blobs)
            if (!await vault.ExistsAsync(blob, cancel))
                throw new VaultException(gone);
        ledger.AfterCommit(() => vault.SettleAsync(blobs));
    }
}
