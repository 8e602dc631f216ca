using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Serjeant.Desk.Tests.Outside.Capture;

/// <summary>A server of one fixed answer that keeps what it was sent, byte for byte.</summary>
internal sealed class RawSite : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource ending = new();
    private readonly Task serving;

    public RawSite()
        : this(IPAddress.Loopback, 0)
    {
    }

    public RawSite(IPAddress address, int port)
    {
        listener = new TcpListener(address, port);
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Answer { get; set; } = "";

    public string Received { get; private set; } = "";

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await serving;
        listener.Stop();
        ending.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(ending.Token);
                Connections++;
                var stream = client.GetStream();
                var buffer = new byte[65536];
                while (!Received.Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    var read = await stream.ReadAsync(buffer, ending.Token);
                    if (read == 0)
                        break;
                    Received += Encoding.Latin1.GetString(buffer, 0, read);
                }

                await stream.WriteAsync(Encoding.Latin1.GetBytes(Answer), ending.Token);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException)
        {
            // The test is over.
        }
    }
}
