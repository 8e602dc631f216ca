namespace Serjeant.Outside.Storage;

/// <summary>What the file system needs of its keepers: permissions, and clearing what was left half-written.</summary>
internal static class VaultFolders
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// For a file being written. <see cref="FileShare.Delete"/> lets it be renamed while open on Windows; on Linux the
    /// open handle carries a lock that a kill releases.
    /// </summary>
    public static FileStreamOptions Exclusive { get; } = Options(FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, create: true);

    public static FileStreamOptions Shared { get; } = Options(FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, create: false);

    public static string Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
        return folder;
    }

    public static void MakeReadOnly(string path)
    {
        if (OperatingSystem.IsWindows())
            File.SetAttributes(path, FileAttributes.ReadOnly);
        else
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
    }

    public static void MakeWritable(string path)
    {
        if (OperatingSystem.IsWindows())
            File.SetAttributes(path, FileAttributes.Normal);
        else
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Writes noise over the first bytes of a file, on to the disk. On a disk that never writes in place the old ones may stay.</summary>
    public static void Overwrite(string path, int bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(System.Security.Cryptography.RandomNumberGenerator.GetBytes((int)Math.Min(bytes, file.Length)));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Deletes what nobody holds open in every folder named <paramref name="aside"/> one level down, but for notes: those are read first.</summary>
    public static int Sweep(string root, string aside)
    {
        if (!Directory.Exists(root))
            return 0;
        var swept = 0;
        foreach (var path in Directory.EnumerateDirectories(root).Select(office => Path.Combine(office, aside)).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)
            .Where(path => !path.EndsWith(DiskNote.Ending, StringComparison.Ordinal)))
        {
            try
            {
                using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    // Opened alone: whoever wrote it is gone.
                }

                File.Delete(path);
                swept++;
            }
            catch (IOException)
            {
                // Somebody is writing it, or has just finished.
            }
        }

        return swept;
    }

    private static FileStreamOptions Options(FileMode mode, FileAccess access, FileShare share, bool create)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, Options = FileOptions.Asynchronous, BufferSize = 0 };
        if (create && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
