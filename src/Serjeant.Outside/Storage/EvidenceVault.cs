using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Serjeant.Outside.Storage;

/// <summary>
/// The evidence store: write-once files, encrypted with the office's key and found by the SHA-256 of their plain bytes. The same bytes stored twice are
/// one file. Where the sealed bytes lie, and that they survive a kill, is the business of <paramref name="blobs"/>.
/// </summary>
/// <param name="limit">The most plain bytes in one file.</param>
public sealed class EvidenceVault(IBlobStore blobs, long limit = EvidenceVault.DefaultLimit)
{
    /// <summary>1 GiB.</summary>
    public const long DefaultLimit = 1L << 30;

    /// <summary>A note for one piece of work, to be handed to each of its stores.</summary>
    public IBlobNote Begin(OfficeKey office) => blobs.Note(office.Folder);

    /// <summary>Seals the stream. Answers only when the bytes are safely kept.</summary>
    /// <param name="most">The most plain bytes in this one, where the store's limit is not meant.</param>
    /// <param name="note">Gets the file's name before the file has it. Without one a file that no row comes to name stays for ever.</param>
    /// <exception cref="VaultException">The content is over the limit.</exception>
    public async Task<BlobRef> StoreAsync(OfficeKey office, Stream content, CancellationToken cancel, long? most = null, IBlobNote? note = null)
    {
        await using var draft = await blobs.DraftAsync(office.Folder, cancel);
        var (sha256, length) = await BlobWriter.WriteAsync(draft.Content, content, office, most ?? limit, cancel);
        var blob = new BlobRef(Convert.ToHexStringLower(sha256), length);
        await PlaceAsync(office, blob, draft, note, cancel);
        return blob;
    }

    /// <summary>Committed rows name these now: they leave the note. Never throws.</summary>
    public Task SettleAsync(OfficeKey office, IBlobNote note, IEnumerable<BlobRef> settled) => note.SettleAsync(settled.Select(blob => NameOf(office, blob)));

