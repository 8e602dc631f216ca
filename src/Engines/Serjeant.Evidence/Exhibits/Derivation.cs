namespace Serjeant.Evidence;

/// <summary>What a redacted copy was made from, and how. It stands in the copy's own manifest; the exhibit's is not touched.</summary>
/// <param name="ExhibitManifestSha256">The hash of the manifest of the exhibit that the source is a file of, lower-case hexadecimal.</param>
/// <param name="Source">The file, as the exhibit's manifest lists it.</param>
/// <param name="How">What was done to it, in plain English.</param>
/// <param name="Covered">How many boxes or passages were covered; 0 where somebody looked and nothing had to be.</param>
/// <param name="Why">As whoever made it said.</param>
public sealed record Derivation(string ExhibitManifestSha256, ManifestFile Source, string How, int Covered, string Why);

/// <summary>Where redacted copies lie in a pack, in the folder of their exhibit, whose own files are not there.</summary>
public static class RedactedFiles
{
    /// <summary>
    /// The files of the exhibit that the office holds back, each with its SHA-256, in the form of <see cref="SumsFile"/>: whoever has the
    /// originals can give it to <c>sha256sum -c</c>.
    /// </summary>
    public const string HeldFile = "held-sha256.txt";

    /// <param name="number">From 1, in the order in which the exhibit's copies were made.</param>
    public static string FolderOf(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"redacted-{number}");
}
