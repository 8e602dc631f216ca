using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Serjeant.Evidence;
using Serjeant.Outside.TimeStamps;

namespace Serjeant.Commands;

/// <summary>A time-stamp that was found beside an exhibit; one of the last two is null.</summary>
internal sealed record FoundTimeStamp(string Path, TimeStamp? Stamp, string? Problem);

/// <summary>What the time-stamps beside the exhibits say.</summary>
/// <param name="Of">By the exhibit's folder.</param>
/// <param name="RootsGiven">Whether the reader said which roots they trust.</param>
internal sealed record TimeStampFindings(ILookup<string, FoundTimeStamp> Of, bool RootsGiven)
{
    private const int MostRootBytes = 1024 * 1024;

    public IEnumerable<string> Problems => Of.SelectMany(g => g).Where(s => s.Problem is not null).Select(s => $"{s.Path}: {s.Problem}.");

    public static async Task<TimeStampFindings> CheckAsync(IFileTree tree, Verification found, X509Certificate2Collection? roots, CancellationToken cancel)
    {
        var stamps = new List<(string Folder, FoundTimeStamp Stamp)>();
        foreach (var exhibit in found.Exhibits)
        {
            var prefix = exhibit.Folder.Length == 0 ? "" : exhibit.Folder + "/";
            foreach (var file in tree.Files.Where(f => f.Path.StartsWith(prefix, StringComparison.Ordinal) && TimeStampFiles.IsTimeStamp(f.Path[prefix.Length..])))
            {
                var over = TimeStampFiles.OverOf(file.Path[prefix.Length..]) == TimeStampOver.Archive
                    ? await ArchiveHashAsync(tree, prefix + TimeStampFiles.ArchiveFile, cancel)
                    : exhibit.ManifestSha256;
                // In a pack the lists cover every byte of it.
                stamps.Add((exhibit.Folder, await ReadAsync(tree, file, over, roots, alone: found.Kind != EvidenceKind.Bag, cancel)));
            }
            stamps.AddRange(Lost(tree, prefix).Select(lost => (exhibit.Folder, lost)));
        }
        return new TimeStampFindings(stamps.ToLookup(s => s.Folder, s => s.Stamp), roots is not null);
    }

    /// <summary>The certificates in a PEM file that the person trusts as roots; null for no file.</summary>
    /// <exception cref="FormatException">There is no certificate in it.</exception>
    public static async Task<X509Certificate2Collection?> RootsAsync(string? path, CancellationToken cancel)
    {
        if (path is null)
            return null;
        if (new FileInfo(path).Length > MostRootBytes)
            throw new FormatException("The file given as --tsa-root is too long.");
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(await File.ReadAllTextAsync(path, cancel));
        }
        catch (CryptographicException)
        {
            roots.Clear();
        }
        return roots.Count > 0 ? roots : throw new FormatException("The file given as --tsa-root holds no certificate in PEM.");
    }

    // They are numbered from the first: one that follows tells that those before it were there.
    private static IEnumerable<FoundTimeStamp> Lost(IFileTree tree, string prefix)
    {
        var names = tree.Files.Where(f => f.Path.StartsWith(prefix, StringComparison.Ordinal)).Select(f => f.Path[prefix.Length..]).ToHashSet(StringComparer.Ordinal);
        foreach (var over in Enum.GetValues<TimeStampOver>())
        {
            var here = names.Count(n => TimeStampFiles.OverOf(n) == over);
            for (var number = 1; number <= here; number++)
                if (TimeStampFiles.NameOf(number, over) is var name && !names.Contains(name))
                    yield return new FoundTimeStamp(prefix + name, null, "It is missing: a later one is here");
        }
    }

    private static async Task<string> ArchiveHashAsync(IFileTree tree, string path, CancellationToken cancel)
    {
        if (tree.Files.All(f => f.Path != path))
            return "";
        try
        {
            await using var stream = tree.Open(path);
            return stream.CanSeek ? (await WaczHead.ReadAsync(stream, cancel)).PackageSha256 : "";
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or IOException)
        {
            return "";
        }
    }

    private static async Task<FoundTimeStamp> ReadAsync(IFileTree tree, TreeFile file, string sha256, X509Certificate2Collection? roots, bool alone, CancellationToken cancel)
    {
        if (sha256.Length == 0)
            return new FoundTimeStamp(file.Path, null, "What it is of can’t be read");
        try
        {
            if (file.Bytes > TimeStampReader.MaxBytes)
                throw new TimeStampException("It is too long for a time-stamp");
            var bytes = new byte[file.Bytes];
            await using (var stream = tree.Open(file.Path))
                await stream.ReadExactlyAsync(bytes, cancel);
            var hash = Convert.FromHexString(sha256);
            var stamp = TimeStampReader.Read(bytes, hash, roots);
            return alone && !TimeStampForm.Of(bytes, hash).AsSpan().SequenceEqual(bytes)
                ? throw new TimeStampException("What it says holds, but it is not written as a pack has it: bytes that nothing signs were added or changed")
                : new FoundTimeStamp(file.Path, stamp, null);
        }
        catch (Exception e) when (e is TimeStampException or InvalidDataException or EndOfStreamException)
        {
            return new FoundTimeStamp(file.Path, null, e.Message.TrimEnd('.'));
        }
    }
}
