using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Serjeant.EndToEnd.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>A phone reaches the desk by a name, over HTTPS: the documented way, with a certificate made here.</summary>
public sealed class HttpsTests
{
    private const string Name = "desk.example.test";

    [Fact]
    public async Task The_desk_serves_https_under_a_second_host_name_and_no_other()
    {
        var folder = Directory.CreateTempSubdirectory("serjeant-https-").FullName;
        var (certificate, key, pin) = MakeCertificate(folder);
        var port = DeskProcess.FreePort();
        await using var desk = await DeskProcess.StartAsync(
            folder, $"https://localhost:{port}", "--host", Name, "--certificate", certificate, "--certificate-key", key);
        await using var chromium = await Chromium.StartAsync(
            $"--host-resolver-rules=MAP {Name} 127.0.0.1, MAP other.example.test 127.0.0.1", $"--ignore-certificate-errors-spki-list={pin}");

        await using var phone = await Visitor.NewAsync(chromium.Browser, $"https://{Name}:{port}", Visitor.Phone, name: "https");
        await phone.GoAsync("/sign-in");
        (await phone.Page.EvaluateAsync<bool>("() => window.isSecureContext && 'credentials' in navigator")).ShouldBeTrue();
        await phone.LookAsync("sign in");

        (await phone.Page.GotoAsync($"https://other.example.test:{port}/sign-in"))!.Status.ShouldBe(400);
    }

    private static (string Certificate, string Key, string Pin) MakeCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        names.AddDnsName("other.example.test");
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var paths = (Path.Combine(folder, "chain.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(paths.Item1, certificate.ExportCertificatePem());
        File.WriteAllText(paths.Item2, key.ExportPkcs8PrivateKeyPem());
        return (paths.Item1, paths.Item2, Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo())));
    }
}
