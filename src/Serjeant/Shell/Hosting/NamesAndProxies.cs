using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;

namespace Serjeant.Shell.Hosting;

/// <summary>
/// How the desk is reached: which host names it answers to (a page elsewhere whose name suddenly points at this computer must
/// not reach it: DNS rebinding), a certificate of its own, or a proxy on the same machine that holds one.
/// </summary>
internal static class NamesAndProxies
{
    public static void AddNamesAndProxies(this WebApplicationBuilder builder, DeskOptions options)
    {
        builder.Services.Configure<HostFilteringOptions>(o =>
        {
            o.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"];
            if (options.PublicHost is not null)
                o.AllowedHosts.Add(options.PublicHost);
            o.IncludeFailureMessage = false;
        });
        builder.Services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            // Only a proxy on this machine is believed, and only for the name the desk was given.
            o.KnownIPNetworks.Clear();
            o.KnownProxies.Clear();
            o.KnownProxies.Add(IPAddress.Loopback);
            o.KnownProxies.Add(IPAddress.IPv6Loopback);
            if (options.PublicHost is not null)
                o.AllowedHosts = [options.PublicHost];
            else
                o.ForwardedHeaders = ForwardedHeaders.None;
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (options.Certificate is not null)
                kestrel.ConfigureHttpsDefaults(https =>
                    https.ServerCertificate = LoadCertificate(options.Certificate, options.CertificateKey));
        });
    }

    /// <summary>PEM with the chain and a key beside it, or one PKCS#12 file without a password.</summary>
    private static X509Certificate2 LoadCertificate(string certificate, string? key)
    {
        if (key is null)
            return X509CertificateLoader.LoadPkcs12FromFile(certificate, null);
        using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
        // Windows can't serve with a key that lives only in memory.
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }
}
