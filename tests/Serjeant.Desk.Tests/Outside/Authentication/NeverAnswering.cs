using System.Net;
using System.Net.Sockets;
using Serjeant.Outside.Lookups;

namespace Serjeant.Desk.Tests.Outside.Authentication;

/// <summary>Questions about some names are never answered, and don't heed that nobody waits any more; all others are.</summary>
internal sealed class NeverAnswering(IDomainNames others, string below) : IDomainNames
{
    private int waited;

    /// <summary>How many questions got no answer.</summary>
    public int Waited => waited;

    public Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancel) => Ask(name, () => others.TextsAsync(name, cancel));

    public Task<DnsAnswer<IPAddress>> AddressesAsync(string name, AddressFamily family, CancellationToken cancel) => Ask(name, () => others.AddressesAsync(name, family, cancel));

    public Task<DnsAnswer<string>> MailServersAsync(string name, CancellationToken cancel) => Ask(name, () => others.MailServersAsync(name, cancel));

    public Task<DnsAnswer<string>> NamesOfAsync(IPAddress address, CancellationToken cancel) => others.NamesOfAsync(address, cancel);

    private Task<DnsAnswer<T>> Ask<T>(string name, Func<Task<DnsAnswer<T>>> ask)
    {
        if (!name.EndsWith(below, StringComparison.OrdinalIgnoreCase))
            return ask();
        Interlocked.Increment(ref waited);
        return new TaskCompletionSource<DnsAnswer<T>>().Task;
    }
}
