namespace Serjeant.Outside.Storage;

/// <summary>A blob that is being written and has no name yet. Dispose it: without a name, that discards it. One writer at a time.</summary>
public interface IBlobDraft : IAsyncDisposable
{
    /// <summary>Empty at first. Reads, writes and seeks: the vault writes the beginning last. Not written to once a name was asked for.</summary>
    Stream Content { get; }

    /// <summary>
    /// Gives the content its name, unless that is taken. Of many who ask for one name at once, exactly one is answered true. Answers true only when content and name are
    /// safely kept; on false the draft is as it was, and may ask again.
    /// </summary>
    /// <exception cref="ArgumentException">The name is of another shelf.</exception>
    Task<bool> PlaceAsync(BlobName name, CancellationToken cancel);
}
