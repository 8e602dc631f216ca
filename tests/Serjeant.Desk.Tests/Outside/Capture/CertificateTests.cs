using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Chromium;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Capture;

public sealed class CertificateTests : IAsyncDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly X509Certificate2 certificate = Certificates.Make("posts.example");
    private readonly TemporaryFolder work = new();
    private readonly WebApplication site;

    public CertificateTests()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate })));
        builder.Services.AddRoutingCore();
        site = builder.Build();
        site.Page("/", "<p>A post on a site with a certificate");
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        certificate.Dispose();
        work.Dispose();
    }

    [Fact]
    public async Task The_certificate_that_the_site_showed_is_among_the_facts()
    {
        var post = await CaptureAsync([certificate]);
        post.Outcome.ShouldBe(CaptureOutcome.Captured, string.Join(' ', post.Missing));
        post.Certificate.ShouldBe(new TlsCertificate(
            "CN=posts.example",
            "CN=posts.example",
            new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
            Convert.ToHexStringLower(SHA256.HashData(certificate.RawData))));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_accepted()
    {
        var post = await CaptureAsync([]);
        post.Outcome.ShouldBe(CaptureOutcome.Failed);
        CaptureWords.Of(post).ShouldContain("certificate");
    }

    private async Task<CaptureFacts> CaptureAsync(X509Certificate2Collection roots)
    {
        await site.StartAsync(Cancel);
        var options = Browsers.Options with { WorkFolder = work.Path };
        await using var host = new ChromiumHost(options, TimeProvider.System);
        var port = new Uri(site.Urls.Single()).Port;
        var service = new CaptureService(host, new FixedResolver().With("posts.example", ["127.0.0.1"]), TimeProvider.System, options);
        using var result = await service.CaptureAsync(
            new CaptureRequest(new Uri($"https://posts.example:{port}/"), null, "Jo") { Allowed = [new AllowedAddress("posts.example", port)], Roots = roots }, Cancel);
        return result.Post;
    }
}
