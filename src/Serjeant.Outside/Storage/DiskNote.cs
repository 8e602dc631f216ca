using System.Text;

namespace Serjeant.Outside.Storage;

/// <summary>
/// A file in the shelf's aside folder, made with the first name and held open by its writer: what is held belongs to work that goes on. A name is on the disk
/// here before a file gets it.
/// </summary>
/// <remarks>
/// Each entry is a line feed and the name (64 hexadecimal characters, an HMAC): the note tells nobody what the office keeps.
/// The line feed comes first so that an entry which a full disk or a kill cut off does not spoil the next; a file whose entry is cut off was never placed.
/// </remarks>
internal sealed class DiskNote(string aside) : IBlobNote
{
    internal const string Ending = ".stored";
    private const int Tries = 5;
    private readonly Lock gate = new();
    private readonly HashSet<BlobName> open = [];
    private string? path;
    private FileStream? file;

    public Task AddAsync(BlobName name, CancellationToken cancel)
    {
        lock (gate)
        {
            file ??= Begin();
            file.Write(Encoding.ASCII.GetBytes("\n" + name.Name));
            file.Flush(flushToDisk: true);
            open.Add(name);
        }
        return Task.CompletedTask;
    }

    public Task SettleAsync(IEnumerable<BlobName> names)
    {
        lock (gate)
        {
            open.ExceptWith(names);
            if (open.Count > 0 || file is null)
                return Task.CompletedTask;
            try
            {
                file.SetLength(0);
                file.Position = 0;
            }
            catch (IOException)
            {
                // Old names stay in it.
            }
        }
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (file is null)
                return ValueTask.CompletedTask;
            try
            {
                if (open.Count == 0)
                    File.Delete(path!);
            }
            catch (IOException)
            {
                // The sweep deletes it.
            }
            file.Dispose();
            file = null;
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Made under another name and renamed once it is held: a sweep never sees one that its writer does not hold yet.</summary>
    private FileStream Begin()
    {
        VaultFolders.Make(aside);
        for (var tried = 1; ; tried++)
        {
            var temporary = Path.Combine(aside, Guid.NewGuid().ToString("N"));
            FileStream? made = null;
            try
            {
                made = new FileStream(temporary, VaultFolders.Exclusive);
                path = temporary + Ending;
                File.Move(temporary, path);
                DiskFlush.Folder(aside);
                return made;
            }
            catch (IOException) when (tried < Tries)
            {
                // Somebody who starts just now took it for a leftover.
                made?.Dispose();
            }
            catch
            {
                made?.Dispose();
                throw;
            }
        }
    }
}
