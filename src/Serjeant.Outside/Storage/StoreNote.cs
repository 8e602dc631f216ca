using System.Text;

namespace Serjeant.Outside.Storage;

/// <summary>
/// What one piece of work put into the vault and no committed row names yet: a file in the office's aside folder, made with the first store and
/// held open by its writer. A name is on the disk here before the file gets it there, so that whatever ends the program, the next sweep knows where to look.
/// </summary>
/// <remarks>
/// Each entry is a line feed and the name that a file has in the vault (64 hexadecimal characters, an HMAC): the note tells nobody what the office keeps.
/// The line feed comes first so that an entry which a full disk or a kill cut off does not spoil the next; a file whose entry is cut off was never placed.
/// </remarks>
public sealed class StoreNote : IDisposable
{
    internal const string Ending = ".stored";
    private const int Tries = 5;
    private readonly string aside;
    private readonly Lock gate = new();
    private readonly HashSet<string> open = [];
    private string? path;
    private FileStream? file;

    internal StoreNote(string aside) => this.aside = aside;

    /// <summary>Before the file is placed. Answers when the entry is safely on disk.</summary>
    internal void Add(string sha256, string name)
    {
        lock (gate)
        {
            file ??= Begin();
            file.Write(Encoding.ASCII.GetBytes("\n" + name));
            file.Flush(flushToDisk: true);
            open.Add(sha256);
        }
    }

    /// <summary>Committed rows name these now. Never throws: what stays noted is looked at by the sweep and kept.</summary>
    public void Settle(IEnumerable<BlobRef> blobs)
    {
        lock (gate)
        {
            open.ExceptWith(blobs.Select(b => b.Sha256));
            if (open.Count > 0 || file is null)
                return;
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
    }

    /// <summary>Goes when all of it is settled, and is left to the sweep when not.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (file is null)
                return;
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
