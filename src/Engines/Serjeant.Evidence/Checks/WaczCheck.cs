namespace Serjeant.Evidence;

/// <summary>
/// Checks a WACZ: every file against <c>datapackage.json</c>, that against its digest and signature, every record's digests,
/// the index against the records, the pages against the index. One that this program wrote has one spelling, so of it each
/// part is written again and compared: index, pages, lists, and the zip round them.
/// </summary>
internal sealed class WaczCheck(IFileTree files, CancellationToken cancellation)
{
    private const int MaxIndex = 256 * 1024 * 1024, MaxPages = 128 * 1024 * 1024;

    private readonly SubTree tree = new(new HashedTree(files), "");
    private readonly FileReport report = new();

    /// <summary>Whether a tree is a WACZ, or was one: either of its two lists gives it away.</summary>
    public static bool Is(IFileTree files) => files.Files.Any(f => f.Path is DataPackage.FileName or SignedDigest.FileName);

    /// <param name="path">Where the WACZ is in what is checked; empty when it is that.</param>
    public static Task<CheckedWacz> CheckAsync(IFileTree files, string path, CancellationToken cancellation) =>
        new WaczCheck(files, cancellation).CheckAsync(path);

    private async Task<CheckedWacz> CheckAsync(string path)
    {
        foreach (var (refused, text) in files.Refused)
            report.Add(refused, FileState.Unreadable, text);
        var bytes = await ReadAsync(DataPackage.FileName, DataPackage.MaxBytes);
        var package = bytes is null ? null : Parsed(DataPackage.FileName, () => DataPackage.Parse(bytes));
        if (bytes is null || package is null)
            return new CheckedWacz(path, false, null, null, SignatureState.NotChecked, null, 0, [], report.Files);
        PackageItself(bytes, package);
        var expected = Resources(package);
        var present = tree.Files.Select(f => f.Path).Where(p => p is not (DataPackage.FileName or SignedDigest.FileName));
        await report.CompareAsync(tree, expected, present, DataPackage.FileName, cancellation);
        var (signature, key) = await new WaczSignatureCheck(tree, report).CheckAsync(bytes, package, cancellation);
        var archives = expected.Keys.Where(IsArchive).Where(tree.Has).Order(StringComparer.Ordinal).Select(Records).ToList();
        await IndexAsync(package, archives);
        var pages = await PagesAsync(package, archives);
        Layout(package);
        return new CheckedWacz(
            path, package.IsOurs, package.Created, package.Software, signature, key, archives.Sum(a => a.Records.Count), pages, report.Files);
    }

    private void PackageItself(byte[] bytes, DataPackage package)
    {
        if (package.Profile != DataPackage.ThisProfile || string.IsNullOrEmpty(package.WaczVersion))
            report.Add(DataPackage.FileName, FileState.Changed, "It does not say that this is a WACZ, or of which version.");
        else if (package.IsOurs && !package.ToBytes().AsSpan().SequenceEqual(bytes))
            report.Add(DataPackage.FileName, FileState.Changed, "It is not written as Serjeant writes it.");
        else
            report.Add(DataPackage.FileName, FileState.Whole, "It can be read.");
    }

