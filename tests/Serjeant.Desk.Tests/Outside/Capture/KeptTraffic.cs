using System.Collections.Concurrent;
using Serjeant.Outside.Capture.Recording;

namespace Serjeant.Desk.Tests.Outside.Capture;

/// <summary>Keeps the proxy's exchanges for a test to look at.</summary>
internal sealed class KeptTraffic : ITrafficRecorder, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ConcurrentQueue<Exchange> Exchanges { get; } = new();

    public int Sockets { get; private set; }

    public Spool NewSpool() => new(folder.Path);

    public Task KeepAsync(Exchange exchange)
    {
        Exchanges.Enqueue(exchange);
        return Task.CompletedTask;
    }

    public void SawSocket() => Sockets++;

    public void Dispose()
    {
        foreach (var exchange in Exchanges)
            exchange.Dispose();
        folder.Dispose();
    }
}
