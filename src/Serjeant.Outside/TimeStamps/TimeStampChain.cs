using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Serjeant.Outside.TimeStamps;

/// <summary>The chain from a time-stamp's signer upwards, from the certificates in the token alone: nothing is fetched.</summary>
internal static class TimeStampChain
{
    private const int MostCertificates = 20;
    private const int LongestName = 200;
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <returns>The chain as PEM, its root's name and whether the root's certificate is among them.</returns>
    /// <exception cref="TimeStampException">A signature along the chain does not hold, or it does not lead to one of the roots.</exception>
    public static (string Pem, string Root, bool RootIsHere) Of(
        X509Certificate2 signer, X509Certificate2Collection certificates, DateTimeOffset at, X509Certificate2Collection? roots)
    {
        if (certificates.Count > MostCertificates)
            throw new TimeStampException("It carries too many certificates");
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = at.LocalDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(TimeStamping));
        chain.ChainPolicy.ExtraStore.AddRange(certificates);
        X509Certificate2[] own = [.. certificates.Where(IsSelfIssued)];
        if (!own.All(SelfSignature.Holds))
            throw new TimeStampException("The certificates in it don’t hold together");
        chain.ChainPolicy.CustomTrustStore.AddRange(roots is null ? own : [.. roots]);
        var trusted = chain.Build(signer);
        var links = chain.ChainElements.Select(e => e.Certificate).ToList();
        try
        {
            var top = links[^1];
            var wrong = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
            if (roots is not null && !trusted)
                throw new TimeStampException($"It does not lead to the root that you trust, but to {(IsSelfIssued(top) ? NameOf(top) : IssuerOf(top))}");
            // Without the root's own certificate the chain ends early; anything else that is wrong with it is wrong.
            if ((wrong & ~(X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != X509ChainStatusFlags.NoError)
                throw new TimeStampException("The certificates in it don’t hold together");
            var pem = new StringBuilder();
            foreach (var link in links)
                pem.Append(link.ExportCertificatePem()).Append('\n');
            return (pem.ToString(), IsSelfIssued(top) ? NameOf(top) : IssuerOf(top), IsSelfIssued(top));
        }
        finally
        {
            links.ForEach(link => link.Dispose());
        }
    }

    public static string NameOf(X509Certificate2 certificate) => Bounded(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));

    private static string IssuerOf(X509Certificate2 certificate) => Bounded(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true));

    private static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static string Bounded(string name)
    {
        var clean = new string([.. name.Where(c => !char.IsControl(c)).Take(LongestName)]);
        return clean.Length > 0 ? clean : "a certificate without a name";
    }
}
