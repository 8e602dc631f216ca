using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Serjeant.Outside.Mailboxes;

/// <summary>A mail server and how it is spoken to: always encrypted.</summary>
/// <param name="StartTls">Encryption begins with STARTTLS; else with the first byte.</param>
public sealed record MailServer(string Host, int Port, bool StartTls);

/// <summary>Who signs in: by a password, or by a token that is fetched when it is needed.</summary>
/// <param name="Refused">Called when a server did not take the token.</param>
public sealed record MailLogin(string User, string? Password, Func<CancellationToken, Task<string>>? Token, Action? Refused = null);

/// <summary>Certificate authorities that are trusted beside the system's: a mail server in the house. Usually none.</summary>
public sealed record MailTrust(X509Certificate2Collection Roots)
{
    public static MailTrust System { get; } = new([]);

    /// <summary>As the system judges it, or with the roots that were added.</summary>
    internal bool Holds(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (Roots.Count == 0 || certificate is null || errors != SslPolicyErrors.RemoteCertificateChainErrors) return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(Roots);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (chain is not null) own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(e => e.Certificate).ToArray());
        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(copy);
    }
}
