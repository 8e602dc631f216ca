using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Serjeant.Outside.TimeStamps;

/// <summary>
/// Reads a TimeStampResp (RFC 3161, section 2.4.2) and checks all that can be checked without asking anybody: status, imprint,
/// signature, the signer's certificate (its only extended key usage is timeStamping, critical; valid at that time; named by the
/// token) and the signatures along its chain. Whether the root is to be trusted is the reader's decision.
/// </summary>
public static class TimeStampReader
{
    /// <summary>An answer is some 3 to 8 KB.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <param name="response">The whole answer, as in a <c>.tsr</c> file.</param>
    /// <param name="sha256">What it must be about.</param>
    /// <param name="roots">The only roots to trust; null leaves that open.</param>
    /// <exception cref="TimeStampException">It is not a time-stamp, or not of this, or does not hold.</exception>
    public static TimeStamp Read(ReadOnlyMemory<byte> response, ReadOnlySpan<byte> sha256, X509Certificate2Collection? roots = null)
    {
        if (response.Length > MaxBytes)
            throw new TimeStampException($"It is longer than {MaxBytes / 1024} KB, so it is no time-stamp");
        try
        {
            var token = Decode(Granted(response));
            var info = token.TokenInfo;
            if (info.HashAlgorithmId.Value != Sha256 || !info.GetMessageHash().Span.SequenceEqual(sha256))
                throw new TimeStampException("It is a time-stamp of something else: its hash is not this file’s");
            if (!token.VerifySignatureForHash(sha256, HashAlgorithmName.SHA256, out var signer))
                throw WhyNot(token.AsSignedCms());
            var (chain, root, rootIsHere) = TimeStampChain.Of(signer!, token.AsSignedCms().Certificates, info.Timestamp, roots);
            return new TimeStamp(
                info.Timestamp, Accuracy(info.AccuracyInMicroseconds), Convert.ToHexStringLower(info.GetSerialNumber().Span), info.PolicyId.Value ?? "",
                TimeStampChain.NameOf(signer!), root, rootIsHere, chain)
            { Nonce = info.GetNonce() };
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException or PlatformNotSupportedException)
        {
            throw new TimeStampException("It can’t be read as a time-stamp: it is damaged, or something else", e);
        }
    }

    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>The token of an answer that grants one; what the authority says where it does not.</summary>
    private static ReadOnlyMemory<byte> Granted(ReadOnlyMemory<byte> response)
    {
        var outer = new AsnReader(response, AsnEncodingRules.DER);
        var answer = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var status = answer.ReadSequence();
        var code = status.ReadInteger();
        if (code == BigInteger.Zero || code == BigInteger.One)
        {
            var token = answer.PeekEncodedValue();
            answer.ReadEncodedValue();
            answer.ThrowIfNotEmpty();
            return token;
        }
        var words = status.HasData && status.PeekTag().HasSameClassAndValue(new Asn1Tag(UniversalTagNumber.Sequence)) ? FreeText(status.ReadSequence()) : "";
        var why = status.HasData ? FailureWords(status.ReadNamedBitList()) : "";
        throw new TimeStampException("The authority refused" + (why.Length > 0 ? $": {why}" : "") + (words.Length > 0 ? $" (“{words}”)" : ""));
    }

    private static string FreeText(AsnReader texts)
    {
        var text = texts.HasData ? texts.ReadCharacterString(UniversalTagNumber.UTF8String) : "";
        return new string([.. text.Where(c => !char.IsControl(c)).Take(200)]);
    }

    /// <summary>PKIFailureInfo of RFC 3161, section 2.4.2: only these bits.</summary>
    private static string FailureWords(System.Collections.BitArray bits)
    {
        foreach (var (bit, words) in new[]
        {
            (0, "it doesn’t know SHA-256"), (2, "it doesn’t allow or understand the request"), (5, "it says that the request is damaged"),
            (14, "its clock is not available"), (15, "it doesn’t know the policy"), (16, "it doesn’t know an extension"), (25, "it is out of order"),
        })
            if (bit < bits.Length && bits[bit])
                return words;
        return "";
    }

    /// <summary>The framework refuses to decode what does not hold, without a word; so the words are found here.</summary>
    private static Rfc3161TimestampToken Decode(ReadOnlyMemory<byte> token)
    {
        if (Rfc3161TimestampToken.TryDecode(token, out var decoded, out var read) && read == token.Length)
            return decoded;
        var signed = new SignedCms();
        signed.Decode(token.Span);
        throw WhyNot(signed);
    }

    private static TimeSpan? Accuracy(long? microseconds) => microseconds is { } m and >= 0 ? TimeSpan.FromMicroseconds(m) : null;

    private static TimeStampException WhyNot(SignedCms token)
    {
        if (token.SignerInfos.Count != 1 || token.SignerInfos[0].Certificate is not { } signer)
            return new TimeStampException("The certificate that signed it is not in it");
        if (!Rfc3161TimestampTokenInfo.TryDecode(token.ContentInfo.Content, out var info, out _))
            return new TimeStampException("It can’t be read as a time-stamp: it is damaged, or something else");
        if (info.Timestamp < new DateTimeOffset(signer.NotBefore) || info.Timestamp > new DateTimeOffset(signer.NotAfter))
            return new TimeStampException("The authority’s certificate was not valid at the time that it stamped");
        return signer.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToList() is [{ Critical: true, EnhancedKeyUsages: { Count: 1 } uses }] && uses[0].Value == TimeStamping
            ? new TimeStampException("Its signature does not hold")
            : new TimeStampException("The certificate that signed it is not one for time-stamps");
    }
}
