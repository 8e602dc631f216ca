using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Serjeant.Evidence;

/// <summary>A signature in the anonymous form of wacz-auth 0.1.0: by a key, not by a name.</summary>
/// <param name="Hash">What is signed: the text <c>sha256:</c> and hexadecimal, prefix included.</param>
/// <param name="Signature">ECDSA over SHA-256, r and s of 48 bytes each, base64.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo of a P-384 key, base64.</param>
internal sealed record SignedData(string? Hash, string? Created, string? Software, string? Version, string? Signature, string? PublicKey)
{
    /// <summary>The certificate chain of the form that names a domain; this program neither writes nor checks it.</summary>
    public string? DomainCert { get; init; }
}

/// <summary><c>datapackage-digest.json</c> (WACZ 1.1.1 §5.1.4): the hash of <c>datapackage.json</c>, and who signed it.</summary>
internal sealed record SignedDigest(string? Path, string? Hash, SignedData? SignedData)
{
    public const string FileName = "datapackage-digest.json", AuthVersion = "0.1.0";

    public const int MaxBytes = 1024 * 1024;

    /// <exception cref="ArgumentException">The key is not one over P-384, which is all that ReplayWeb.page takes.</exception>
    public static SignedDigest Of(byte[] package, string created, string software, ECDsa? key)
    {
        var hash = DataPackage.HashPrefix + Convert.ToHexStringLower(SHA256.HashData(package));
        if (key is null)
            return new SignedDigest(DataPackage.FileName, hash, null);
        var signature = key.SignData(Encoding.ASCII.GetBytes(hash), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return new SignedDigest(DataPackage.FileName, hash, new SignedData(
            hash, created, software, AuthVersion, Convert.ToBase64String(signature), Convert.ToBase64String(PublicKey(key))));
    }

    /// <summary>What stands for a public key in <see cref="DataPackage.SigningKey"/> and for people: the SHA-256 of its SubjectPublicKeyInfo.</summary>
    public static string Fingerprint(byte[] publicKey) => DataPackage.HashPrefix + Convert.ToHexStringLower(SHA256.HashData(publicKey));

    /// <exception cref="ArgumentException">The key is not one over P-384.</exception>
    public static byte[] PublicKey(ECDsa key) => key.KeySize == 384
        ? key.ExportSubjectPublicKeyInfo()
        : throw new ArgumentException("A WACZ is signed with a key over P-384.", nameof(key));

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, DataPackage.Options), (byte)'\n'];

    /// <exception cref="FormatException">It is not JSON of the expected shape.</exception>
    public static SignedDigest Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<SignedDigest>(bytes, DataPackage.Options) ?? throw new FormatException($"{FileName} is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{FileName} is not JSON of the expected shape.", e);
        }
    }
}
