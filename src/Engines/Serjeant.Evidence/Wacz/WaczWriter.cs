using System.Globalization;
using System.Security.Cryptography;

namespace Serjeant.Evidence;

/// <summary>
/// Writes a WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1): archives with their index and pages in a zip, each file hashed, the
/// list of hashes signed. Front to back to any stream, holding no file in memory but the index and the pages; nothing is
/// compressed, since the archives are, and so a replay can read one record out of the middle.
/// </summary>
public sealed class WaczWriter
{
    internal const string Archives = "archive/", Index = "indexes/index.cdx", Pages = "pages/pages.jsonl";
    internal static readonly string[] StandardFolders = [Archives, "indexes/", "pages/"];

    // The last three would make a check take it for an exhibit or a bag.
    private static readonly string[] Kept =
        [DataPackage.FileName, SignedDigest.FileName, ExhibitManifest.FileName, ExhibitManifest.SumsFileName, BagWriter.DeclarationFile];

    private readonly WaczInfo info;
    private readonly StoredZipWriter zip;
    private readonly List<(string File, IReadOnlyList<WarcEntry> Records)> archives = [];
    private readonly List<PackageResource> resources = [];

    /// <exception cref="ArgumentException">The key is not one over P-384, or the software isn't called Serjeant.</exception>
    public WaczWriter(Stream output, WaczInfo info)
    {
        if (!info.Software.StartsWith("Serjeant", StringComparison.Ordinal))
            throw new ArgumentException("The software must be named Serjeant, which tells a check what spelling to expect.", nameof(info));
        if (info.Key is not null)
            SignedDigest.PublicKey(info.Key);
        this.info = info;
        zip = new StoredZipWriter(output);
    }

    /// <summary>Adds what a <see cref="WarcWriter"/> wrote.</summary>
    /// <param name="name">A safe file name ending in <c>.warc.gz</c>.</param>
    /// <param name="open">Opens the file; called twice, and must give the same bytes.</param>
    /// <param name="records">The writer's <see cref="WarcWriter.Entries"/>.</param>
    /// <exception cref="ArgumentException">The name is not safe, or was added before.</exception>
    /// <exception cref="InvalidDataException">The file changed between the readings. What was written is no WACZ and must be thrown away.</exception>
    public async Task AddArchiveAsync(
        string name, Func<CancellationToken, ValueTask<Stream>> open, IReadOnlyList<WarcEntry> records, CancellationToken cancellation)
    {
        if (name.Contains('/') || !name.EndsWith(".warc.gz", StringComparison.Ordinal))
            throw new ArgumentException("An archive is a file whose name ends in .warc.gz.", nameof(name));
        await AddAsync(Archives + name, open, null, cancellation);
        archives.Add((name, records));
    }

    /// <summary>Adds a file of any other kind, such as a screenshot; it is listed and hashed like the rest.</summary>
    /// <param name="path">Safe, and outside the three folders that the format uses.</param>
    /// <param name="expectedSha256">The hash that it was sealed with; null when it has none yet.</param>
    /// <exception cref="ArgumentException">The path is not safe, not free, or was added before.</exception>
    /// <exception cref="InvalidDataException">The file is not what was sealed. What was written is no WACZ and must be thrown away.</exception>
    public Task AddExtraAsync(
        string path, Func<CancellationToken, ValueTask<Stream>> open, string? expectedSha256, CancellationToken cancellation)
    {
        if (StandardFolders.Any(f => path.StartsWith(f, StringComparison.OrdinalIgnoreCase))
            || Kept.Contains(path, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException("The format keeps this path for itself.", nameof(path));
        return AddAsync(path, open, expectedSha256, cancellation);
    }

    /// <summary>Writes index, pages, the list of hashes and its signature. The stream stays open.</summary>
    /// <param name="pages">The first is the one that replay opens.</param>
    /// <exception cref="ArgumentException">A page's address is not among the records.</exception>
    public async Task<WaczReceipt> FinishAsync(IReadOnlyList<WaczPage> pages, CancellationToken cancellation)
    {
        var lines = pages.Select(PagesFile.Line).ToList();
        var known = archives.SelectMany(a => a.Records).Where(CdxIndex.IsListed).Select(r => r.Address).ToHashSet(StringComparer.Ordinal);
        if (lines.Find(p => !known.Contains(p.Url)) is { } missing)
            throw new ArgumentException($"There is no record of the page {missing.Url}.", nameof(pages));
        await AddAsync(Index, CdxIndex.Write(archives), cancellation);
        await AddAsync(Pages, PagesFile.Write(lines), cancellation);
        var created = info.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var software = WarcFields.Value(info.Software);
        var main = lines.Count > 0 ? lines[0] : null;
        var package = new DataPackage(
            DataPackage.ThisProfile, DataPackage.ThisVersion, PagesFile.Clean(info.Title), info.Description is null ? null : PagesFile.Clean(info.Description),
            created, software, main?.Url, main?.Ts, info.Key is null ? null : SignedDigest.Fingerprint(SignedDigest.PublicKey(info.Key)), [.. resources]).ToBytes();
        await RawAsync(DataPackage.FileName, package, cancellation);
        await RawAsync(SignedDigest.FileName, SignedDigest.Of(package, created, software, info.Key).ToBytes(), cancellation);
        await zip.FinishAsync(cancellation);
        return new WaczReceipt(package, Convert.ToHexStringLower(SHA256.HashData(package)));
    }

    private Task AddAsync(string path, byte[] bytes, CancellationToken cancellation) => AddAsync(path, Opener(bytes), null, cancellation);

    private async Task AddAsync(
        string path, Func<CancellationToken, ValueTask<Stream>> open, string? expected, CancellationToken cancellation)
    {
        if (!SafePath.IsSafe(path))
            throw new ArgumentException("A path in a WACZ must be safe.", nameof(path));
        var (bytes, sha256) = await zip.AddAsync(path, open, expected, cancellation);
        resources.Add(new PackageResource(Name(path), path, DataPackage.HashPrefix + sha256, bytes));
    }

    private Task RawAsync(string path, byte[] bytes, CancellationToken cancellation) => zip.AddAsync(path, Opener(bytes), null, cancellation);

    private static Func<CancellationToken, ValueTask<Stream>> Opener(byte[] bytes) =>
        _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false));

    // Unlike any other, of lower-case letters, digits and - . _ (Data Package, "name"): the file's own name where it is free.
    private string Name(string path)
    {
        var names = resources.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        var (file, full) = (Plain(path[(path.LastIndexOf('/') + 1)..]), Plain(path.Replace('/', '-')));
        if (!names.Contains(file))
            return file;
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? full : string.Create(CultureInfo.InvariantCulture, $"{full}-{number}");
            if (!names.Contains(name))
                return name;
        }
    }

    private static string Plain(string text) =>
        string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' ? c : '_'));
}
