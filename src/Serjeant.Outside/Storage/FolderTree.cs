using Serjeant.Evidence;

namespace Serjeant.Outside.Storage;

/// <summary>
/// A folder on disk, seen as files to be checked. Links are not followed, since they lead out of it; names that are not
/// safe are told but not opened.
/// </summary>
public sealed class FolderTree : IFileTree
{
    private const int MaxFiles = 200_000;
    private const int MaxDepth = 32;
    private const int MaxPath = 1000;

    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly string root;
    private readonly List<TreeFile> files = [];
    private readonly List<(string Path, string Text)> refused = [];

    /// <exception cref="FormatException">It holds more files, or is deeper, than evidence ever is.</exception>
    public FolderTree(string folder)
    {
        root = Path.GetFullPath(folder);
        Read(new DirectoryInfo(root), "", 0);
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
    }

    public IReadOnlyList<TreeFile> Files => files;

    public IReadOnlyList<(string Path, string Text)> Refused => refused;

    public Stream Open(string path) => new FileStream(Path.Combine(root, path), new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.Read,
        Options = FileOptions.SequentialScan | FileOptions.Asynchronous,
        BufferSize = 0,
    });

    private void Read(DirectoryInfo folder, string prefix, int depth)
    {
        if (depth > MaxDepth)
            throw new FormatException("The folder is nested too deeply to be evidence.");
        foreach (var entry in folder.EnumerateFileSystemInfos("*", All))
        {
            if (files.Count + refused.Count >= MaxFiles)
                throw new FormatException($"The folder holds more than {MaxFiles} files.");
            var path = prefix + entry.Name;
            if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                refused.Add((path, "It is a link, and links are not followed."));
            else if (!SafePath.IsSafe(path, MaxPath))
                refused.Add((path, "Its name is not one that a pack may hold, so it was not opened."));
            else if (entry is DirectoryInfo inner)
                Read(inner, path + "/", depth + 1);
            else
                files.Add(new TreeFile(path, ((FileInfo)entry).Length));
        }
    }
}
