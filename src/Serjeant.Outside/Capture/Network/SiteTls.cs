using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Serjeant.Outside.Capture.Network;

/// <summary>
/// The encrypted connection to a site. Its certificate is judged here, as a browser would: the browser itself sees only this program's own.
/// </summary>
internal static class SiteTls
{
    /// <summary>
    /// The certificates that a site is trusted by; empty for the system's own. Nothing is fetched to complete a chain: that would be a connection that nobody vetted.
    /// </summary>
    public static async Task<SslStream> OpenAsync(Stream plain, string host, X509Certificate2Collection roots, CancellationToken cancel)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (roots.Count > 0)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        var stream = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    ApplicationProtocols = [SslApplicationProtocol.Http11],
                    CertificateChainPolicy = policy,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                },
                cancel);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
