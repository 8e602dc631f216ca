using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serjeant.Evidence;

/// <summary>A file that a WACZ vouches for.</summary>
/// <param name="Hash"><c>sha256:</c> and lower-case hexadecimal.</param>
internal sealed record PackageResource(string Name, string Path, string Hash, long? Bytes);

/// <summary>
/// <c>datapackage.json</c> (WACZ 1.1.1 §5.1.2): what a WACZ is and the hash of each file in it. <c>signingKey</c> is ours: the
/// SHA-256 of the public key that signs it, so that a signature can't be taken off or changed for another's unseen by whoever
/// holds this file's hash.
/// </summary>
internal sealed record DataPackage(
    string? Profile,
    [property: JsonPropertyName("wacz_version")] string? WaczVersion,
    string? Title,
    string? Description,
    string? Created,
    string? Software,
    string? MainPageUrl,
    string? MainPageDate,
    string? SigningKey,
    IReadOnlyList<PackageResource>? Resources)
{
    public const string FileName = "datapackage.json", ThisProfile = "data-package", ThisVersion = "1.1.1", HashPrefix = "sha256:";

    /// <summary>The longest that is read, in bytes.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        MaxDepth = 16,
    };

    /// <summary>Whether this program made it, and so in the one spelling it has.</summary>
    public bool IsOurs => Software?.StartsWith("Serjeant", StringComparison.Ordinal) == true;

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <exception cref="FormatException">It is not JSON of the expected shape.</exception>
    public static DataPackage Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<DataPackage>(bytes, Options) ?? throw new FormatException($"{FileName} is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{FileName} is not JSON of the expected shape.", e);
        }
    }
}
