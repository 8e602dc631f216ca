using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Playwright;
using Serjeant.Evidence;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Outside.Capture;

/// <summary>Reads what there is to know about a page that came. No header, cookie or sign-in detail is among it.</summary>
internal sealed class PageFacts(IPage page, IsolatedWorld world, PageWatch watch, CaptureProxy proxy)
{
    private const int LongestText = 2000;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(5);

    /// <summary>Keeps a hostile title or address from filling the manifest.</summary>
    public static string Shorten(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";

    public async Task ReadAsync(SeenPage seen, CancellationToken cancel)
    {
        seen.FinalAddress = Shorten(page.Url);
        seen.Status = watch.LastResponse?.Status;
        seen.DocumentAddress = watch.LastResponse?.Url;
        seen.RetryAfter = watch.LastResponse?.Headers.GetValueOrDefault("retry-after");
        if (Uri.TryCreate(watch.LastResponse?.Url ?? page.Url, UriKind.Absolute, out var address))
        {
            seen.ServerAddress = proxy.Traffic.AddressOf(address) is { } number ? new System.Net.IPEndPoint(number, address.Port).ToString() : null;
            seen.Certificate = proxy.Traffic.CertificateOf(address) is { } shown && address.Scheme == Uri.UriSchemeHttps ? Describe(shown) : null;
        }

        await RedirectChain.ReadAsync(watch.LastNavigation, seen.Redirects, cancel);
        if (watch.Moves > 1 && seen.FinalAddress is { } final)
            seen.Notes.Add($"The page moved the browser on by script or by itself; it ended at {final}.");
        if (watch.Windows > 0)
            seen.Notes.Add("The page tried to open other windows. They were closed.");
        if (PageKind.Note(watch.LastResponse?.Headers.GetValueOrDefault("content-type")) is { } kind)
            seen.Notes.Add(kind);
        if (await CookieBanner.IsThereAsync(page, world, cancel))
            seen.Notes.Add(CookieBanner.Note);
        if (watch.SawDownload)
            seen.Notes.Add("The page tried to start a download. It was refused.");
        try
        {
            var title = await world.EvaluateAsync("document.title.slice(0, 4000)", Each, cancel);
            seen.Title = title.ValueKind == System.Text.Json.JsonValueKind.String ? Shorten(title.GetString()!) : null;
        }
        catch (Exception problem) when (problem is TimeoutException or PlaywrightException)
        {
            // A page without a title that can be read.
        }
    }

    private static TlsCertificate Describe(byte[] shown)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(shown);
        return new TlsCertificate(
            certificate.Subject,
            certificate.Issuer,
            new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
            Convert.ToHexStringLower(SHA256.HashData(shown)));
    }
}
