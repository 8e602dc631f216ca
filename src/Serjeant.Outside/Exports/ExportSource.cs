using Serjeant.Outside.Exports.Archives;

namespace Serjeant.Outside.Exports;

/// <summary>What a person chose to import: a file, a folder, or a zip archive.</summary>
public sealed class ExportSource : IDisposable
{
    private readonly IDisposable? owner;

    private ExportSource(string name, IReadOnlyList<ExportFile> files, IReadOnlyList<ReadProblem> problems, bool archive, IDisposable? owner)
    {
        Name = name;
        Files = files;
        Problems = problems;
        IsArchive = archive;
        this.owner = owner;
    }

    /// <summary>For people: already cleaned.</summary>
    public string Name { get; }

    /// <summary>In an order that doesn't change from one reading to the next.</summary>
    public IReadOnlyList<ExportFile> Files { get; }

    public IReadOnlyList<ReadProblem> Problems { get; }

    /// <summary>True for a zip file or a folder.</summary>
    public bool IsArchive { get; }

    /// <param name="path">A file or folder on this machine, chosen by a person at it or spooled by us; never a name from an export.</param>
    /// <param name="name">What to call it on screen; null takes the path's last part.</param>
    /// <exception cref="ExportRefusedException">It isn't there, can't be read, or is refused whole.</exception>
    public static ExportSource Open(string path, string? name = null, ExportLimits? limits = null)
    {
        limits ??= ExportLimits.Default;
        var shown = SafeName.Show(name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(path)));
        if (Directory.Exists(path))
            return Folder(path, shown, limits);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            if (!IsZip(stream))
            {
                var length = stream.Length;
                stream.Dispose();
                return new ExportSource(shown, [new ExportFile(shown, length, () => OpenFile(path))], [], false, null);
            }
            var archive = SafeArchive.Open(stream, shown, limits);
            return new ExportSource(shown, archive.Files, archive.Problems, true, archive);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExportRefusedException($"{shown} can't be opened. Check that it is there and that you may read it.");
        }
    }

    public void Dispose() => owner?.Dispose();

    private static ExportSource Folder(string path, string shown, ExportLimits limits)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 30,
            IgnoreInaccessible = true,
            // A link in an unpacked archive may point anywhere on the machine.
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.System,
        };
        var files = new List<ExportFile>();
        foreach (var file in new DirectoryInfo(path).EnumerateFiles("*", options))
        {
            if (files.Count == limits.Entries)
                throw new ExportRefusedException($"{shown} holds too many files. Choose only the folder with the messages.");
            var relative = Path.GetRelativePath(path, file.FullName).Replace('\\', '/');
            files.Add(new ExportFile(relative, file.Length, () => OpenFile(file.FullName)));
        }
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new ExportSource(shown, files, [], true, null);
    }

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);

    private static bool IsZip(FileStream stream)
    {
        Span<byte> head = stackalloc byte[4];
        var read = stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == 4 && head[0] == 'P' && head[1] == 'K' && (head[2], head[3]) is (3, 4) or (5, 6);
    }
}
