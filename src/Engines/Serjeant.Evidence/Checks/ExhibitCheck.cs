namespace Serjeant.Evidence;

/// <summary>Checks one exhibit's folder against its manifest, and its list of sums against both.</summary>
internal static class ExhibitCheck
{
    public static async Task<CheckedExhibit> CheckAsync(SubTree tree, FileReport report, CancellationToken cancellation)
    {
        var folder = tree.Prefix.TrimEnd('/');
        if (!tree.Has(ExhibitManifest.FileName))
        {
            report.Add(tree.Prefix + ExhibitManifest.FileName, FileState.Missing, "The exhibit has lost its manifest.");
            return new CheckedExhibit(folder, null, "", false);
        }
        ExhibitManifest manifest;
        byte[] bytes;
        try
        {
            bytes = await tree.ReadAsync(ExhibitManifest.FileName, ExhibitManifest.MaxBytes, cancellation);
            manifest = ExhibitManifest.Parse(bytes);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            report.Add(tree.Prefix + ExhibitManifest.FileName, FileState.Unreadable, e.Message);
            return new CheckedExhibit(folder, null, "", false);
        }
        var expected = manifest.Files.ToDictionary(f => f.Path, f => f.Sha256, StringComparer.Ordinal);
        var present = tree.Files.Select(f => f.Path).Where(p => p is not (ExhibitManifest.FileName or ExhibitManifest.SumsFileName) && !TimeStampFiles.IsTimeStamp(p));
        var whole = await report.CompareAsync(tree, expected, present, $"{tree.Prefix}{ExhibitManifest.FileName}", cancellation);
        whole &= CheckLengths(tree, manifest, report);
        whole &= await CheckSumsAsync(tree, manifest, bytes, report, cancellation);
        var sha256 = await tree.HashAsync(ExhibitManifest.FileName, cancellation);
        return new CheckedExhibit(folder, manifest, sha256, whole);
    }

    private static bool CheckLengths(SubTree tree, ExhibitManifest manifest, FileReport report)
    {
        var lengths = tree.Files.ToDictionary(f => f.Path, f => f.Bytes, StringComparer.Ordinal);
        var wrong = manifest.Files.Where(f => lengths.TryGetValue(f.Path, out var bytes) && bytes != f.Bytes).ToList();
        foreach (var file in wrong)
            report.Add(tree.Prefix + file.Path, FileState.Changed, $"The manifest says {file.Bytes} bytes, but it has {lengths[file.Path]}.");
        return wrong.Count == 0;
    }

    // The list follows from the manifest, so it has nothing to say that could not be known; it must say just that.
    private static async Task<bool> CheckSumsAsync(
        SubTree tree, ExhibitManifest manifest, byte[] manifestBytes, FileReport report, CancellationToken cancellation)
    {
        var path = tree.Prefix + ExhibitManifest.SumsFileName;
        if (!tree.Has(ExhibitManifest.SumsFileName))
        {
            report.Add(path, FileState.Missing, "The exhibit has lost its list of sums.");
            return false;
        }
        var expected = manifest.ToSums(manifestBytes);
        var same = tree.Files.Single(f => f.Path == ExhibitManifest.SumsFileName).Bytes == expected.Length
            && (await tree.ReadAsync(ExhibitManifest.SumsFileName, expected.Length, cancellation)).AsSpan().SequenceEqual(expected);
        report.Add(path, same ? FileState.Whole : FileState.Changed,
            same ? "It fits the manifest." : "It does not fit the manifest: one of the two was changed.");
        return same;
    }
}
