using System.Globalization;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>
/// Checks a bag as RFC 8493 §3 asks, and more strictly: its tag files must be spelt as <see cref="BagWriter"/> spells them
/// and none may be unlisted, since a bag of ours has one form and anything else in it was put there.
/// </summary>
internal static class BagCheck
{
    private const int MaxTag = 64 * 1024;

    public static async Task CheckAsync(IFileTree files, SubTree bag, FileReport report, CancellationToken cancellation)
    {
        foreach (var file in files.Files.Where(f => !f.Path.StartsWith(bag.Prefix, StringComparison.Ordinal)))
            report.Add(file.Path, FileState.Extra, "It is outside the bag.");
        var isPayload = (string path) => path.StartsWith(BagWriter.Payload, StringComparison.Ordinal);
        var paths = bag.Files.Select(f => f.Path).ToList();

        if (await SumsAsync(bag, BagWriter.TagSums, report, cancellation) is { } tags)
        {
            foreach (var needed in new[] { BagWriter.DeclarationFile, BagWriter.InfoFile, BagWriter.PayloadSums })
                if (!tags.ContainsKey(needed))
                    report.Add(bag.Prefix + needed, FileState.Extra, $"{BagWriter.TagSums} does not list it.");
            await report.CompareAsync(
                bag, tags, paths.Where(p => !isPayload(p) && p != BagWriter.TagSums), BagWriter.TagSums, cancellation);
        }
        if (await SumsAsync(bag, BagWriter.PayloadSums, report, cancellation) is { } payload)
            await report.CompareAsync(bag, payload, paths.Where(isPayload), BagWriter.PayloadSums, cancellation);
        await CheckDeclarationAsync(bag, report, cancellation);
        await CheckInfoAsync(files, bag, report, cancellation);
    }

    private static async Task<IReadOnlyDictionary<string, string>?> SumsAsync(
        SubTree bag, string name, FileReport report, CancellationToken cancellation)
    {
        if (!bag.Has(name))
        {
            report.Add(bag.Prefix + name, FileState.Missing, "The bag has lost this list, so nothing vouches for what it listed.");
            return null;
        }
        try
        {
            return SumsFile.Parse(await bag.ReadAsync(name, SumsFile.MaxBytes, cancellation));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            report.Add(bag.Prefix + name, FileState.Unreadable, e.Message);
            return null;
        }
    }

    private static async Task CheckDeclarationAsync(SubTree bag, FileReport report, CancellationToken cancellation)
    {
        if (await TextAsync(bag, BagWriter.DeclarationFile, cancellation) is { } text && text != BagWriter.Declaration)
            report.Add(bag.Prefix + BagWriter.DeclarationFile, FileState.Changed, "It does not declare BagIt 1.0 in UTF-8.");
    }

    private static async Task CheckInfoAsync(IFileTree files, SubTree bag, FileReport report, CancellationToken cancellation)
    {
        if (await TextAsync(bag, BagWriter.InfoFile, cancellation) is not { } text)
            return;
        var payload = bag.Files.Where(f => f.Path.StartsWith(BagWriter.Payload, StringComparison.Ordinal)).ToList();
        var oxum = string.Create(CultureInfo.InvariantCulture, $"{payload.Sum(f => f.Bytes)}.{payload.Count}");
        if (!text.Contains($"{BagInfo.OxumLabel}: {oxum}\n", StringComparison.Ordinal))
            report.Add(bag.Prefix + BagWriter.InfoFile, FileState.Changed, $"Its count of bytes and files is not {oxum}, which is what is here.");
        // Only of a bag that we wrote can it be said what the zip round it must look like.
        var ours = text.Contains($"\n{BagInfo.SoftwareLabel}: Serjeant", StringComparison.Ordinal);
        if (ours && files is ZipTree zip && !zip.HasOwnLayout())
            report.Add("(the zip itself)", FileState.Changed,
                "The zip round the files is not as it was written: it was packed again, or changed. The files in it are judged one by one.");
    }

    private static async Task<string?> TextAsync(SubTree bag, string name, CancellationToken cancellation)
    {
        if (!bag.Has(name))
            return null; // Said already, by the list that names it.
        try
        {
            return Encoding.UTF8.GetString(await bag.ReadAsync(name, MaxTag, cancellation));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
