using System.Globalization;

namespace Serjeant.Evidence;

/// <summary>What a time-stamp of an exhibit is over.</summary>
public enum TimeStampOver
{
    /// <summary>The exhibit's manifest.</summary>
    Manifest = 0,

    /// <summary>The <c>datapackage.json</c> in the exhibit's web archive.</summary>
    Archive = 1,
}

/// <summary>
/// What the time-stamps of an exhibit are called. They come after it is sealed, so its manifest can't list them: they lie beside it,
/// and each answers for itself. In a pack the bag's lists cover them.
/// </summary>
public static class TimeStampFiles
{
    /// <summary>The folder, in a pack, of the authorities' certificates.</summary>
    public const string ChainFolder = "time-stamps";

    /// <summary>A capture's web archive, whose <c>datapackage.json</c> has a time-stamp of its own.</summary>
    public const string ArchiveFile = "capture.wacz";

    private const string Ending = ".tsr";

    /// <summary><c>manifest.json.tsr</c>, then <c>manifest.json.2.tsr</c> and so on; <c>datapackage.json.tsr</c> for the web archive.</summary>
    /// <param name="number">From 1.</param>
    public static string NameOf(int number, TimeStampOver over = TimeStampOver.Manifest) => number == 1
        ? Stem(over) + Ending
        : string.Create(CultureInfo.InvariantCulture, $"{Stem(over)}.{number}{Ending}");

    /// <param name="path">Within the exhibit.</param>
    public static bool IsTimeStamp(string path) => OverOf(path) is not null;

    /// <returns>What the time-stamp of that name is over; null when it is not the name of one.</returns>
    public static TimeStampOver? OverOf(string path)
    {
        foreach (var over in Enum.GetValues<TimeStampOver>())
            if (IsNameOver(path, over))
                return over;
        return null;
    }

    /// <summary>The certificates of one authority, in a pack's <c>data/</c>.</summary>
    public static string ChainOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{ChainFolder}/authority-{number}.pem");

    private static string Stem(TimeStampOver over) => over == TimeStampOver.Archive ? DataPackage.FileName : ExhibitManifest.FileName;

    private static bool IsNameOver(string path, TimeStampOver over)
    {
        var stem = Stem(over);
        if (path == NameOf(1, over))
            return true;
        var between = path.StartsWith(stem + ".", StringComparison.Ordinal) && path.EndsWith(Ending, StringComparison.Ordinal) && path.Length > stem.Length + 1 + Ending.Length
            ? path[(stem.Length + 1)..^Ending.Length]
            : "";
        return int.TryParse(between, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 2 and <= 999 && path == NameOf(number, over);
    }
}