    private Dictionary<string, string> Resources(DataPackage package)
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        var lengths = tree.Files.ToDictionary(f => f.Path, f => f.Bytes, StringComparer.Ordinal);
        foreach (var resource in package.Resources ?? [])
        {
            var hash = resource?.Hash ?? "";
            if (!hash.StartsWith(DataPackage.HashPrefix, StringComparison.Ordinal) || !SumsFile.IsHash(hash[DataPackage.HashPrefix.Length..]))
                report.Add(DataPackage.FileName, FileState.Changed, $"It has no SHA-256 for {resource?.Path ?? "a file"}.");
            else if (resource?.Path is null || !SafePath.IsSafe(resource.Path, 1000) || !expected.TryAdd(resource.Path, hash[DataPackage.HashPrefix.Length..]))
                report.Add(DataPackage.FileName, FileState.Changed, "It lists a path that is not safe, or one twice.");
            else if (resource.Bytes is { } bytes && lengths.TryGetValue(resource.Path, out var length) && length != bytes)
                report.Add(resource.Path, FileState.Changed, $"{DataPackage.FileName} says {bytes} bytes, but it has {length}.");
        }
        return expected;
    }

    private (string File, IReadOnlyList<WarcEntry> Records) Records(string path)
    {
        var records = new WarcFileCheck(path, report).Check(() => files.Open(path), cancellation);
        return (path[WaczWriter.Archives.Length..], records);
    }

    private async Task IndexAsync(DataPackage package, List<(string File, IReadOnlyList<WarcEntry> Records)> archives)
    {
        var indexes = tree.Files.Select(f => f.Path).Where(CdxCheck.IsIndex).ToList();
        if (indexes.Count == 0)
            report.Add(WaczWriter.Index, FileState.Missing, "There is no index of the records.");
        foreach (var path in indexes)
        {
            if (await ReadAsync(path, MaxIndex) is not { } bytes)
                continue;
            if (!package.IsOurs)
                CdxCheck.Check(path, bytes, archives, report);
            else if (path != WaczWriter.Index || !CdxIndex.Write(archives).AsSpan().SequenceEqual(bytes))
                report.Add(path, FileState.Changed, "It is not the index of these records.");
        }
    }

    private async Task<IReadOnlyList<string>> PagesAsync(DataPackage package, List<(string File, IReadOnlyList<WarcEntry> Records)> archives)
    {
        if (await ReadAsync(WaczWriter.Pages, MaxPages) is not { } bytes || Parsed(WaczWriter.Pages, () => PagesFile.Read(bytes)) is not { } pages)
            return [];
        var known = archives.SelectMany(a => a.Records).Where(CdxIndex.IsListed).Select(r => WarcAddress.Of(r.Address)).ToHashSet(StringComparer.Ordinal);
        foreach (var page in pages.Where(p => !known.Contains(WarcAddress.Of(p.Url))).Take(FileReport.MaxOfOneKind))
            report.Add(WaczWriter.Pages, FileState.Changed, $"There is no record of the page {page.Url}.");
        if (package.IsOurs && (!PagesFile.Write(pages).AsSpan().SequenceEqual(bytes)
            || package.MainPageUrl != pages.FirstOrDefault()?.Url || package.MainPageDate != pages.FirstOrDefault()?.Ts))
            report.Add(WaczWriter.Pages, FileState.Changed, "It is not written as Serjeant writes it.");
        return [.. pages.Select(p => p.Url)];
    }

    private void Layout(DataPackage package)
    {
        if (!package.IsOurs || files is not ZipTree zip)
            return;
        var order = (package.Resources ?? []).Select(r => r.Path).Concat([DataPackage.FileName, SignedDigest.FileName]);
        if (!zip.HasOwnLayout() || !zip.Order.SequenceEqual(order, StringComparer.Ordinal))
            report.Add("(the zip itself)", FileState.Changed,
                "The zip round the files is not as it was written: it was packed again, or changed. The files in it are judged one by one.");
    }

    private static bool IsArchive(string path) => path.StartsWith(WaczWriter.Archives, StringComparison.Ordinal)
        && (path.EndsWith(".warc.gz", StringComparison.Ordinal) || path.EndsWith(".warc", StringComparison.Ordinal));

    private async Task<byte[]?> ReadAsync(string path, int max)
    {
        if (!tree.Has(path))
        {
            report.Add(path, FileState.Missing, "A WACZ must have it.");
            return null;
        }
        try
        {
            return await tree.ReadAsync(path, max, cancellation);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            report.Add(path, FileState.Unreadable, e.Message);
            return null;
        }
    }

    private T? Parsed<T>(string path, Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (FormatException e)
        {
            report.Add(path, FileState.Unreadable, e.Message);
            return null;
        }
    }
}
