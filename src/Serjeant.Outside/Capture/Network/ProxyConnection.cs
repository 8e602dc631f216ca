using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Serjeant.Outside.Capture.Network;

/// <summary>One connection from the browser: one tunnel, or one plain request, then it is closed.</summary>
internal sealed class ProxyConnection(TcpClient client, AddressGuard guard, CaptureProxy proxy)
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);
    private const int AddressesTried = 4;

    /// <summary>The first byte of an encrypted connection (RFC 8446 §5.1).</summary>
    private const byte TlsHandshake = 22;
    private readonly NetworkStream browser = client.GetStream();
    private IPAddress? reached;

    public async Task RunAsync(CancellationToken cancel)
    {
        client.NoDelay = true;
        if (await HttpHead.ReadAsync(browser, default, cancel) is not { } request || request.FirstLine.Split(' ') is not [var method, var target, _])
            return;
        if (!IsOurBrowser(request))
        {
            await browser.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"capture\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), cancel);
            return;
        }

        var tunnel = method == "CONNECT";
        if (!Uri.TryCreate(tunnel ? $"https://{target}/" : target, UriKind.Absolute, out var address)
            || address.Scheme != (tunnel ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)
            || address.UserInfo.Length > 0)
        {
            await RefuseAsync(400, cancel);
            return;
        }

        var host = AllowedAddress.NormalHost(address);
        using var site = new TcpClient();
        if (!await ConnectAsync(site, host, address.Port, cancel))
            return;
        if (tunnel)
        {
            await browser.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), cancel);
            await TunnelAsync(request.Rest, site.GetStream(), host, address, cancel);
        }
        else
        {
            await PassOneAsync(request, method, target, address, site.GetStream(), cancel);
        }
    }

    private bool IsOurBrowser(HttpHead request) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Field("Proxy-Authorization") ?? ""),
        Encoding.UTF8.GetBytes("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{proxy.User}:{proxy.Password}"))));

    private async Task<bool> ConnectAsync(TcpClient site, string host, int port, CancellationToken cancel)
    {
        var vetted = await guard.VetAsync(host, port, cancel);
        if (vetted.As != VettedAs.Fine)
        {
            proxy.Traffic.Refused(host, port, vetted.As);
            await RefuseAsync(vetted.As == VettedAs.Private ? 403 : 502, cancel);
            return false;
        }

        foreach (var address in vetted.Addresses.Take(AddressesTried))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(ConnectTime);
            try
            {
                // The number, never the name: nothing is looked up again after it was vetted.
                await site.ConnectAsync(address, port, limit.Token);
                site.NoDelay = true;
                proxy.Traffic.Connected(host, port, address);
                reached = address;
                return true;
            }
            catch (Exception problem) when (problem is SocketException || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                // The next address, if there is one.
            }
        }

        await RefuseAsync(502, cancel);
        return false;
    }

    /// <summary>One plain request, then the connection is closed.</summary>
    private async Task PassOneAsync(HttpHead request, string method, string target, Uri address, NetworkStream site, CancellationToken cancel)
    {
        var path = target.AsSpan("http://".Length);
        var start = path.IndexOfAny("/?");
        var origin = start < 0 ? "/" : path[start] == '?' ? $"/{path[start..]}" : path[start..].ToString();
        await Passage(browser, new HttpReader(browser, request.Rest), site, address).PassAsync(request, method, origin, only: true, cancel);
    }

    /// <summary>A tunnel's encryption ends here, so that what goes through it can be recorded. One that isn't encrypted is a plain WebSocket's.</summary>
    private async Task TunnelAsync(ReadOnlyMemory<byte> already, NetworkStream site, string host, Uri address, CancellationToken cancel)
    {
        if (already.IsEmpty)
        {
            var first = new byte[1];
            if (await browser.ReadAsync(first, cancel) == 0)
                return;
            already = first;
        }

        if (already.Span[0] != TlsHandshake)
        {
            var plain = new UriBuilder(address) { Scheme = Uri.UriSchemeHttp }.Uri;
            await Passage(browser, new HttpReader(browser, already), site, plain).RunAsync(cancel);
            return;
        }

        SslStream secure;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(ConnectTime);
            secure = await SiteTls.OpenAsync(site, host, proxy.Roots, limit.Token);
        }
        catch (AuthenticationException)
        {
            proxy.Traffic.Refused(host, address.Port, VettedAs.BadCertificate);
            return;
        }

        await using (secure)
        {
            if (secure.RemoteCertificate is X509Certificate2 shown)
                proxy.Traffic.Showed(host, address.Port, shown.RawData);
            await using var inside = new SslStream(new StartedStream(browser, already), leaveInnerStreamOpen: true);
            await inside.AuthenticateAsServerAsync(proxy.Key.Options, cancel);
            await Passage(inside, new HttpReader(inside), secure, address).RunAsync(cancel);
        }
    }

    private HttpPassage Passage(Stream towards, HttpReader from, Stream site, Uri address) =>
        new(towards, from, site, new Uri(address.GetLeftPart(UriPartial.Authority)), reached!, proxy.Traffic, proxy.Recorder, proxy.Time);

    private async Task RefuseAsync(int status, CancellationToken cancel) =>
        await browser.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Refused\r\n{CaptureProxy.MarkField}: {proxy.Mark}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), cancel);
}
