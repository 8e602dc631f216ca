using System.Security.Cryptography;
using Serjeant.Data;
using Serjeant.Shell.Hosting;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>Uploaded exports, kept in the data folder under names of our own until they are in.</summary>
public sealed class ImportSpool(DeskOptions desk)
{
    public const long MostBytes = 16L << 30;
    private const string FolderName = "spool";

    /// <returns>Where it lies (below the data folder), how long it is, and its SHA-256.</returns>
    /// <exception cref="InvalidDataException">It is larger than <see cref="MostBytes"/>; nothing is left of it.</exception>
    public async Task<(string Path, long Bytes, string Hash)> SaveAsync(Stream upload, CancellationToken cancel)
    {
        var name = FolderName + "/" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        desk.Folder(FolderName);
        var path = Path.Combine(desk.DataFolder, name);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long bytes = 0;
            await using (var file = new FileStream(path, Options()))
            {
                var chunk = new byte[128 * 1024];
                int read;
                while ((read = await upload.ReadAsync(chunk, cancel)) > 0)
                {
                    bytes += read;
                    if (bytes > MostBytes)
                        throw new InvalidDataException($"The file is larger than {MostBytes >> 30} GB.");
                    hash.AppendData(chunk, 0, read);
                    await file.WriteAsync(chunk.AsMemory(0, read), cancel);
                }
            }
            return (name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The file's full path; null when it isn't on this machine.</summary>
    public string? Find(ImportJob job) => PathOf(job.SpoolPath) is { } path && File.Exists(path) ? path : null;

    /// <summary>Where a file that was just saved lies.</summary>
    public string Full(string spoolPath) => PathOf(spoolPath) ?? throw new ArgumentException("Not a spooled file.", nameof(spoolPath));

    public void Delete(string spoolPath)
    {
        if (PathOf(spoolPath) is { } path)
            File.Delete(path);
    }

    /// <summary>Files that no job speaks of any more: an upload that was broken off.</summary>
    public void Sweep(IReadOnlySet<string> known, DateTimeOffset before)
    {
        foreach (var file in new DirectoryInfo(desk.Folder(FolderName)).EnumerateFiles())
        {
            if (!known.Contains(FolderName + "/" + file.Name) && file.LastWriteTimeUtc < before.UtcDateTime)
                file.Delete();
        }
    }

    private string? PathOf(string spoolPath) =>
        spoolPath.StartsWith(FolderName + "/", StringComparison.Ordinal) && spoolPath.LastIndexOf('/') == FolderName.Length && !spoolPath.Contains("..", StringComparison.Ordinal)
            ? Path.Combine(desk.DataFolder, spoolPath)
            : null;

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
