using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Outside.Capture.Network;

/// <summary>One connection from the browser: one tunnel, or one plain request, then it is closed.</summary>
internal sealed class ProxyConnection(TcpClient client, AddressGuard guard, CaptureProxy proxy)
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);
    private const int AddressesTried = 4;
    private readonly NetworkStream browser = client.GetStream();

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
        var stream = site.GetStream();
        if (tunnel)
        {
            await browser.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), cancel);
            if (!request.Rest.IsEmpty)
                await stream.WriteAsync(request.Rest, cancel);
            await TunnelAsync(stream, cancel);
        }
        else
        {
            await PassOneAsync(request, method, target, address, stream, cancel);
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

    /// <summary>
    /// Passes one request and its answer and closes: a kept connection could carry a second request, for another host,
    /// that nobody vetted.
    /// </summary>
    private async Task PassOneAsync(HttpHead request, string method, string target, Uri address, NetworkStream site, CancellationToken cancel)
    {
        long length = 0;
        if (request.Field("Transfer-Encoding") is not null
            || (request.Field("Content-Length") is { } stated && !long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out length)))
        {
            await RefuseAsync(411, cancel);
            return;
        }

        var path = target.AsSpan("http://".Length);
        var start = path.IndexOfAny("/?");
        var origin = start < 0 ? "/" : path[start] == '?' ? $"/{path[start..]}" : path[start..].ToString();
        request.DropHopFields();
        request.Fields.RemoveAll(field => field.Name.Equals("Host", StringComparison.OrdinalIgnoreCase));
        request.Fields.Insert(0, ("Host", address.IdnHost.Contains(':') && !address.IdnHost.StartsWith('[') ? $"[{address.IdnHost}]:{address.Port}" : address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}"));
        request.Fields.Add(("Connection", "close"));
        await site.WriteAsync((request with { FirstLine = $"{method} {origin} HTTP/1.1" }).ToBytes(), cancel);
        await CopyAsync(browser, site, request.Rest, length, cancel);

        ReadOnlyMemory<byte> rest = default;
        while (await HttpHead.ReadAsync(site, rest, cancel) is { } answer)
        {
            rest = answer.Rest;
            if (answer.FirstLine.Split(' ') is [_, ['1', _, _], ..])
                continue; // an interim answer: the real one follows
            answer.DropHopFields();
            answer.Fields.Add(("Connection", "close"));
            var head = answer.ToBytes();
            if (!proxy.Traffic.Count(head.Length))
                return;
            await browser.WriteAsync(head, cancel);
            await CopyAsync(site, browser, rest, long.MaxValue, cancel);
            return;
        }
    }

    private async Task TunnelAsync(NetworkStream site, CancellationToken cancel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var up = CopyAsync(browser, site, default, long.MaxValue, ended.Token);
        var down = CopyAsync(site, browser, default, long.MaxValue, ended.Token);
        await Task.WhenAny(up, down);
        await ended.CancelAsync();
        await Task.WhenAll(up, down);
    }

    private async Task CopyAsync(Stream from, Stream to, ReadOnlyMemory<byte> first, long length, CancellationToken cancel)
    {
        if (first.Length > length)
            first = first[..(int)length];
        if (!first.IsEmpty)
        {
            if (!proxy.Traffic.Count(first.Length))
                return;
            await to.WriteAsync(first, cancel);
            length -= first.Length;
        }

        var buffer = new byte[32 * 1024];
        while (length > 0)
        {
            var read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancel);
            if (read == 0 || !proxy.Traffic.Count(read))
                return;
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            length -= read;
        }
    }

    private async Task RefuseAsync(int status, CancellationToken cancel) =>
        await browser.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Refused\r\n{CaptureProxy.MarkField}: {proxy.Mark}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), cancel);
}
