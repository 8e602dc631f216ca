using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Serjeant.Outside.Capture.Recording;

namespace Serjeant.Outside.Capture.Network;

/// <summary>
/// The browser's only way out for one page: a forward proxy on a random loopback port with a password of its own. It
/// resolves, vets and pins the address of every connection, so a redirect, a picture or a script of the page goes nowhere
/// that the page itself could not go, counts the bytes and records what goes through.
/// </summary>
internal sealed class CaptureProxy : IAsyncDisposable
{
    private const int AtOnce = 256;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending;
    private readonly SemaphoreSlim places = new(AtOnce, AtOnce);
    private readonly AddressGuard guard;
    private readonly Task accepting;

    /// <param name="guard">Says where a connection may go.</param>
    /// <param name="key">What the browser is shown in place of the sites' certificates.</param>
    /// <param name="recorder">Keeps what is passed.</param>
    /// <param name="byteLimit">Of traffic, both ways.</param>
    /// <param name="time">For the time of each request.</param>
    public CaptureProxy(AddressGuard guard, InterceptionKey key, ITrafficRecorder recorder, long byteLimit, TimeProvider time)
    {
        this.guard = guard;
        Key = key;
        Recorder = recorder;
        Time = time;
        Traffic = new Traffic(byteLimit);
        ending = CancellationTokenSource.CreateLinkedTokenSource(Traffic.Over);
        listener.Start();
        accepting = AcceptAsync();
    }

    public Traffic Traffic { get; }

    public InterceptionKey Key { get; }

    public ITrafficRecorder Recorder { get; }

    public TimeProvider Time { get; }

    /// <summary>Whose certificates are trusted; empty for the system's own list.</summary>
    public X509Certificate2Collection Roots { get; init; } = [];

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
        catch (Exception problem) when (problem is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
        {
            // One side went away: the browser sees a closed connection.
        }
        finally
        {
            places.Release();
        }
    }
}
