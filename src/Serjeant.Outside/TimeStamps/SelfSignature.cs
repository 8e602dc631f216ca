using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Serjeant.Outside.TimeStamps;

/// <summary>
/// A root's signature over itself. It proves nothing of who it is, and building a chain leaves it out; it shows that no byte of the
/// root that goes into a pack was changed.
/// </summary>
internal static class SelfSignature
{
    /// <summary>True too where it can't be told: an algorithm that this does not know.</summary>
    /// <exception cref="CryptographicException">The key can't be read.</exception>
    public static bool Holds(X509Certificate2 certificate)
    {
        // Certificate (RFC 5280, section 4.1): tbsCertificate, signatureAlgorithm, signatureValue.
        var parts = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
        var signed = parts.ReadEncodedValue();
        var algorithm = parts.ReadSequence().ReadObjectIdentifier();
        var signature = parts.ReadBitString(out _);
        return algorithm switch
        {
            "1.2.840.113549.1.1.5" => Rsa(HashAlgorithmName.SHA1), // with which some old roots signed themselves
            "1.2.840.113549.1.1.11" => Rsa(HashAlgorithmName.SHA256),
            "1.2.840.113549.1.1.12" => Rsa(HashAlgorithmName.SHA384),
            "1.2.840.113549.1.1.13" => Rsa(HashAlgorithmName.SHA512),
            "1.2.840.10045.4.3.2" => Ec(HashAlgorithmName.SHA256),
            "1.2.840.10045.4.3.3" => Ec(HashAlgorithmName.SHA384),
            "1.2.840.10045.4.3.4" => Ec(HashAlgorithmName.SHA512),
            _ => true,
        };

        bool Rsa(HashAlgorithmName hash)
        {
            using var key = certificate.GetRSAPublicKey();
            return key?.VerifyData(signed.Span, signature, hash, RSASignaturePadding.Pkcs1) == true;
        }

        bool Ec(HashAlgorithmName hash)
        {
            using var key = certificate.GetECDsaPublicKey();
            return key?.VerifyData(signed.Span, signature, hash, DSASignatureFormat.Rfc3279DerSequence) == true;
        }
    }
}
