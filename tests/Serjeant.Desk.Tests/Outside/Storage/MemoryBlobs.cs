using System.Runtime.CompilerServices;
using Serjeant.Outside.Storage;

namespace Serjeant.Desk.Tests.Outside.Storage;

/// <summary>A store that is nothing like a disk: it has no files, no folders, no locks, and keeps what the contract asks for.</summary>
internal sealed class MemoryBlobs : IBlobStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<BlobName, byte[]> named = [];
    private readonly List<BlobName> aside = [];
    private readonly List<MemoryNote> notes = [];
    private readonly Dictionary<string, byte[]> records = [];

    public int Count
    {
        get
        {
            lock (gate)
                return named.Count + aside.Count;
        }
    }

    public Task<IBlobDraft> DraftAsync(string shelf, CancellationToken cancel) => Task.FromResult<IBlobDraft>(new MemoryDraft(this, Checked(shelf)));

    public Task<Stream> OpenAsync(BlobName name, CancellationToken cancel)
    {
        lock (gate)
            return named.TryGetValue(name, out var bytes) ? Task.FromResult<Stream>(new MemoryStream(bytes, writable: false)) : throw new FileNotFoundException("Not here.");
    }

    public Task<bool> ExistsAsync(BlobName name, CancellationToken cancel)
    {
        lock (gate)
            return Task.FromResult(named.ContainsKey(name));
    }

    public async IAsyncEnumerable<BlobName> ListAsync(string shelf, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<BlobName> names;
        Checked(shelf);
        lock (gate)
            names = [.. named.Keys.Where(n => n.Shelf == shelf)];
        foreach (var name in names)
        {
            await Task.Yield();
            yield return name;
        }
    }

    public Task SetAsideAsync(BlobName name, CancellationToken cancel)
    {
        lock (gate)
            if (named.Remove(name))
                aside.Add(name);
        return Task.CompletedTask;
    }

    public Task<bool> RemainsAsync(BlobName name, CancellationToken cancel)
    {
        lock (gate)
            return Task.FromResult(named.ContainsKey(name) || aside.Contains(name));
    }

    public Task<bool> DeleteAsync(BlobName name, int unreadable, CancellationToken cancel)
    {
        lock (gate)
            return Task.FromResult(named.Remove(name) | aside.RemoveAll(n => n == name) > 0);
    }

    public Task<int> SweepAsync(CancellationToken cancel) => Task.FromResult(0);

    public IBlobNote Note(string shelf) => new MemoryNote(this, Checked(shelf));

    public Task<bool> HasNotesAsync(CancellationToken cancel)
    {
        lock (gate)
            return Task.FromResult(notes.Count > 0);
    }

    public async Task ReadNotesAsync(string shelf, Func<IReadOnlyList<BlobName>, Task> take, CancellationToken cancel)
    {
        List<MemoryNote> left;
        Checked(shelf);
        lock (gate)
            left = [.. notes.Where(n => n.Ended && n.Shelf == shelf)];
        foreach (var note in left)
        {
            foreach (var names in note.Names.Chunk(100))
                await take(names);
            lock (gate)
                notes.Remove(note);
        }
    }

    public Task KeepRecordAsync(string shelf, ReadOnlyMemory<byte> record, CancellationToken cancel)
    {
        lock (gate)
            records[Checked(shelf)] = record.ToArray();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<byte[]> RecordsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        List<byte[]> all;
        lock (gate)
            all = [.. records.Values];
        foreach (var record in all)
        {
            await Task.Yield();
            yield return record;
        }
    }

    /// <summary>What a broken medium does behind the contract's back.</summary>
    public void Damage(BlobName name)
    {
        lock (gate)
            named[name] = [.. "damaged"u8];
    }

    private static string Checked(string shelf) => BlobName.IsShelf(shelf) ? shelf : throw new ArgumentException("Not the name of a shelf.", nameof(shelf));

    private sealed class MemoryDraft(MemoryBlobs store, string shelf) : IBlobDraft
    {
        private readonly MemoryStream content = new();

        public Stream Content => content;

        public Task<bool> PlaceAsync(BlobName name, CancellationToken cancel)
        {
            if (name.Shelf != shelf)
                throw new ArgumentException("The name is of another shelf.", nameof(name));
            lock (store.gate)
                return Task.FromResult(store.named.TryAdd(name, content.ToArray()));
        }

        public ValueTask DisposeAsync() => content.DisposeAsync();
    }

    private sealed class MemoryNote(MemoryBlobs store, string shelf) : IBlobNote
    {
        private readonly HashSet<BlobName> open = [];

        public string Shelf => shelf;
        public List<BlobName> Names { get; } = [];
        public bool Ended { get; private set; }

        public Task AddAsync(BlobName name, CancellationToken cancel)
        {
            lock (store.gate)
            {
                if (!store.notes.Contains(this))
                    store.notes.Add(this);
                Names.Add(name);
                open.Add(name);
            }
            return Task.CompletedTask;
        }

        public Task SettleAsync(IEnumerable<BlobName> names)
        {
            lock (store.gate)
            {
                open.ExceptWith(names);
                if (open.Count == 0)
                    Names.Clear();
            }
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            lock (store.gate)
            {
                Ended = true;
                if (open.Count == 0)
                    store.notes.Remove(this);
            }
            return ValueTask.CompletedTask;
        }
    }
}
