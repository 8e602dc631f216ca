using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>Opens an office's part of the evidence store.</summary>
public sealed class OfficeVault(SerjeantDb db, EvidenceVault vault, VaultKeys keys)
{
    /// <exception cref="VaultException">The office has no evidence key yet, or this program's key ring can't open it.</exception>
    public Task<OpenVault> OpenAsync(long officeId, CancellationToken cancel) => OpenAsync(officeId, vault, cancel);

    /// <param name="copy">A backup's copy of the evidence store, opened with this desk's key.</param>
    /// <exception cref="VaultException">The office has no evidence key yet, or this program's key ring can't open it.</exception>
    public async Task<OpenVault> OpenAsync(long officeId, EvidenceVault copy, CancellationToken cancel)
    {
        var wrapped = await db.Offices.Where(o => o.Id == officeId).Select(o => o.EvidenceKey).SingleOrDefaultAsync(cancel)
            ?? throw new VaultException("This office has no evidence store yet. Finish setting up the office first.");
        return new OpenVault(copy, keys.Unlock(wrapped));
    }
}

/// <summary>An office's evidence store with its key in hand. Dispose it soon: that clears the key from memory.</summary>
public sealed class OpenVault(EvidenceVault vault, OfficeKey key) : IDisposable
{
    /// <param name="limit">The most bytes, where it is not the vault's own limit.</param>
    public Task<BlobRef> StoreAsync(Stream content, CancellationToken cancel, long? limit = null) => vault.StoreAsync(key, content, cancel, limit);

    public async Task<BlobRef> StoreAsync(byte[] content, CancellationToken cancel)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await vault.StoreAsync(key, stream, cancel);
    }

    /// <summary>The stream checks what it reads: a changed byte throws <see cref="VaultException"/>. It outlives this object.</summary>
    public Task<Stream> OpenAsync(BlobRef blob, CancellationToken cancel) => vault.OpenAsync(key, blob, cancel);

    public bool Exists(BlobRef blob) => vault.Exists(key, blob);

    /// <summary>For retention, once no exhibit and no pack names the file. True when there was one.</summary>
    public bool Delete(BlobRef blob) => vault.Delete(key, blob);

    public bool Remains(BlobRef blob) => vault.Remains(key, blob);

    public Task<bool> IsWholeAsync(BlobRef blob, CancellationToken cancel) => vault.IsWholeAsync(key, blob, cancel);

    public void Dispose() => key.Dispose();
}
