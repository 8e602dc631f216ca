using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>Opens an office's part of the evidence store.</summary>
public sealed class OfficeVault(SerjeantDb db, EvidenceVault vault, VaultKeys keys)
{
    /// <exception cref="VaultException">The office has no evidence key yet, or this program's key ring can't open it.</exception>
    public Task<OpenVault> OpenAsync(long officeId, CancellationToken cancel) => OpenAsync(officeId, vault, cancel);

    /// <summary>Whether any office has work that noted what it stored; needs no key.</summary>
    public Task<bool> HasNotesAsync(CancellationToken cancel) => vault.HasNotesAsync(cancel);

    /// <param name="copy">A backup's copy of the evidence store, opened with this desk's key.</param>
    /// <exception cref="VaultException">The office has no evidence key yet, or this program's key ring can't open it.</exception>
    public async Task<OpenVault> OpenAsync(long officeId, EvidenceVault copy, CancellationToken cancel)
    {
        var wrapped = await db.Offices.Where(o => o.Id == officeId).Select(o => o.EvidenceKey).SingleOrDefaultAsync(cancel)
            ?? throw new VaultException("This office has no evidence store yet. Finish setting up the office first.");
        var shut = await db.SealedMarks.IgnoreQueryFilters(["office"]).Where(m => m.OfficeId == officeId && m.Kind == SealedMarkKind.Bytes).Select(m => m.Hash).ToListAsync(cancel);
        return new OpenVault(copy, keys.Unlock(wrapped), [.. shut]);
    }
}

/// <summary>
/// An office's evidence store with its key in hand, for one piece of work. Dispose it soon: that clears the key from memory, and leaves to the sweep
/// what was stored and not taken with <see cref="BlobClaim"/> by the change that names it.
/// </summary>
/// <param name="shut">SHA-256 of what was sealed off: whoever asks, and by whatever row, it does not open.</param>
public sealed class OpenVault(EvidenceVault vault, OfficeKey key, HashSet<string> shut) : IAsyncDisposable
{
    private readonly IBlobNote note = vault.Begin(key);

    /// <param name="limit">The most bytes, where it is not the vault's own limit.</param>
    public Task<BlobRef> StoreAsync(Stream content, CancellationToken cancel, long? limit = null) => vault.StoreAsync(key, content, cancel, limit, note);

    public async Task<BlobRef> StoreAsync(byte[] content, CancellationToken cancel)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await StoreAsync(stream, cancel);
    }

    /// <summary>Once the change that names them is committed.</summary>
    internal Task SettleAsync(IEnumerable<BlobRef> blobs) => vault.SettleAsync(key, note, blobs);

    /// <summary>For the sweep: see <see cref="EvidenceVault.ReadLeftAsync"/>.</summary>
    internal Task ReadLeftAsync(Func<IReadOnlyList<BlobRef>, Task> take, CancellationToken cancel) => vault.ReadLeftAsync(key, take, cancel);

    /// <summary>The stream checks what it reads: a changed byte throws <see cref="VaultException"/>. It outlives this object.</summary>
    /// <exception cref="VaultException">It was sealed off, or it was changed or damaged.</exception>
    public Task<Stream> OpenAsync(BlobRef blob, CancellationToken cancel) => shut.Contains(blob.Sha256)
        ? throw new VaultException("It was sealed off, because it may show the abuse of a child. Nobody opens it here.")
        : vault.OpenAsync(key, blob, cancel);

    /// <summary>All of it, checked. How much that may be is the caller's to ask first.</summary>
    /// <exception cref="VaultException">It was sealed off, or it was changed or damaged.</exception>
    public async Task<byte[]> ReadAsync(BlobRef blob, CancellationToken cancel)
    {
        await using var stream = await OpenAsync(blob, cancel);
        var bytes = new byte[blob.Length];
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    public Task<bool> ExistsAsync(BlobRef blob, CancellationToken cancel) => vault.ExistsAsync(key, blob, cancel);

    /// <summary>For retention, once no exhibit and no pack names the file. True when there was one.</summary>
    public Task<bool> DeleteAsync(BlobRef blob, CancellationToken cancel) => vault.DeleteAsync(key, blob, cancel);

    public Task<bool> RemainsAsync(BlobRef blob, CancellationToken cancel) => vault.RemainsAsync(key, blob, cancel);

    public Task<bool> IsWholeAsync(BlobRef blob, CancellationToken cancel) => vault.IsWholeAsync(key, blob, cancel);

    public async ValueTask DisposeAsync()
    {
        key.Dispose();
        await note.DisposeAsync();
    }
}
