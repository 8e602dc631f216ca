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

    public static byte[] Changed(this byte[] mail, string from, string to) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(mail).Replace(from, to, StringComparison.Ordinal));
}
