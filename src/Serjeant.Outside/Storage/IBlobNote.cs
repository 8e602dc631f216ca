namespace Serjeant.Outside.Storage;

/// <summary>
/// What one piece of work put into the vault and no committed row names yet. Whatever ends the program, <see cref="IBlobStore.ReadNotesAsync"/> finds it.
/// Any number of threads may use it at once.
/// </summary>
public interface IBlobNote : IAsyncDisposable
{
    /// <summary>Before a draft is given the name. Answers when the entry is safely kept.</summary>
    Task AddAsync(BlobName name, CancellationToken cancel);

    /// <summary>Committed rows name these now. Never throws: what stays noted is looked at by the sweep and kept. Names that are not in it are passed over.</summary>
    Task SettleAsync(IEnumerable<BlobName> names);

    // DisposeAsync: the work has ended. The note goes when all of it is settled, and is left to the sweep when not. Never throws.
}
