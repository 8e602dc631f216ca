using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;

namespace Serjeant.Desk.Tests.Outside.Authentication;

/// <summary>Mails signed with a key that the test made, and that key published in its zone.</summary>
internal static class SignedMail
{
    public const string Plain = "From: Jane Smith <jane@sender.example>\r\nTo: office@office.example\r\nSubject: Surgery on Friday\r\nDate: Fri, 27 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@sender.example>\r\n\r\nAre you free?\r\n\r\nJane\r\n";

    public static byte[] Sign(TestZone zone, string mail = Plain, string domain = "sender.example", string selector = "s1", int bits = 2048, string keyTags = "k=rsa", string? identity = null,
        DkimSignatureAlgorithm algorithm = DkimSignatureAlgorithm.RsaSha256, string[]? fields = null)
    {
        using var key = RSA.Create(bits);
        zone.Text($"{selector}._domainkey.{domain}", $"v=DKIM1; {keyTags}; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}");
        using var pem = new MemoryStream(Encoding.ASCII.GetBytes(key.ExportRSAPrivateKeyPem()));
        var signer = new DkimSigner(pem, domain, selector, algorithm) { AgentOrUserIdentifier = identity, HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed, BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed };
        using var message = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail)));
        signer.Sign(message, fields ?? ["From", "To", "Subject", "Date"]);
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Passed on by somebody who sealed what they saw (ARC).</summary>
    /// <param name="saw">Such as <c>dmarc=pass</c>.</param>
    public static byte[] Seal(TestZone zone, string sealer, string saw, string mail = Plain)
    {
        using var key = RSA.Create(2048);
        zone.Text($"arc._domainkey.{sealer}", $"v=DKIM1; k=rsa; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}");
        using var pem = new MemoryStream(Encoding.ASCII.GetBytes(key.ExportRSAPrivateKeyPem()));
        var signer = new Sealer(pem, sealer, "arc", saw);
        using var message = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail)));
        signer.Sign(message, ["From", "Subject"]);
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }

    private sealed class Sealer(Stream key, string domain, string selector, string saw) : ArcSigner(key, domain, selector)
    {
        protected override AuthenticationResults GenerateArcAuthenticationResults(FormatOptions options, MimeMessage message, CancellationToken cancellationToken)
        {
            var results = new AuthenticationResults("mx." + Domain);
            results.Results.Add(new AuthenticationMethodResult("dmarc", saw.Split('=')[1]));
            return results;
        }

        protected override Task<AuthenticationResults> GenerateArcAuthenticationResultsAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
            Task.FromResult(GenerateArcAuthenticationResults(options, message, cancellationToken));
    }

    public static byte[] Changed(this byte[] mail, string from, string to) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(mail).Replace(from, to, StringComparison.Ordinal));
}
