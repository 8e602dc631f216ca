using System.Globalization;
using System.IO.Compression;

namespace Serjeant.Outside.Exports.Archives;

/// <summary>
/// A zip file from somebody who may mean harm. Entries are listed and read as streams, one at a time; nothing is ever written
/// to disk under an entry's name. Entry count, sizes and ratio are counted while reading: what the headers claim is not believed.
/// </summary>
public sealed class SafeArchive : IDisposable
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixLink = 0xA000;

    private readonly ZipArchive zip;
    private readonly ExportLimits limits;
    private long compressedRead;
    private long totalRead;

    private SafeArchive(Stream stream, ExportLimits limits)
    {
        this.limits = limits;
        zip = new ZipArchive(new MeteredStream(stream, read => compressedRead += read), ZipArchiveMode.Read);
    }

    /// <summary>Harmless entries in order of name, so that a second reading gives the same order.</summary>
    public IReadOnlyList<ExportFile> Files { get; private set; } = [];

    /// <summary>Entries that were refused, each named, with the reason.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; private set; } = [];

    /// <param name="stream">Seekable; owned by the archive from now on.</param>
    /// <param name="name">The archive's own name, for people.</param>
    /// <exception cref="ExportRefusedException">It can't be read, or holds too many entries.</exception>
    public static SafeArchive Open(Stream stream, string name, ExportLimits limits)
    {
        try
        {
            if (ZipDirectory.Count(stream, limits.Entries) > limits.Entries)
            {
                throw new ExportRefusedException(string.Create(CultureInfo.InvariantCulture,
                    $"{name} holds more than {limits.Entries:N0} files. Unpack it and import only the folder with the messages."));
            }
            var archive = new SafeArchive(stream, limits);
            archive.List(name);
            return archive;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new ExportRefusedException(
                $"{name} is not a whole zip file: it may have been cut short while downloading. Download it again.");
        }
    }

    public void Dispose() => zip.Dispose();

    private void List(string archiveName)
    {
        var files = new List<ExportFile>();
        var problems = new List<ReadProblem>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.EndsWith('/') && SafeName.Fault(entry.FullName) is null)
                continue;
            if (Fault(entry, seen) is { } fault)
                problems.Add(new ReadProblem($"{archiveName}: {SafeName.Show(entry.FullName)}", $"This entry was left out: {fault}.", true));
            else
                files.Add(new ExportFile(entry.FullName, entry.Length, () => OpenEntry(entry)));
        }
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        Files = files;
        Problems = problems;
    }

    private static string? Fault(ZipArchiveEntry entry, HashSet<string> seen)
    {
        if (SafeName.Fault(entry.FullName) is { } fault)
            return fault;
        if (((entry.ExternalAttributes >> 16) & UnixTypeMask) == UnixLink)
            return "it is a link to another place, not a file";
        if (entry.IsEncrypted)
            return "it is locked with a password. Unpack the archive yourself and import the folder or a new zip without a password";
        if (entry.FullName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return "it is an archive inside the archive. Take it out and import it on its own";
        return seen.Add(entry.FullName) ? null : "another entry has the same name";
    }

    private Stream OpenEntry(ZipArchiveEntry entry)
    {
        var shown = SafeName.Show(entry.FullName);
        var compressedBefore = compressedRead;
        long entryRead = 0;
        var inner = entry.Open();
        return new MeteredStream(inner, read =>
        {
            entryRead += read;
            totalRead += read;
            if (entryRead > limits.EntryBytes)
                throw new ExportRefusedException($"{shown} unpacks to more than {Size(limits.EntryBytes)}. The rest of it was not read.");
            if (totalRead > limits.TotalBytes)
                throw new ExportRefusedException($"The archive unpacks to more than {Size(limits.TotalBytes)}. {shown} and what follows were not read.", whole: true);
            if (entryRead > limits.RatioAfter && entryRead / Math.Max(1, compressedRead - compressedBefore) > limits.Ratio)
            {
                throw new ExportRefusedException(
                    $"{shown} swells far more on unpacking than messages do, as a zip bomb does. The rest of it was not read.");
            }
        });
    }

    private static string Size(long bytes) => bytes >= 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes >> 30} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MB");
}
