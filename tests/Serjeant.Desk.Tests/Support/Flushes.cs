using System.Collections.Concurrent;
using Serjeant.Outside.Storage;

namespace Serjeant.Desk.Tests.Support;

/// <summary>Notes what is put on the disk itself in one folder: other tests flush files at the same time.</summary>
internal sealed class Flushes : IDisposable
{
    private readonly ConcurrentQueue<string> paths = [];
    private readonly string folder;

    public Flushes(string folder)
    {
        this.folder = folder;
        DiskFlush.Flushed += Note;
    }

    /// <summary>In the order of their flushing.</summary>
    public IReadOnlyList<string> Paths => [.. paths];

    /// <summary>What was flushed in a folder beside which it was first written: relative to it, and without the name that it had then.</summary>
    public IReadOnlyList<string> Below(string kept) => [.. paths
        .Select(path => Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar, 2))
        .Where(parts => parts.Length == 2 && parts[0].Contains(Path.GetFileName(kept), StringComparison.Ordinal))
        .Select(parts => parts[1])];

    /// <summary>Every file and folder in it, relative to it.</summary>
    public static IReadOnlyList<string> AllOf(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))];

    public void Dispose() => DiskFlush.Flushed -= Note;

    private void Note(string path)
    {
        if (path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            paths.Enqueue(path);
    }
}
