using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Serjeant.Outside.Storage;

/// <summary>
/// Blobs as files that nobody may write to: <c>shelf/na/name.sealed</c>. A draft is written in the shelf's folder <c>aside</c>, flushed and linked to its name,
/// so a kill at any moment leaves the whole blob or nothing that <see cref="SweepAsync"/> does not clear away. Notes lie there too.
/// </summary>
/// <param name="root">The folder that holds one folder for each shelf.</param>
public sealed class DiskBlobs(string root) : IBlobStore
{
    /// <summary>The folder of a shelf where drafts and notes lie: nothing in it is a blob yet.</summary>
    public const string Aside = "aside";

    internal const string Ending = ".sealed";
    private const string RecordFile = "recovery.key";

    /// <summary>Folders that are on the disk for certain.</summary>
    private readonly ConcurrentDictionary<string, bool> flushed = new(StringComparer.Ordinal);

    public Task<IBlobDraft> DraftAsync(string shelf, CancellationToken cancel) => Task.FromResult<IBlobDraft>(new DiskDraft(this, BlobName.Checked(shelf)));

    public Task<Stream> OpenAsync(BlobName name, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult<Stream>(new FileStream(PathOf(name), VaultFolders.Shared));
        }
        catch (Exception inner) when (inner is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new FileNotFoundException("There is no such file in the evidence store.", inner);
        }
    }

    public Task<bool> ExistsAsync(BlobName name, CancellationToken cancel) => Task.FromResult(File.Exists(PathOf(name)));

    public async IAsyncEnumerable<BlobName> ListAsync(string shelf, [EnumeratorCancellation] CancellationToken cancel)
    {
        var folder = FolderOf(shelf);
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending, SearchOption.AllDirectories))
        {
            cancel.ThrowIfCancellationRequested();
            if (Path.GetFileNameWithoutExtension(path) is var name && BlobName.IsName(name))
                yield return new BlobName(shelf, name);
        }
        await Task.CompletedTask;
    }

    public Task SetAsideAsync(BlobName name, CancellationToken cancel)
    {
        var path = PathOf(name);
        try
        {
            File.Move(path, $"{path}.damaged-{Guid.NewGuid():N}");
            DiskFlush.Folder(Path.GetDirectoryName(path)!);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody else was quicker.
        }
        return Task.CompletedTask;
    }

    public Task<bool> RemainsAsync(BlobName name, CancellationToken cancel) => Task.FromResult(AllOf(name).Count > 0);

    public Task<bool> DeleteAsync(BlobName name, int unreadable, CancellationToken cancel)
    {
        var paths = AllOf(name);
        foreach (var path in paths)
        {
            VaultFolders.MakeWritable(path);
            VaultFolders.Overwrite(path, unreadable);
            File.Delete(path);
        }
        if (paths.Count > 0)
            DiskFlush.Folder(Path.GetDirectoryName(paths[0])!);
        return Task.FromResult(paths.Count > 0);
    }

    public Task<int> SweepAsync(CancellationToken cancel) => Task.FromResult(VaultFolders.Sweep(root, Aside));

    public IBlobNote Note(string shelf) => new DiskNote(AsideOf(shelf));

    public Task<bool> HasNotesAsync(CancellationToken cancel) => Task.FromResult(LeftNotes.Any(root, Aside));

    public Task ReadNotesAsync(string shelf, Func<IReadOnlyList<BlobName>, Task> take, CancellationToken cancel) =>
        LeftNotes.ReadAsync(AsideOf(shelf), names => take([.. names.Select(name => new BlobName(shelf, name))]), cancel);

    public async Task KeepRecordAsync(string shelf, ReadOnlyMemory<byte> record, CancellationToken cancel)
    {
        var temporary = Path.Combine(VaultFolders.Make(AsideOf(shelf)), Guid.NewGuid().ToString("N"));
        await using (var file = new FileStream(temporary, VaultFolders.Exclusive))
        {
            await file.WriteAsync(record, cancel);
            file.Flush(flushToDisk: true);
            File.Move(temporary, Path.Combine(FolderOf(shelf), RecordFile), overwrite: true);
        }
        DiskFlush.Folder(FolderOf(shelf));
        DiskFlush.Folder(root);
    }

    public async IAsyncEnumerable<byte[]> RecordsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (!Directory.Exists(root))
            yield break;
        foreach (var path in Directory.EnumerateDirectories(root).Select(shelf => Path.Combine(shelf, RecordFile)).Where(File.Exists))
            yield return await File.ReadAllBytesAsync(path, cancel);
    }

    internal string AsideOf(string shelf) => Path.Combine(FolderOf(shelf), Aside);

    internal string PathOf(BlobName name) => Path.Combine(root, name.Shelf, name.Name[..2], name.Name + Ending);

    /// <summary>The folder that a blob goes into. It must itself be on the disk before something in it is; whoever made it may have been killed before that.</summary>
    internal string MakeFolderOf(BlobName name)
    {
        var folder = VaultFolders.Make(Path.GetDirectoryName(PathOf(name))!);
        if (!flushed.ContainsKey(folder))
        {
            DiskFlush.Folder(FolderOf(name.Shelf));
            DiskFlush.Folder(root);
            flushed.TryAdd(folder, true);
        }
        return folder;
    }

    private string FolderOf(string shelf) => Path.Combine(root, BlobName.Checked(shelf));

    private List<string> AllOf(BlobName name)
    {
        var path = PathOf(name);
        var folder = Path.GetDirectoryName(path)!;
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Path.GetFileName(path) + "*")] : [];
    }
}
