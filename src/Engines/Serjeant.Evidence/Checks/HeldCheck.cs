namespace Serjeant.Evidence;

/// <summary>
/// Checks the redacted copies in a bag against the list of what was held back: each must name a file of it, and the manifest of the
/// exhibit that it belongs to.
/// </summary>
internal static class HeldCheck
{
    public static async Task CheckAsync(SubTree bag, IReadOnlyList<CheckedExhibit> exhibits, FileReport report, CancellationToken cancellation)
    {
        foreach (var copy in exhibits.Where(e => e.Manifest?.DerivedFrom is not null))
        {
            var folder = copy.Folder[bag.Prefix.Length..];
            var list = folder[..(folder.LastIndexOf('/') + 1)] + RedactedFiles.HeldFile;
            if (await ReadAsync(bag, list, report, cancellation) is not { } held)
                continue;
            var from = copy.Manifest!.DerivedFrom!;
            if (held.GetValueOrDefault(ExhibitManifest.FileName) != from.ExhibitManifestSha256 || held.GetValueOrDefault(from.Source.Path) != from.Source.Sha256)
                report.Add(bag.Prefix + list, FileState.Changed, $"The copy in {copy.Folder} was made from a file or an exhibit that this list does not name.");
        }
        foreach (var file in bag.Files.Where(f => f.Path.EndsWith('/' + RedactedFiles.HeldFile, StringComparison.Ordinal)))
            await CheckOriginalsAreGoneAsync(bag, file.Path, report, cancellation);
    }

    // A folder that says that its files are held back must not hold them.
    private static async Task CheckOriginalsAreGoneAsync(SubTree bag, string list, FileReport report, CancellationToken cancellation)
    {
        var folder = list[..^RedactedFiles.HeldFile.Length];
        if (await ReadAsync(bag, list, null, cancellation) is not { } held)
            return;
        foreach (var path in held.Keys.Where(p => bag.Has(folder + p)))
            report.Add(bag.Prefix + folder + path, FileState.Extra, $"{bag.Prefix}{list} says that it was held back.");
    }

    private static async Task<IReadOnlyDictionary<string, string>?> ReadAsync(SubTree bag, string list, FileReport? report, CancellationToken cancellation)
    {
        if (!bag.Has(list))
        {
            report?.Add(bag.Prefix + list, FileState.Missing, "There is a redacted copy here, but no list of what was held back.");
            return null;
        }
        try
        {
            return SumsFile.Parse(await bag.ReadAsync(list, SumsFile.MaxBytes, cancellation));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            report?.Add(bag.Prefix + list, FileState.Unreadable, e.Message);
            return null;
        }
    }
}
