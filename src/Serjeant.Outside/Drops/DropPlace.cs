using System.Text;
using Serjeant.Outside.Storage;

namespace Serjeant.Outside.Drops;

/// <summary>The drop folder can't be used. The message is one plain sentence for a page, without a full stop.</summary>
public sealed class DropException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A file that lies there.</summary>
/// <param name="Written">When it was last written, as the file system says.</param>
public sealed record LaidFile(string Name, long Bytes, DateTime Written);

/// <summary>A file that is being worked on.</summary>
/// <param name="Key">32 hexadecimal digits that no other file gets.</param>
/// <param name="Name">What whoever laid it there called it.</param>
public sealed record ClaimedFile(string Key, string Name);

/// <summary>
/// A folder in which others lay mail files. A file is taken by renaming it into <c>.taking</c> under a key of its own, and ends by being renamed into <c>done</c> or
/// <c>failed</c>: a rename is whole or not at all, so a kill leaves each file in exactly one place. Links are never followed.
/// </summary>
public sealed class DropPlace
{
    public const string Done = "done";
    public const string Failed = "failed";
    private const string Taking = ".taking";

    /// <summary>Looked at in one go.</summary>
    private const int MostEntries = 10_000;

    // A key, a dot and this are below the 255 bytes that file systems take.
    private const int LongestName = 180;
    private static readonly EnumerationOptions Flat = new() { AttributesToSkip = 0, RecurseSubdirectories = false, IgnoreInaccessible = false };
    private readonly string root;

    private DropPlace(string root) => this.root = root;

    /// <summary>Makes the folder with its three sub-folders, where they are not there.</summary>
    /// <exception cref="DropException">It can't be made or read, or a sub-folder is a link.</exception>
    public static DropPlace Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            foreach (var name in new[] { Taking, Done, Failed })
            {
                var folder = new DirectoryInfo(Path.Combine(path, name));
                if (!folder.Exists)
                    folder.Create();
                folder.Refresh();
                if (folder.LinkTarget is not null || !folder.Attributes.HasFlag(FileAttributes.Directory))
                    throw new DropException($"“{name}” in the drop folder is a link or a file. Remove it, and the desk makes a folder");
            }
            return new DropPlace(Path.GetFullPath(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DropException("The drop folder can’t be used: it is not there, or the desk may not read and write in it", e);
        }
    }

    /// <summary>Mail and mailbox files that lie there, and how many other things do.</summary>
    /// <exception cref="DropException">The folder can't be read.</exception>
    public (IReadOnlyList<LaidFile> Files, int Others) List()
    {
        try
        {
            var (files, others) = (new List<LaidFile>(), 0);
            foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos("*", Flat).Take(MostEntries))
            {
                if (entry.Name is Taking or Done or Failed)
                    continue;
                // An empty file is not written yet, or is no file at all, such as a pipe.
                if (entry is FileInfo { LinkTarget: null, Length: > 0 } file && !file.Attributes.HasFlag(FileAttributes.ReparsePoint) && IsWanted(file.Name))
                    files.Add(new LaidFile(file.Name, file.Length, file.LastWriteTimeUtc));
                else
                    others++;
            }
            return (files, others);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DropException("The drop folder can’t be read", e);
        }
    }

    /// <summary>Takes a file that did not change since it was listed. False when it did, or is gone.</summary>
    public bool Claim(LaidFile file)
    {
        var from = Path.Combine(root, file.Name);
        try
        {
            if (new FileInfo(from) is not { Exists: true, LinkTarget: null } now || now.Length != file.Bytes || now.LastWriteTimeUtc != file.Written)
                return false;
            File.Move(from, PathOf(new ClaimedFile(Guid.NewGuid().ToString("N"), Short(file.Name))), overwrite: false);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What is being worked on, also since before a stop.</summary>
    /// <exception cref="DropException">It can't be read.</exception>
    public IReadOnlyList<ClaimedFile> Claimed()
    {
        try
        {
            return [.. new DirectoryInfo(Path.Combine(root, Taking)).EnumerateFileSystemInfos("*", Flat).Take(MostEntries).Select(e => e.Name)
                .Where(n => n.Length > 33 && n[32] == '.' && n.AsSpan(0, 32).IndexOfAnyExcept("0123456789abcdef") < 0).Select(n => new ClaimedFile(n[..32], n[33..])).OrderBy(c => c.Key, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DropException("The drop folder can’t be read", e);
        }
    }

    /// <summary>Opens a claimed file, and makes sure that it is that file: whoever may write there may have put a link in its place.</summary>
    /// <exception cref="FormatException">It is a link, or no file; a sentence with a full stop.</exception>
    /// <exception cref="DropException">It can't be read.</exception>
    public FileStream OpenRead(ClaimedFile file)
    {
        var path = PathOf(file);
        try
        {
            if (new FileInfo(path) is not { LinkTarget: null, Length: > 0 })
                throw new FormatException("It is a link or not a file.");
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // What was opened, as the kernel says: nothing can be swapped between look and opening.
            if (OperatingSystem.IsLinux() && new FileInfo($"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}").LinkTarget is { } opened && opened != RealPath(path))
            {
                stream.Dispose();
                throw new FormatException("It is a link or not a file.");
            }
            return stream;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DropException("A file in the drop folder can’t be read. The desk needs the right to read what is laid there", e);
        }
    }

    /// <summary>Puts a file where it stays, under its own name or, where that is taken, with a part of its key.</summary>
    /// <exception cref="DropException">It can't be moved.</exception>
    public void Finish(ClaimedFile file, string folder)
    {
        var (stem, ending) = (Path.GetFileNameWithoutExtension(file.Name), Path.GetExtension(file.Name));
        try
        {
            var target = Path.Combine(root, folder, file.Name);
            NewFile.Place(PathOf(file), Path.Exists(target) ? Path.Combine(root, folder, $"{stem} {file.Key[..8]}{ending}") : target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DropException($"A file can’t be moved to “{folder}” in the drop folder", e);
        }
    }

    /// <summary>By its ending; what programs write beside a file that is not whole yet has others, or a dot in front.</summary>
    public static bool IsWanted(string name) => !name.StartsWith('.') && !name.StartsWith('~') && Path.GetExtension(name).ToLowerInvariant() is ".eml" or ".msg" or ".mbox" or ".mbx";

    private string PathOf(ClaimedFile file) => Path.Combine(root, Taking, $"{file.Key}.{file.Name}");

    /// <summary>With the links that whoever runs the desk has above the folder.</summary>
    private static string RealPath(string path)
    {
        var (folder, rest) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (at.Name != Taking && at.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                return RealPath(Path.Combine(target.FullName, Path.GetRelativePath(at.FullName, path)));
        return Path.Combine(folder, rest);
    }

    private static string Short(string name)
    {
        var ending = Path.GetExtension(name);
        var stem = Path.GetFileNameWithoutExtension(name);
        while (Encoding.UTF8.GetByteCount(stem) > LongestName)
            stem = stem[..(char.IsLowSurrogate(stem[^1]) ? ^2 : ^1)];
        return stem + ending;
    }
}
