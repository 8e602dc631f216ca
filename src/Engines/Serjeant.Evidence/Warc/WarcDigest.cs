using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>A digest as records spell it (ISO 28500:2017 §5.8): an algorithm, a colon and the value in hexadecimal or base32.</summary>
internal sealed class WarcDigest : IDisposable
{
    private readonly string value;
    private readonly IncrementalHash? hash;

    public WarcDigest(string labelled)
    {
        var colon = labelled.IndexOf(':', StringComparison.Ordinal);
        value = labelled[(colon + 1)..].Trim();
        hash = colon < 0 ? null : Hash(labelled[..colon].Trim().Replace("-", "").ToLowerInvariant());
    }

    /// <summary>Whether the algorithm is one that can be computed.</summary>
    public bool IsKnown => hash is not null;

    public void Append(ReadOnlySpan<byte> bytes) => hash?.AppendData(bytes);

    /// <summary>Whether what was appended has this digest.</summary>
    public bool Fits()
    {
        var bytes = hash!.GetHashAndReset();
        return value.Equals(Convert.ToHexString(bytes), StringComparison.OrdinalIgnoreCase)
            || value.TrimEnd('=').Equals(Base32(bytes), StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => hash?.Dispose();

    // SHA-1 and MD5 are no proof against forgery, but they are what many programs write, and still show damage.
    private static IncrementalHash? Hash(string name) => name switch
    {
        "sha256" => IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
        "sha512" => IncrementalHash.CreateHash(HashAlgorithmName.SHA512),
        "sha1" => IncrementalHash.CreateHash(HashAlgorithmName.SHA1),
        "md5" => IncrementalHash.CreateHash(HashAlgorithmName.MD5),
        _ => null,
    };

    // RFC 4648 §6, without padding.
    private static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var b in bytes)
        {
            (bits, count) = (bits << 8 | b, count + 8);
            while (count >= 5)
                text.Append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits >> (count -= 5) & 31]);
            bits &= (1 << count) - 1;
        }
        return count > 0 ? text.Append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits << 5 - count & 31]).ToString() : text.ToString();
    }
}
