using System.Net;
using System.Net.Sockets;

namespace Serjeant.Desk.Tests.Support;

/// <summary>A wire to a server on loopback that breaks after so many bytes of answers.</summary>
internal sealed class CutWire : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource end = new();
    private readonly Task work;

    public CutWire(int port, int target, int bytes)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        work = RunAsync(target, bytes);
    }

    private async Task RunAsync(int target, int bytes)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                using var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, target, end.Token);
                await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), end.Token), AnswersAsync(server.GetStream(), client.GetStream(), bytes));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswersAsync(NetworkStream from, NetworkStream to, int bytes)
    {
        var chunk = new byte[1024];
        for (int read; bytes > 0 && (read = await from.ReadAsync(chunk, end.Token)) > 0; bytes -= read)
            await to.WriteAsync(chunk.AsMemory(0, read), end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await work;
        end.Dispose();
    }
}
