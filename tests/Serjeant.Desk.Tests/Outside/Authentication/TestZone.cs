using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Serjeant.Outside.Lookups;

namespace Serjeant.Desk.Tests.Outside.Authentication;

/// <summary>The domain name system as a table. Names are compared without regard to case; what isn't in it doesn't exist.</summary>
internal sealed class TestZone : IDomainNames
{
    private readonly Dictionary<(string Name, string Type), List<string>> records = [];
    private readonly HashSet<string> broken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every question so far, as <c>TYPE name</c>.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public TestZone Text(string name, string value) => Add(name, "TXT", value);

    public TestZone Address(string name, string address) => Add(name, address.Contains(':', StringComparison.Ordinal) ? "AAAA" : "A", address);

    public TestZone MailServer(string name, string server) => Add(name, "MX", server);

    public TestZone NameOf(string address, string name) => Add(IPAddress.Parse(address).ToString(), "PTR", name);

    /// <summary>The name's servers don't answer.</summary>
    public TestZone Broken(string name)
    {
        broken.Add(name);
        return this;
    }

    private TestZone Add(string name, string type, string value)
    {
        var key = (name.ToLowerInvariant(), type);
        if (!records.TryGetValue(key, out var values))
            records[key] = values = [];
        values.Add(value);
        return this;
    }

    public Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancel) => Task.FromResult(Find(name, "TXT", v => v));

    public Task<DnsAnswer<IPAddress>> AddressesAsync(string name, AddressFamily family, CancellationToken cancel) =>
        Task.FromResult(Find(name, family == AddressFamily.InterNetwork ? "A" : "AAAA", IPAddress.Parse));

    public Task<DnsAnswer<string>> MailServersAsync(string name, CancellationToken cancel) => Task.FromResult(Find(name, "MX", v => v));

    public Task<DnsAnswer<string>> NamesOfAsync(IPAddress address, CancellationToken cancel) => Task.FromResult(Find(address.ToString(), "PTR", v => v));

    private DnsAnswer<T> Find<T>(string name, string type, Func<string, T> read)
    {
        var plain = name.ToLowerInvariant();
        Asked.Enqueue($"{type} {plain}");
        if (broken.Contains(plain))
            return DnsAnswer<T>.Of(DnsState.Failed);
        if (records.TryGetValue((plain, type), out var values))
            return DnsAnswer<T>.Of([.. values.Select(read)]);
        return DnsAnswer<T>.Of(records.Keys.Any(k => k.Name == plain || k.Name.EndsWith("." + plain, StringComparison.Ordinal)) ? DnsState.NoRecord : DnsState.NoSuchName);
    }
}
