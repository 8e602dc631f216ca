using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Serjeant.Desk.Tests.Outside.TimeStamps;

/// <summary>A time-stamp authority of openssl's: root, two signers (one whose certificate has run out) and their settings.</summary>
internal sealed class AuthorityFiles : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lock one = new();

    public AuthorityFiles(string root = "Test root")
    {
        File.WriteAllText(folder.File("use.cnf"), "extendedKeyUsage=critical,timeStamping\n");
        File.WriteAllText(folder.File("serial"), "01\n");
        File.WriteAllText(folder.File("tsa.cnf"), Section("good", "tsa.pem", "certs = ./root.pem") + Section("rootless", "tsa.pem", "certs = ./tsa.pem") + Section("expired", "old.pem", "certs = ./root.pem"));
        OpenSsl.Run(folder.Path, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=" + root, "-days", "3650");
        OpenSsl.Run(folder.Path, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Test time-stamps");
        foreach (var (name, days) in new[] { ("tsa.pem", "30"), ("old.pem", "-1") })
            OpenSsl.Run(folder.Path, "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", days, "-extfile", "use.cnf", "-out", name);
    }

    public string Root => folder.File("root.pem");

    /// <summary>Answers a request as <c>openssl ts -reply</c> does.</summary>
    /// <param name="section">good, rootless or expired.</param>
    public byte[] Reply(byte[] query, string section = "good")
    {
        lock (one)
        {
            File.WriteAllBytes(folder.File("q.tsq"), query);
            OpenSsl.Run(folder.Path, "ts", "-reply", "-config", "tsa.cnf", "-section", section, "-queryfile", "q.tsq", "-out", "r.tsr");
            return File.ReadAllBytes(folder.File("r.tsr"));
        }
    }

    /// <summary>The answer to a request that nobody made over HTTP.</summary>
    public byte[] Stamp(byte[] sha256, string section = "good", HashAlgorithmName? algorithm = null) =>
        Reply(Rfc3161TimestampRequest.CreateFromHash(sha256, algorithm ?? HashAlgorithmName.SHA256, nonce: new byte[] { 7, 7, 7 }, requestSignerCertificates: true).Encode(), section);

    public void Dispose() => folder.Dispose();

    private static string Section(string name, string signer, string certificates) => $"""
        [{name}]
        serial = ./serial
        signer_cert = ./{signer}
        {certificates}
        signer_key = ./tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        accuracy = secs:1
        tsa_name = yes
        ess_cert_id_alg = sha256

        """;
}
