using System.Net;
using System.Net.Sockets;

namespace Serjeant.Outside.Lookups;

/// <summary>Asks nobody: for an office that lets nothing out.</summary>
public sealed class NoDomainNames : IDomainNames
{
    public Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancel) => Task.FromResult(DnsAnswer<string>.Of(DnsState.Offline));

    public Task<DnsAnswer<IPAddress>> AddressesAsync(string name, AddressFamily family, CancellationToken cancel) => Task.FromResult(DnsAnswer<IPAddress>.Of(DnsState.Offline));

    public Task<DnsAnswer<string>> MailServersAsync(string name, CancellationToken cancel) => Task.FromResult(DnsAnswer<string>.Of(DnsState.Offline));

    public Task<DnsAnswer<string>> NamesOfAsync(IPAddress address, CancellationToken cancel) => Task.FromResult(DnsAnswer<string>.Of(DnsState.Offline));
}
