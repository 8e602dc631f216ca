using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>
/// The few statements of ingest that must be fast, written by hand for each database. Everything happens in the transaction
/// that the context has open, and nothing is remembered from one batch to the next.
/// </summary>
internal interface IBatchStore : IDisposable
{
    /// <summary>Which of these messages the office already has, as indexes into the list.</summary>
    Task<HashSet<int>> AlreadyHereAsync(long officeId, IReadOnlyList<PreparedMessage> messages, CancellationToken cancel);

    /// <summary>Finds or adds the authors and their keys for commitments. In the order of the list.</summary>
    Task<IReadOnlyList<KnownAuthor>> AuthorsAsync(long officeId, IReadOnlyList<Author> authors, CancellationToken cancel);

    /// <summary>Those of the texts that the office has had before, with how many of them still wait.</summary>
    Task<Dictionary<long, int>> WaitingAsync(long officeId, IReadOnlyCollection<long> textKeys, CancellationToken cancel);

    /// <summary>Those of the pairs for which this author has already sent this text.</summary>
    Task<HashSet<(long TextKey, long AuthorId)>> SentBeforeAsync(long officeId, IReadOnlyCollection<(long TextKey, long AuthorId)> pairs, CancellationToken cancel);

    /// <summary>Ids never used before, ascending.</summary>
    Task<IReadOnlyList<long>> ReserveIdsAsync(int count, CancellationToken cancel);

    Task WriteAsync(long officeId, IReadOnlyList<PreparedMessage> messages, IReadOnlyCollection<TextGroup> additions, CancellationToken cancel);
}

/// <param name="Key">The author's key for commitments in the ledger.</param>
internal sealed record KnownAuthor(long Id, byte[] Key);
