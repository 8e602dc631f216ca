using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>Checks <c>datapackage-digest.json</c>: that it is of this list, and that its signature fits the key in it (wacz-auth 0.1.0).</summary>
internal sealed class WaczSignatureCheck(SubTree tree, FileReport report)
{
    public async Task<(SignatureState State, string? Key)> CheckAsync(byte[] packageBytes, DataPackage package, CancellationToken cancellation)
    {
        if (!tree.Has(SignedDigest.FileName))
        {
            if (package.IsOurs)
                Fault("Nothing vouches for the list of files.", FileState.Missing);
            return (SignatureState.None, null);
        }
        try
        {
            var bytes = await tree.ReadAsync(SignedDigest.FileName, SignedDigest.MaxBytes, cancellation);
            var digest = SignedDigest.Parse(bytes);
            var (state, key) = Judge(packageBytes, package, digest);
            if (package.IsOurs)
                CheckOwn(bytes, package, digest, key);
            if (state is SignatureState.Valid)
                report.Add(SignedDigest.FileName, FileState.Whole, $"It is signed by the key {key}.");
            return (state, key);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            Fault(e.Message, FileState.Unreadable);
            return (SignatureState.Invalid, null);
        }
    }

    private (SignatureState, string?) Judge(byte[] packageBytes, DataPackage package, SignedDigest digest)
    {
        var hash = DataPackage.HashPrefix + Convert.ToHexStringLower(SHA256.HashData(packageBytes));
        if (digest.Path != DataPackage.FileName || digest.Hash != hash)
        {
            Fault($"It is not of this {DataPackage.FileName}: one of the two was changed.");
            return (SignatureState.Invalid, null);
        }
        if (digest.SignedData is not { } signed)
            return (SignatureState.None, null);
        if (signed.Hash != hash)
        {
            Fault($"What is signed is not this {DataPackage.FileName}.");
            return (SignatureState.Invalid, null);
        }
        if (signed.PublicKey is null || signed.DomainCert is not null)
            return (SignatureState.NotChecked, null);
        var key = Bytes(signed.PublicKey);
        if (!IsSigned(hash, key, Bytes(signed.Signature ?? "")))
        {
            Fault("The signature does not fit.");
            return (SignatureState.Invalid, null);
        }
        if (signed.Created is null || package.Created is not null && signed.Created != package.Created)
            Fault($"It says another time than {DataPackage.FileName}.");
        return (SignatureState.Valid, SignedDigest.Fingerprint(key));
    }

    private void CheckOwn(byte[] bytes, DataPackage package, SignedDigest digest, string? key)
    {
        if (!digest.ToBytes().AsSpan().SequenceEqual(bytes))
            Fault("It is not written as Serjeant writes it.");
        if (package.SigningKey != key)
            Fault($"It is not signed by the key that {DataPackage.FileName} names.");
        if (digest.SignedData is { } signed && (signed.Software != package.Software || signed.Version != SignedDigest.AuthVersion
            || signed.PublicKey != Convert.ToBase64String(Bytes(signed.PublicKey ?? "")) || signed.Signature != Convert.ToBase64String(Bytes(signed.Signature ?? ""))))
            Fault("It is not written as Serjeant writes it.");
    }

    private void Fault(string text, FileState state = FileState.Changed) => report.Add(SignedDigest.FileName, state, text);

    private static bool IsSigned(string hash, byte[] publicKey, byte[] signature)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && key.KeySize == 384
                && key.VerifyData(Encoding.ASCII.GetBytes(hash), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            // No key, or one on a curve that nobody here knows.
            return false;
        }
    }

    private static byte[] Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? bytes[..count] : throw new FormatException("The key or signature is not base64.");
    }
}
