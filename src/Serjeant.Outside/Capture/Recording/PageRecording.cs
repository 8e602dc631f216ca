namespace Serjeant.Outside.Capture.Recording;

/// <summary>Writes one page's traffic into a WARC file as it comes.</summary>
internal sealed class PageRecording(string folder) : ITrafficRecorder, IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private int sockets;

    public bool HasSockets => Volatile.Read(ref sockets) > 0;

    public Spool NewSpool() => new(folder);

    public async Task KeepAsync(Exchange exchange)
    {
        await gate.WaitAsync();
        try
        {
            exchange.Dispose();
        }
        finally
        {
            gate.Release();
        }
    }

    public void SawSocket() => Interlocked.Increment(ref sockets);

    public ValueTask DisposeAsync()
    {
        gate.Dispose();
        return ValueTask.CompletedTask;
    }
}
