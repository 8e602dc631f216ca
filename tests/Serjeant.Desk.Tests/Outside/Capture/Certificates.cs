using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Serjeant.Desk.Tests.Outside.Capture;

/// <summary>Makes a certificate that vouches for itself.</summary>
internal static class Certificates
{
    public static X509Certificate2 Make(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