    /// <summary>
    /// Opens a sealed file for reading and seeking. Each chunk is checked before its bytes are handed over, so a changed
    /// byte throws <see cref="VaultException"/> on the read that reaches it.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file in this office's store.</exception>
    /// <exception cref="VaultException">The file was changed, cut short, swapped for another or belongs to another office.</exception>
    public async Task<Stream> OpenAsync(OfficeKey office, BlobRef blob, CancellationToken cancel)
    {
        var sha256 = HashOf(blob);
        var file = await blobs.OpenAsync(BlobFormat.NameOf(office, sha256), cancel);
        try
        {
            if (file.Length < BlobFormat.HeaderSize)
                throw BlobFormat.Damaged();
            var header = new byte[BlobFormat.HeaderSize];
            await file.ReadExactlyAsync(header, cancel);
            var (fileKey, storedHash, length) = BlobFormat.ReadHeader(header, office);
            if (length != blob.Length || file.Length != BlobFormat.FileSize(length) || !sha256.AsSpan().SequenceEqual(storedHash))
                throw BlobFormat.Damaged();
            var stream = new BlobReadStream(file, fileKey, length);
            if (length == 0)
                stream.CheckEmpty();
            return stream;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a file of that name is there. Says nothing about whether it is whole.</summary>
    public Task<bool> ExistsAsync(OfficeKey office, BlobRef blob, CancellationToken cancel) => blobs.ExistsAsync(NameOf(office, blob), cancel);

    /// <summary>Reads all of it and compares the SHA-256. False when it is missing, changed or cut short.</summary>
    public async Task<bool> IsWholeAsync(OfficeKey office, BlobRef blob, CancellationToken cancel)
    {
        try
        {
            await using var stream = await OpenAsync(office, blob, cancel);
            var found = await SHA256.HashDataAsync(stream, cancel);
            return HashOf(blob).AsSpan().SequenceEqual(found);
        }
        catch (Exception problem) when (problem is VaultException or FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// Removes a file and every damaged one of its name, for retention and destruction. The caller makes sure that no other exhibit of the
    /// office names the same hash. The header with the file's own key is made unreadable first: where a medium keeps old blocks, the rest stays
    /// unreadable. True when there was one.
    /// </summary>
    public Task<bool> DeleteAsync(OfficeKey office, BlobRef blob, CancellationToken cancel) => blobs.DeleteAsync(NameOf(office, blob), BlobFormat.HeaderSize, cancel);

    /// <summary>Whether anything of the file is left, a damaged one that was set aside included.</summary>
    public Task<bool> RemainsAsync(OfficeKey office, BlobRef blob, CancellationToken cancel) => blobs.RemainsAsync(NameOf(office, blob), cancel);

    /// <summary>Every file of the office that opens: for a recovery without the database.</summary>
    public async IAsyncEnumerable<BlobRef> ListAsync(OfficeKey office, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var name in blobs.ListAsync(office.Folder, cancel))
            if (await FindAsync(office, name, cancel) is { } blob)
                yield return blob;
    }

    /// <summary>Clears what a killed program left half-written; never what another copy is writing now. Answers how many.</summary>
    public Task<int> SweepAsync(CancellationToken cancel) => blobs.SweepAsync(cancel);

    /// <summary>Whether work of any office has noted what it stored: work that goes on, or that ended too early.</summary>
    public Task<bool> HasNotesAsync(CancellationToken cancel) => blobs.HasNotesAsync(cancel);

    /// <summary>
    /// Hands over the files that were stored by work which ended before it could say that rows name them. They may be named all the same: by its rows,
    /// where it was killed just after, or by another's. A note goes once <paramref name="take"/> has answered.
    /// </summary>
    public Task ReadLeftAsync(OfficeKey office, Func<IReadOnlyList<BlobRef>, Task> take, CancellationToken cancel) => blobs.ReadNotesAsync(office.Folder, async names =>
    {
        var left = new List<BlobRef>();
        foreach (var name in names)
            if (await FindAsync(office, name, cancel) is { } blob)
                left.Add(blob);
        await take(left);
    }, cancel);

    /// <summary>Gives a finished draft its name, unless the same bytes are there already; somebody else may be doing the same.</summary>
    private async Task PlaceAsync(OfficeKey office, BlobRef blob, IBlobDraft draft, IBlobNote? note, CancellationToken cancel)
    {
        var name = NameOf(office, blob);
        while (true)
        {
            var taken = await blobs.ExistsAsync(name, cancel);
            // Where the bytes are there already, a row names them or whoever put them there has noted them.
            if (taken && await IsWholeAsync(office, blob, cancel))
                return;
            if (note is not null)
                await note.AddAsync(name, cancel);
            if (taken)
                await blobs.SetAsideAsync(name, cancel);
            if (await draft.PlaceAsync(name, cancel))
                return;
        }
    }

    /// <summary>The file of that name, or null: one that was noted may never have been placed, and one that doesn't open is nobody's to judge by its name.</summary>
    private async Task<BlobRef?> FindAsync(OfficeKey office, BlobName name, CancellationToken cancel)
    {
        try
        {
            await using var file = await blobs.OpenAsync(name, cancel);
            var header = new byte[BlobFormat.HeaderSize];
            await file.ReadExactlyAsync(header, cancel);
            var (_, sha256, length) = BlobFormat.ReadHeader(header, office);
            return BlobFormat.NameOf(office, sha256) == name ? new BlobRef(Convert.ToHexStringLower(sha256), length) : null;
        }
        catch (Exception problem) when (problem is VaultException or FileNotFoundException or EndOfStreamException)
        {
            return null;
        }
    }

    private static BlobName NameOf(OfficeKey office, BlobRef blob) => BlobFormat.NameOf(office, HashOf(blob));

    private static byte[] HashOf(BlobRef blob)
    {
        var sha256 = new byte[SHA256.HashSizeInBytes];
        return Convert.FromHexString(blob.Sha256, sha256, out _, out var written) == System.Buffers.OperationStatus.Done && written == sha256.Length
            ? sha256
            : throw new ArgumentException("Not a SHA-256 in hexadecimal.", nameof(blob));
    }
}
