using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Ledger;

/// <summary>
/// Stands for a piece of personal data in the ledger without holding it: HMAC-SHA-256 under a key that belongs to one
/// person. Destroy the key and nobody can tell any more what was committed to, while the tree stays whole; keep it and
/// anyone who has both can show that the value was this one.
/// </summary>
public static class Commitment
{
    /// <summary>The length of a subject's key, in bytes.</summary>
    public const int KeySize = 32;

    /// <summary>A new random key for one subject. It lives outside the ledger, so that it can be destroyed.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    /// <summary>Base64 of HMAC-SHA-256(key, UTF-8 of the value): 44 characters.</summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static string Of(ReadOnlySpan<byte> subjectKey, string value) => Convert.ToBase64String(Mac(subjectKey, value));

    /// <summary>Whether the commitment was made to this value under this key.</summary>
    public static bool Matches(ReadOnlySpan<byte> subjectKey, string value, string commitment)
    {
        var claimed = new byte[HMACSHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(commitment, claimed, out var written)
            && written == claimed.Length
            && CryptographicOperations.FixedTimeEquals(claimed, Mac(subjectKey, value));
    }

    private static byte[] Mac(ReadOnlySpan<byte> subjectKey, string value)
    {
        if (subjectKey.Length != KeySize)
            throw new ArgumentException($"A subject's key is {KeySize} bytes.", nameof(subjectKey));
        return HMACSHA256.HashData(subjectKey, Encoding.UTF8.GetBytes(value));
    }
}
