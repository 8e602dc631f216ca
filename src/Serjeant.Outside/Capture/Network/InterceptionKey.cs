using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Serjeant.Outside.Capture.Network;

/// <summary>
/// The certificate that the proxy shows to one running browser, so that traffic can be recorded. Made anew for each browser, never written to
/// disk, and trusted by that browser alone: its key's hash is on the browser's command line.
/// </summary>
public sealed class InterceptionKey : IDisposable
{
    private readonly X509Certificate2 certificate;

    private InterceptionKey(X509Certificate2 certificate, string pin)
    {
        this.certificate = certificate;
        Pin = pin;
        Options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
    }

    /// <summary>Base64 of the SHA-256 of the key (SubjectPublicKeyInfo).</summary>
    public string Pin { get; }

    internal SslServerAuthenticationOptions Options { get; }

    /// <summary>A fresh key.</summary>
    public static InterceptionKey Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Serjeant capture", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        // Windows can't use a key for TLS that was never in a container.
        var usable = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        return new InterceptionKey(usable, Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo())));
    }

    /// <inheritdoc />
    public void Dispose() => certificate.Dispose();
}
