using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Serjeant.Evidence;

/// <summary>One file of an exhibit.</summary>
/// <param name="Path">Within the exhibit, forward slashes; safe by <see cref="SafePath"/>.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record ManifestFile(string Path, long Bytes, string Sha256, string MediaType);

/// <summary>
/// What an exhibit is made of and how it came to be. Its hash stands for the whole exhibit: it is what goes into the
/// ledger and what a time-stamp is over. Written once, when the exhibit is sealed.
/// </summary>
/// <param name="Label">Maker's initials and number, such as <c>JS/1</c>; null for a capture that is no exhibit yet.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Provenance">How it came to be here.</param>
/// <param name="SuppliedBy">Who handed it over or asked for it, as the office knows them.</param>
/// <param name="Created">When it was sealed, UTC.</param>
/// <param name="Tool">The program that sealed it, such as <c>Serjeant</c>.</param>
/// <param name="ToolVersion">Its version.</param>
/// <param name="Captures">The pages that were fetched for it; empty when none were.</param>
/// <param name="Notes">What a reader should know, such as why the author's profile page is not here.</param>
/// <param name="Files">Every file but the manifest and its sums, sorted by path (ordinal).</param>
public sealed record ExhibitManifest(
    string? Label,
    string Title,
    Provenance Provenance,
    string? SuppliedBy,
    DateTimeOffset Created,
    string Tool,
    string ToolVersion,
    IReadOnlyList<CaptureFacts> Captures,
    IReadOnlyList<string> Notes,
    IReadOnlyList<ManifestFile> Files)
{
    /// <summary>What a redacted copy was made from; null for everything else. Left out of the file where it is null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Derivation? DerivedFrom { get; init; }

    /// <summary>The manifest's file name in the exhibit's folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The file beside it that <c>sha256sum -c</c> reads; it lists the manifest too.</summary>
    public const string SumsFileName = "manifest-sha256.txt";

    /// <summary>The longest manifest that is read, in bytes.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>The most files in an exhibit.</summary>
    public const int MaxFiles = 10_000;

    /// <summary>What the exhibit can show, word for word (<see cref="ProvenanceText"/>).</summary>
    [JsonIgnore]
    public string Claim => ProvenanceText.Of(Provenance);

    /// <summary>The manifest's one spelling: UTF-8, indented, members in a fixed order, files sorted.</summary>
    /// <exception cref="FormatException">A path is unsafe or doubled, a hash is not one, or it is too long.</exception>
    public byte[] ToBytes() => ManifestJson.Write(this);

    /// <summary>Reads what <see cref="ToBytes"/> wrote and nothing else.</summary>
    /// <exception cref="FormatException">The bytes are not a manifest in its one spelling.</exception>
    public static ExhibitManifest Parse(ReadOnlySpan<byte> bytes) => ManifestJson.Read(bytes);

    /// <summary>The file of sums that goes beside the manifest.</summary>
    /// <param name="manifestBytes">What <see cref="ToBytes"/> gave.</param>
    public byte[] ToSums(ReadOnlySpan<byte> manifestBytes) => SumsFile.Write(
    [
        (FileName, Convert.ToHexStringLower(SHA256.HashData(manifestBytes))),
        .. Files.Select(f => (f.Path, f.Sha256)),
    ]);
}
