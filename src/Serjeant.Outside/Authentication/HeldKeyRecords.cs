using System.Net;
using System.Net.Sockets;
using Serjeant.Outside.Lookups;

namespace Serjeant.Outside.Authentication;

/// <summary>Answers for keys that a proof holds, and for nothing else: a check with these asks nobody.</summary>
internal sealed class HeldKeyRecords(IReadOnlyDictionary<string, string> held) : IDomainNames
{
    private readonly NoDomainNames nobody = new();

    public Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancel) =>
        held.TryGetValue(name, out var record) ? Task.FromResult(DnsAnswer<string>.Of([record])) : nobody.TextsAsync(name, cancel);

    public Task<DnsAnswer<IPAddress>> AddressesAsync(string name, AddressFamily family, CancellationToken cancel) => nobody.AddressesAsync(name, family, cancel);

    public Task<DnsAnswer<string>> MailServersAsync(string name, CancellationToken cancel) => nobody.MailServersAsync(name, cancel);

    public Task<DnsAnswer<string>> NamesOfAsync(IPAddress address, CancellationToken cancel) => nobody.NamesOfAsync(address, cancel);
}
