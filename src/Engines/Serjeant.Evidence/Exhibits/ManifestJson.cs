using System.Text.Json;

namespace Serjeant.Evidence;

/// <summary>The manifest's file format (docs/exhibit-format.md): strict both ways, so that each manifest has one spelling.</summary>
internal static class ManifestJson
{
    private const int Version = 1;

    public static byte[] Write(ExhibitManifest manifest)
    {
        var sorted = manifest with { Files = [.. manifest.Files.OrderBy(f => f.Path, StringComparer.Ordinal)] };
        Check(sorted);
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(File.Of(sorted), SealedJson.Options), (byte)'\n'];
        return bytes.Length <= ExhibitManifest.MaxBytes ? bytes : throw new FormatException("The manifest is too long.");
    }

    public static ExhibitManifest Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ExhibitManifest.MaxBytes)
            throw new FormatException("The manifest is too long.");
        try
        {
            var file = JsonSerializer.Deserialize<File>(bytes, SealedJson.Options) ?? throw new FormatException("The manifest is empty.");
            if (file.SerjeantExhibit != Version)
                throw new FormatException("The manifest was written by a later version of the program.");
            return Write(file.Manifest).AsSpan().SequenceEqual(bytes)
                ? file.Manifest
                : throw new FormatException("The manifest is not written as Serjeant writes it.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException("The manifest is not JSON of the expected shape.", e);
        }
    }

    private static void Check(ExhibitManifest manifest)
    {
        if (!Enum.IsDefined(manifest.Provenance) || manifest.Captures.Any(c => !Enum.IsDefined(c.Outcome)))
            throw new FormatException("The manifest names a provenance or an outcome that there is not.");
        if (manifest.Provenance == Provenance.Redacted != (manifest.DerivedFrom is not null))
            throw new FormatException("A redacted copy, and nothing else, names what it was made from.");
        if (manifest.DerivedFrom is { } from && (!SumsFile.IsHash(from.ExhibitManifestSha256) || !SumsFile.IsHash(from.Source.Sha256)
            || !SafePath.IsSafe(from.Source.Path) || from.Source.Bytes < 0 || from.Covered < 0))
            throw new FormatException("The manifest does not name the file that it was made from.");
        if (manifest.Files.Count > ExhibitManifest.MaxFiles)
            throw new FormatException($"An exhibit holds at most {ExhibitManifest.MaxFiles} files.");
        // Two names that differ only in case are one file on Windows and macOS.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { ExhibitManifest.FileName, ExhibitManifest.SumsFileName };
        foreach (var file in manifest.Files)
        {
            if (!SafePath.IsSafe(file.Path))
                throw new FormatException("A file in the manifest has a path that is not safe.");
            if (!seen.Add(file.Path))
                throw new FormatException($"The manifest lists {file.Path} twice.");
            if (file.Bytes < 0 || !SumsFile.IsHash(file.Sha256))
                throw new FormatException($"The manifest has no length and SHA-256 for {file.Path}.");
        }
    }

    private sealed record File(int SerjeantExhibit, string Claim, ExhibitManifest Manifest)
    {
        public static File Of(ExhibitManifest manifest) => new(Version, manifest.Claim, manifest);
    }
}
