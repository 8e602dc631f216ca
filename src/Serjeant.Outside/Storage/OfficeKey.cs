using System.Security.Cryptography;

namespace Serjeant.Outside.Storage;

/// <summary>
/// An office's opened key: 32 random bytes and what is derived from them. Held only while evidence is read or written;
/// disposing clears it from memory.
/// </summary>
public sealed class OfficeKey : IDisposable
{
    /// <summary>The length of the secret, in bytes.</summary>
    public const int Size = 32;

    private readonly byte[] secret;

    internal OfficeKey(byte[] secret)
    {
        if (secret.Length != Size)
            throw new VaultException("The office's key has the wrong length.");
        this.secret = secret;
        FileWrapping = Derive("serjeant vault file keys v1", Size);
        Naming = Derive("serjeant vault file names v1", Size);
        SigningWrapping = Derive("serjeant signing keys v1", Size);
        Folder = Convert.ToHexStringLower(Derive("serjeant vault folder v1", 12));
    }

    /// <summary>
    /// The office's folder in the vault: derived from the key, so that the folder and the recovery key are enough to read
    /// everything, with no database.
    /// </summary>
    public string Folder { get; }

    internal ReadOnlySpan<byte> Secret => secret;

    internal byte[] FileWrapping { get; }

    internal byte[] Naming { get; }

    internal byte[] SigningWrapping { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(FileWrapping);
        CryptographicOperations.ZeroMemory(Naming);
        CryptographicOperations.ZeroMemory(SigningWrapping);
    }

    private byte[] Derive(string purpose, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, length, info: System.Text.Encoding.ASCII.GetBytes(purpose));
}
