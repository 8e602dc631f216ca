using System.Runtime.InteropServices;

namespace Serjeant.Outside.Storage;

/// <summary>
/// Puts what was written on to the disk itself, so that a power cut after "done" takes nothing back. On Linux a name in a folder is the
/// folder's to keep, so folders are flushed too; .NET has no call for that.
/// </summary>
public static class DiskFlush
{
    /// <summary>Told of each path that was flushed: whether it was can't be seen in the file.</summary>
    internal static event Action<string>? Flushed;

    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void File(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            file.Flush(flushToDisk: true);
        }
        else if (!Sync(path)) // By a handle for reading: a key or a sealed file may not be writable to anybody.
        {
            throw new IOException($"{path} could not be put on the disk.");
        }

        Flushed?.Invoke(path);
    }

    /// <summary>Makes names in it survive a power cut. A file system that can't is left as it is.</summary>
    public static void Folder(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Sync(path);
        Flushed?.Invoke(path);
    }

    /// <summary>A folder with all that is in it, what lies deepest first. The name of the folder itself is its parent's to keep.</summary>
    /// <exception cref="IOException">The disk did not take a file.</exception>
    public static void Tree(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder))
            File(path);
        foreach (var path in Directory.EnumerateDirectories(folder))
            Tree(path);
        Folder(folder);
    }

    private static bool Sync(string path)
    {
        var handle = Open(path, flags: 0);
        if (handle < 0)
            return false;
        var synced = Fsync(handle) == 0;
        _ = Close(handle);
        return synced;
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
