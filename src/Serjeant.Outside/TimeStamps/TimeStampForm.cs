using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Serjeant.Outside.TimeStamps;

/// <summary>
/// The one way to write a time-stamp: what its signature covers, what is needed to check that, and nothing else. An answer has bytes that
/// nothing signs (words beside its status, version numbers, attributes and certificates that nobody uses), so outside a pack a change in
/// them could not be seen. Written like this there are none: every byte is signed, or follows from the rest.
/// </summary>
public static class TimeStampForm
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string Pss = "1.2.840.113549.1.1.10";
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <param name="response">An answer that holds for this hash.</param>
    /// <exception cref="TimeStampException">It does not hold, or can't be written so.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> response, ReadOnlySpan<byte> sha256)
    {
        var used = new X509Certificate2Collection();
        used.ImportFromPem(TimeStampReader.Read(response, sha256).ChainPem);
        try
        {
            if (used.Count > 1 && IsBrokenRoot(used[^1]))
                throw new CryptographicException("The certificate at the top does not fit itself.");
            return Write(response, [.. used.Select(c => Convert.ToHexString(c.RawDataMemory.Span))]);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException or InvalidOperationException)
        {
            throw new TimeStampException("It is written in a way that can’t be checked byte by byte", e);
        }
    }

    /// <summary>
    /// A root whose issuer's name was changed looks like a certificate of somebody who is not here, whose signature nobody can check. But one
    /// that somebody else signed names another key than its own (RFC 5280, section 4.2.1.1); a root names its own, or none.
    /// </summary>
    private static bool IsBrokenRoot(X509Certificate2 top)
    {
        if (top.SubjectName.RawData.AsSpan().SequenceEqual(top.IssuerName.RawData))
            return false; // Its signature over itself was checked.
        return top.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is not { } issuer
            || (top.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } own && issuer.Span.SequenceEqual(own.SubjectKeyIdentifierBytes.Span));
    }

    // ContentInfo, SignedData and SignerInfo: RFC 5652, sections 3, 5.1 and 5.3.
    private static byte[] Write(ReadOnlyMemory<byte> response, HashSet<string> used)
    {
        var answer = new AsnReader(response, AsnEncodingRules.DER).ReadSequence();
        answer.ReadEncodedValue();
        var info = answer.ReadSequence();
        info.ReadObjectIdentifier();
        var data = info.ReadSequence(Tag0).ReadSequence();
        data.ReadInteger();
        data.ReadSetOf(skipSortOrderValidation: true);
        var content = data.ReadSequence();
        var (kind, said) = (content.ReadObjectIdentifier(), content.ReadSequence(Tag0).ReadOctetString());
        var certificates = Certificates(data, used);
        while (data.HasData && data.PeekTag().TagClass == TagClass.ContextSpecific)
            data.ReadEncodedValue(); // Lists of what was revoked.
        var signer = data.ReadSetOf(skipSortOrderValidation: true).ReadSequence();

        signer.ReadInteger();
        var named = signer.PeekTag().TagClass == TagClass.ContextSpecific;
        var sid = signer.ReadEncodedValue();
        var digest = Algorithm(signer.ReadSequence());
        var attributes = new List<ReadOnlyMemory<byte>>();
        for (var all = signer.ReadSetOf(skipSortOrderValidation: true, Tag0); all.HasData;)
            attributes.Add(all.ReadEncodedValue());
        var algorithm = Algorithm(signer.ReadSequence());
        var signature = signer.ReadOctetString();

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
                writer.WriteInteger(0); // Granted, as the signature shows.
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(SignedData);
                using (writer.PushSequence(Tag0))
                using (writer.PushSequence())
                {
                    writer.WriteInteger(3);
                    using (writer.PushSetOf())
                        writer.WriteEncodedValue(digest);
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(kind);
                        using (writer.PushSequence(Tag0))
                            writer.WriteOctetString(said);
                    }
                    using (writer.PushSetOf(Tag0))
                        certificates.ForEach(c => writer.WriteEncodedValue(c.Span));
                    using (writer.PushSetOf())
                    using (writer.PushSequence())
                    {
                        writer.WriteInteger(named ? 3 : 1);
                        writer.WriteEncodedValue(sid.Span);
                        writer.WriteEncodedValue(digest);
                        using (writer.PushSetOf(Tag0))
                            attributes.ForEach(a => writer.WriteEncodedValue(a.Span));
                        writer.WriteEncodedValue(algorithm);
                        writer.WriteOctetString(signature);
                    }
                }
            }
        }
        return writer.Encode();
    }

    private static List<ReadOnlyMemory<byte>> Certificates(AsnReader data, HashSet<string> used)
    {
        var kept = new List<ReadOnlyMemory<byte>>();
        if (!data.HasData || !data.PeekTag().HasSameClassAndValue(Tag0))
            return kept;
        for (var all = data.ReadSetOf(skipSortOrderValidation: true, Tag0); all.HasData;)
        {
            var certificate = all.ReadEncodedValue();
            if (used.Contains(Convert.ToHexString(certificate.Span)) && !kept.Exists(k => k.Span.SequenceEqual(certificate.Span)))
                kept.Add(Checked(certificate));
        }
        return kept;
    }

    /// <summary>Outside what its issuer signed a certificate says the algorithm once more, and how many bits of the last byte count.</summary>
    private static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> certificate)
    {
        var parts = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
        var signed = parts.ReadSequence();
        if (signed.PeekTag().HasSameClassAndValue(Tag0))
            signed.ReadEncodedValue();
        signed.ReadInteger();
        var same = signed.ReadEncodedValue().Span.SequenceEqual(parts.ReadEncodedValue().Span);
        parts.ReadBitString(out var unused);
        parts.ThrowIfNotEmpty();
        return same && unused == 0 ? certificate : throw new CryptographicException("A certificate does not fit itself.");
    }

    // Whether an algorithm without parameters is followed by NULL differs from one authority to the next; that it is NULL does not.
    private static byte[] Algorithm(AsnReader algorithm)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            var name = algorithm.ReadObjectIdentifier();
            writer.WriteObjectIdentifier(name);
            if (algorithm.HasData && name == Pss)
                writer.WriteEncodedValue(algorithm.ReadEncodedValue().Span);
            else if (algorithm.HasData)
                writer.WriteNull();
        }
        return writer.Encode();
    }
}
