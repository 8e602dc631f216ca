using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Ledger;

/// <summary>
/// The public half of a ledger's key. As text it is <c>name+id+key</c>: the id in eight hexadecimal digits (the start of
/// the SHA-256 of the SPKI), then base64 of 0x02 and the SPKI (C2SP <c>signed-note</c>, type 0x02).
/// </summary>
public sealed class CheckpointVerifier
{
    private const byte EcdsaType = 0x02;
    private const int MaxKeyText = 1024;

    // A P-256 key's SPKI is this and a point. Looking first keeps other curves, explicit parameters and what else
    // ASN.1 can say away from the platform's reader.
    private const int SpkiSize = 91;
    private static readonly byte[] P256Prefix = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private readonly byte[] spki;

    private CheckpointVerifier(string name, byte[] spki)
    {
        Name = name;
        this.spki = spki;
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(spki));
    }

    public string Name { get; }

    public uint KeyId { get; }

    /// <summary>The public key as PEM, for openssl.</summary>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", spki) + "\n";

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{Convert.ToBase64String([EcdsaType, .. spki])}");

    /// <summary>Whether both are the same key under the same name. An id alone is too short to tell.</summary>
    public bool IsSameKey(CheckpointVerifier other) => ToString() == other.ToString();

    /// <exception cref="FormatException">The text is not the key of a ledger.</exception>
    public static CheckpointVerifier Parse(string text)
    {
        var parts = text.Split('+', 3);
        if (text.Length > MaxKeyText || parts.Length != 3 || !KeyName.IsValid(parts[0])
            || !StrictBase64.TryDecode(parts[2], out var bytes) || bytes.Length < 2 || bytes[0] != EcdsaType)
            throw new FormatException("A ledger's key is written name+id+key.");
        var verifier = FromPublicKey(parts[0], bytes[1..]);
        return verifier.ToString() == text ? verifier : throw new FormatException("The key's id is not that of the key.");
    }

    /// <exception cref="FormatException">The bytes are not the SPKI of a P-256 key.</exception>
    public static CheckpointVerifier FromPublicKey(string name, ReadOnlySpan<byte> spki)
    {
        if (spki.Length != SpkiSize || !spki.StartsWith(P256Prefix))
            throw new FormatException("A ledger's key is an ECDSA key on the curve P-256, uncompressed.");
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(spki, out _);
            return new CheckpointVerifier(KeyName.Checked(name), spki.ToArray());
        }
        catch (CryptographicException e)
        {
            throw new FormatException("This is not a public key (SPKI).", e);
        }
    }

    /// <summary>Checks the signature and hands back the checkpoint. Signatures of keys that are not this one are passed over.</summary>
    /// <exception cref="FormatException">The note is malformed, not signed by this key, wrongly signed, or of another ledger.</exception>
    public Checkpoint Open(string note)
    {
        var signed = SignedNote.Parse(note);
        var ours = signed.Signatures.Where(s => s.KeyName == Name && s.KeyId == KeyId).ToList();
        if (ours.Count == 0)
            throw new FormatException($"The checkpoint is not signed by the key {Name}+{KeyId:x8}.");
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        var text = Encoding.UTF8.GetBytes(signed.Text);
        if (!ours.All(s => key.VerifyData(text, s.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)))
            throw new FormatException("The checkpoint's signature is wrong.");
        var checkpoint = Checkpoint.Parse(signed.Text);
        return checkpoint.Origin == Name
            ? checkpoint
            : throw new FormatException($"The checkpoint is of another ledger: {checkpoint.Origin}.");
    }
}
