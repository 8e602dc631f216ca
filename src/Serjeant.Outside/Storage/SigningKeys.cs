using System.Security.Cryptography;

namespace Serjeant.Outside.Storage;

/// <summary>A new signing key of an office, for its row.</summary>
/// <param name="Id">SHA-256 of <paramref name="PublicKey"/>, lower-case hexadecimal.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, DER.</param>
/// <param name="Wrapped">The private part; opens with the office's evidence key only.</param>
public sealed record NewSigningKey(string Id, byte[] PublicKey, byte[] Wrapped);

/// <summary>
/// Makes and opens the keys that offices sign with: ECDSA on P-384, which wacz-auth 0.1.0 asks for. The private part is wrapped
/// under a key derived from the office's evidence key, so that the program's ring opens it, and the printed recovery key too.
/// </summary>
/// <remarks>
/// Wrapped: version (1 byte), nonce (12), AES-256-GCM of the PKCS#8 private key, tag (16). The version and the public key are
/// authenticated with it, so a row whose two halves belong to different keys does not open.
/// </remarks>
public static class SigningKeys
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Around = 1 + NonceSize + TagSize;

    /// <summary>More than a P-384 key in PKCS#8 takes (185 bytes).</summary>
    private const int MostPrivate = 512;

    public static NewSigningKey Create(OfficeKey office)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        var pkcs8 = key.ExportPkcs8PrivateKey();
        try
        {
            var wrapped = new byte[Around + pkcs8.Length];
            wrapped[0] = Version;
            RandomNumberGenerator.Fill(wrapped.AsSpan(1, NonceSize));
            using var aes = new AesGcm(office.SigningWrapping, TagSize);
            aes.Encrypt(wrapped.AsSpan(1, NonceSize), pkcs8, wrapped.AsSpan(1 + NonceSize, pkcs8.Length), wrapped.AsSpan(^TagSize..), Bound(publicKey));
            return new NewSigningKey(IdOf(publicKey), publicKey, wrapped);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>Opens a key to sign with. Dispose it soon.</summary>
    /// <exception cref="VaultException">It belongs to another office or another public key, or was changed.</exception>
    public static ECDsa Open(OfficeKey office, byte[] wrapped, byte[] publicKey)
    {
        if (wrapped.Length is <= Around or > Around + MostPrivate || wrapped[0] != Version)
            throw Unreadable(null);
        var pkcs8 = new byte[wrapped.Length - Around];
        ECDsa? key = null;
        try
        {
            using var aes = new AesGcm(office.SigningWrapping, TagSize);
            aes.Decrypt(wrapped.AsSpan(1, NonceSize), wrapped.AsSpan(1 + NonceSize, pkcs8.Length), wrapped.AsSpan(^TagSize..), pkcs8, Bound(publicKey));
            key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return key;
        }
        catch (CryptographicException inner)
        {
            key?.Dispose();
            throw Unreadable(inner);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>What a key is known by. The same as <c>openssl pkey -pubin -in key.pem -outform DER | sha256sum</c>.</summary>
    public static string IdOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    private static byte[] Bound(byte[] publicKey) => [Version, .. publicKey];

    private static VaultException Unreadable(Exception? inner)
    {
        const string Words = "The office's signing key cannot be opened. Replace it under Team, Signing keys.";
        return inner is null ? new VaultException(Words) : new VaultException(Words, inner);
    }
}
