namespace Serjeant.Outside.Storage;

/// <summary>
/// The seam between the vault and where its sealed bytes lie. The vault encrypts and addresses; a store keeps blobs of bytes that mean nothing to it, on
/// shelves, one for each office. <see cref="DiskBlobs"/> is the one that ships; one over an object store keeps to the same contract, which is tested.
/// </summary>
/// <remarks>
/// <para><b>Write-once.</b> No call changes a blob that has its name; a name that is taken is never given to other bytes. Only <see cref="SetAsideAsync"/> and
/// <see cref="DeleteAsync"/> free it.</para>
/// <para><b>Atomic.</b> Whoever asks for a name gets the whole blob or none. A draft is no blob: nothing lists or opens it.</para>
/// <para><b>Durable.</b> When a call that changes something has answered, that survives a kill and a loss of power.</para>
/// <para><b>Shared.</b> Any number of threads, and of copies of the program, use one store at once. What one was answered the others see.</para>
/// <para><b>Not trusted.</b> What it hands out may be changed or cut short: the vault checks all of it. A store neither logs names nor reads content.</para>
/// <para><b>Errors.</b> <see cref="FileNotFoundException"/> where said, and <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> for whatever else keeps
/// a store from doing it; the change may have been made or not, and asking again is safe. <see cref="ArgumentException"/> for a shelf that is not <see cref="BlobName.IsShelf"/>.</para>
/// </remarks>
public interface IBlobStore
{
    /// <summary>Begins a blob whose name is known only when all of it is written.</summary>
    Task<IBlobDraft> DraftAsync(string shelf, CancellationToken cancel);

    /// <summary>
    /// Opens a blob: its length is known, and any part can be read by seeking, by blocking calls and others. Many may read it at once. One that is removed
    /// meanwhile may be read to its end or fail.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no blob of that name.</exception>
    Task<Stream> OpenAsync(BlobName name, CancellationToken cancel);

    /// <summary>Whether there is a blob of that name. One that was set aside is not.</summary>
    Task<bool> ExistsAsync(BlobName name, CancellationToken cancel);

    /// <summary>The names of a shelf's blobs, in no order, without those set aside. What comes or goes meanwhile may be in it or not.</summary>
    IAsyncEnumerable<BlobName> ListAsync(string shelf, CancellationToken cancel);

    /// <summary>Takes a damaged blob's name away and keeps its bytes, so that a whole one can be put there and somebody can see what happened. Nothing where there is none.</summary>
    Task SetAsideAsync(BlobName name, CancellationToken cancel);

    /// <summary>Whether anything of that name is left: the blob, or one that was set aside.</summary>
    Task<bool> RemainsAsync(BlobName name, CancellationToken cancel);

    /// <summary>Removes the blob and each that was set aside from its name. True when there was one.</summary>
    /// <param name="unreadable">
    /// How many bytes at the beginning of each must not be left on the medium. A store that can write in place overwrites them first; one that keeps
    /// older versions removes those too.
    /// </param>
    Task<bool> DeleteAsync(BlobName name, int unreadable, CancellationToken cancel);

    /// <summary>Clears drafts that a killed program left; never one that any copy of the program is at. Answers how many.</summary>
    Task<int> SweepAsync(CancellationToken cancel);

    /// <summary>A note for one piece of work. Nothing is kept before its first name.</summary>
    IBlobNote Note(string shelf);

    /// <summary>Whether any shelf has a note: of work that goes on, or that ended with names unsettled.</summary>
    Task<bool> HasNotesAsync(CancellationToken cancel);

    /// <summary>
    /// Hands over what is in the shelf's notes of work that has ended, however it did; never those of work that goes on in any copy of the program. Batches are of bounded size, and a note may be damaged:
    /// what is no whole name is passed over. A note goes once <paramref name="take"/> has answered for all of it, and stays when that throws. A name in a note may never have been given to a blob.
    /// </summary>
    Task ReadNotesAsync(string shelf, Func<IReadOnlyList<BlobName>, Task> take, CancellationToken cancel);

    /// <summary>Keeps a few bytes beside a shelf's blobs, in place of older ones, at once and whole.</summary>
    Task KeepRecordAsync(string shelf, ReadOnlyMemory<byte> record, CancellationToken cancel);

    /// <summary>Each shelf's record, for who doesn't know which shelf is meant.</summary>
    IAsyncEnumerable<byte[]> RecordsAsync(CancellationToken cancel);
}
