using System.Globalization;

namespace Serjeant.Evidence;

/// <summary>
/// What the time-stamps of an exhibit are called. They come after it is sealed, so its manifest can't list them: they lie beside it,
/// and each answers for itself. In a pack the bag's lists cover them.
/// </summary>
public static class TimeStampFiles
{
    /// <summary>The folder, in a pack, of the authorities' certificates.</summary>
    public const string ChainFolder = "time-stamps";

    private const string Ending = ".tsr";

    /// <summary><c>manifest.json.tsr</c>, then <c>manifest.json.2.tsr</c> and so on.</summary>
    /// <param name="number">From 1.</param>
    public static string NameOf(int number) => number == 1
        ? ExhibitManifest.FileName + Ending
        : string.Create(CultureInfo.InvariantCulture, $"{ExhibitManifest.FileName}.{number}{Ending}");

    /// <param name="path">Within the exhibit.</param>
    public static bool IsTimeStamp(string path)
    {
        if (path == NameOf(1))
            return true;
        var between = path.StartsWith(ExhibitManifest.FileName + ".", StringComparison.Ordinal) && path.EndsWith(Ending, StringComparison.Ordinal) && path.Length > ExhibitManifest.FileName.Length + 1 + Ending.Length
            ? path[(ExhibitManifest.FileName.Length + 1)..^Ending.Length]
            : "";
        return int.TryParse(between, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 2 and <= 999 && path == NameOf(number);
    }

    /// <summary>The certificates of one authority, in a pack's <c>data/</c>.</summary>
    public static string ChainOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{ChainFolder}/authority-{number}.pem");
}
