using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Serjeant.Outside.Capture.Network;

/// <summary>
/// The browser's only way out for one page: a forward proxy on a random loopback port with a password of its own. It
/// resolves, vets and pins the address of every connection, so a redirect, a picture or a script of the page goes nowhere
/// that the page itself could not go, and counts the bytes.
/// </summary>
internal sealed class CaptureProxy : IAsyncDisposable
{
    private const int AtOnce = 256;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending;
    private readonly SemaphoreSlim places = new(AtOnce, AtOnce);
    private readonly AddressGuard guard;
    private readonly Task accepting;

    public CaptureProxy(AddressGuard guard, long byteLimit)
    {
        this.guard = guard;
        Traffic = new Traffic(byteLimit);
        ending = CancellationTokenSource.CreateLinkedTokenSource(Traffic.Over);
        listener.Start();
        accepting = AcceptAsync();
    }

    public Traffic Traffic { get; }

    public string Server => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public string User => "capture";

    public string Password { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Marks an answer as the proxy's own, so that no site's answer is taken for it.</summary>
    public string Mark { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public const string MarkField = "X-Serjeant-Proxy";

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;

        // All connections have ended when every place is free.
        for (var place = 0; place < AtOnce; place++)
            await places.WaitAsync();
        ending.Dispose();
        places.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!ending.IsCancellationRequested)
            {
                await places.WaitAsync(ending.Token);
                TcpClient client;
                try
                {
                    client = await listener.AcceptTcpClientAsync(ending.Token);
                }
                catch
                {
                    places.Release();
                    throw;
                }

                _ = ServeAsync(client);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The capture is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
                await new ProxyConnection(client, guard, this).RunAsync(ending.Token);
        }
        catch (Exception problem) when (problem is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side went away: the browser sees a closed connection.
        }
        finally
        {
            places.Release();
        }
    }
}
