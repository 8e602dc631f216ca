namespace Serjeant.Outside.Storage;

/// <summary>A file in the aside folder. The handle stays open through the naming: what holds a handle is at work, and the sweep leaves it alone.</summary>
internal sealed class DiskDraft : IBlobDraft
{
    private readonly DiskBlobs store;
    private readonly string shelf;
    private readonly string temporary;
    private readonly FileStream file;

    public DiskDraft(DiskBlobs store, string shelf)
    {
        (this.store, this.shelf) = (store, shelf);
        temporary = Path.Combine(VaultFolders.Make(store.AsideOf(shelf)), Guid.NewGuid().ToString("N"));
        file = new FileStream(temporary, VaultFolders.Exclusive);
    }

    public Stream Content => file;

    public async Task<bool> PlaceAsync(BlobName name, CancellationToken cancel)
    {
        if (name.Shelf != shelf)
            throw new ArgumentException("The name is of another shelf.", nameof(name));
        await file.FlushAsync(cancel);
        file.Flush(flushToDisk: true);
        var final = store.PathOf(name);
        var folder = store.MakeFolderOf(name);
        try
        {
            NewFile.Place(temporary, final);
        }
        catch (IOException) when (File.Exists(temporary) && File.Exists(final))
        {
            return false;
        }
        VaultFolders.MakeReadOnly(final);
        DiskFlush.Folder(folder);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        File.Delete(temporary); // Not there any more when it got its name.
    }
}
