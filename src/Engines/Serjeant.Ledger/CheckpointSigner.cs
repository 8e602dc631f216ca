using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Ledger;

/// <summary>
/// Signs checkpoints with ECDSA P-256 over SHA-256 (C2SP <c>signed-note</c>, type 0x02; ASN.1 signatures, so that openssl
/// can check them too). Its key belongs outside the database: whoever can change the rows must not be able to sign them.
/// </summary>
public sealed class CheckpointSigner : IDisposable
{
    private readonly ECDsa key;

    private CheckpointSigner(string name, ECDsa key)
    {
        this.key = key;
        Verifier = CheckpointVerifier.FromPublicKey(KeyName.Checked(name), key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>What others need to check the signatures.</summary>
    public CheckpointVerifier Verifier { get; }

    /// <summary>Makes a new key.</summary>
    public static CheckpointSigner Create(string name) => new(name, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="FormatException">The bytes are not a PKCS#8 P-256 private key.</exception>
    public static CheckpointSigner FromPkcs8(string name, ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out var read);
            if (read != pkcs8.Length)
                throw new FormatException("Something follows the ledger's signing key.");
            return new CheckpointSigner(name, key);
        }
        catch (Exception e)
        {
            key.Dispose();
            if (e is CryptographicException)
                throw new FormatException("This is not a signing key (PKCS#8).", e);
            throw;
        }
    }

    /// <summary>The private key, PKCS#8, not encrypted: the caller keeps it safe.</summary>
    public byte[] ExportPkcs8() => key.ExportPkcs8PrivateKey();

    /// <summary>Signs what the ledger is now. The caller must never sign two histories.</summary>
    /// <param name="size">How many entries.</param>
    /// <param name="root">The root over them, 32 bytes.</param>
    /// <returns>The checkpoint as a signed note.</returns>
    public string Sign(long size, byte[] root)
    {
        if (size < 0 || root.Length != MerkleHash.Size)
            throw new ArgumentException("A checkpoint has a size of 0 or more and a root of 32 bytes.");
        var text = new Checkpoint(Verifier.Name, size, root).ToText();
        var signature = key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new SignedNote(text, [new NoteSignature(Verifier.Name, Verifier.KeyId, signature)]).ToString();
    }

    public void Dispose() => key.Dispose();
}
