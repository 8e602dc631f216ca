using System.Net;
using System.Net.Sockets;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>A line between a browser and a desk that can be cut in the middle of what is being sent, and mended.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int to;
    private readonly CancellationTokenSource end = new();
    private readonly List<TcpClient> open = [];
    private readonly Task running;
    private long left = long.MaxValue;
    private TaskCompletionSource cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Wire(int to)
    {
        this.to = to;
        listener.Start();
        running = AcceptAsync();
    }

    public string Address => $"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Ends when it has been cut.</summary>
    public Task WhenCut => cut.Task;

    /// <summary>Lets so many more bytes through towards the desk, then cuts every connection and takes no new one.</summary>
    public void CutAfter(long bytes)
    {
        cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref left, bytes);
    }

    public void Mend() => Interlocked.Exchange(ref left, long.MaxValue);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        CloseAll();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!end.IsCancellationRequested)
        {
            var near = await listener.AcceptTcpClientAsync(end.Token);
            if (Interlocked.Read(ref left) <= 0)
                near.Close();
            else
                _ = CarryAsync(near);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        lock (open)
            open.AddRange([near, far]);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, to, end.Token);
            await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream(), counts: true), CopyAsync(far.GetStream(), near.GetStream(), counts: false));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // One end went away: so does the other.
        }
        finally
        {
            near.Close();
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream into, bool counts)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, end.Token)) > 0)
        {
            if (counts && Interlocked.Add(ref left, -read) <= 0)
            {
                cut.TrySetResult();
                CloseAll();
                return;
            }
            await into.WriteAsync(buffer.AsMemory(0, read), end.Token);
        }
    }

    private void CloseAll()
    {
        lock (open)
        {
            foreach (var one in open)
                one.Close();
            open.Clear();
        }
    }
}
