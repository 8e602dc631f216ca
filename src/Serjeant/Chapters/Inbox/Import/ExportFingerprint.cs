using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>Tells whether a file is the very same as last time, so that an import may go on in the middle of it.</summary>
public static class ExportFingerprint
{
    /// <returns>Lower-case hexadecimal SHA-256: of a file's bytes; of a folder's list of names, lengths and times.</returns>
    public static async Task<(string Hash, long Bytes)> OfAsync(FileSystemInfo file, CancellationToken cancel)
    {
        if (!Directory.Exists(file.FullName))
        {
            if (!File.Exists(file.FullName))
                throw new Outside.Exports.ExportRefusedException($"{file.Name} isn't there. Check the name.");
            await using var stream = File.OpenRead(file.FullName);
            return (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel)), stream.Length);
        }
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        foreach (var inside in new DirectoryInfo(file.FullName).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{Path.GetRelativePath(file.FullName, inside.FullName)}\0{inside.Length}\0{inside.LastWriteTimeUtc.Ticks}\0")));
            bytes += inside.Length;
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
    }
}
