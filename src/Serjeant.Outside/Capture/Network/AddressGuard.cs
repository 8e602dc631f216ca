using System.Collections.Concurrent;
using System.Net;

namespace Serjeant.Outside.Capture.Network;

/// <summary>Says where a connection may go. Asked again for every connection, so a name that changes its mind gains nothing.</summary>
public sealed class AddressGuard(IAddressResolver resolver, IReadOnlyCollection<AllowedAddress> allowed)
{
    private static readonly TimeSpan ResolveTime = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<AllowedAddress, IReadOnlyList<IPAddress>> firstLed = new();
    private readonly Lazy<IReadOnlySet<IPAddress>> ours = new(PublicInternet.OfThisMachine);

    /// <summary>
    /// The addresses to connect to, and to no others. If any address of the name is private all are refused: a name that
    /// leads to both is not a site that an office needs.
    /// </summary>
    public async Task<Vetted> VetAsync(string host, int port, CancellationToken cancel)
    {
        IReadOnlyList<IPAddress> addresses;
        if (IPAddress.TryParse(host, out var literal))
        {
            addresses = [literal];
        }
        else
        {
            try
            {
                addresses = await resolver.ResolveAsync(host, cancel).WaitAsync(ResolveTime, cancel);
            }
            catch (TimeoutException)
            {
                addresses = [];
            }
        }

        if (addresses.Count == 0)
            return new Vetted(VettedAs.NoSuchName, []);
        if (IsAllowed(new AllowedAddress(host.ToLowerInvariant(), port), addresses))
            return new Vetted(VettedAs.Fine, addresses);
        return addresses.All(address => PublicInternet.Includes(address) && !ours.Value.Contains(address))
            ? new Vetted(VettedAs.Fine, addresses)
            : new Vetted(VettedAs.Private, []);
    }

    /// <summary>What a name led to when it was first asked for is what was allowed: one that leads elsewhere later is vetted like any other.</summary>
    private bool IsAllowed(AllowedAddress asked, IReadOnlyList<IPAddress> addresses)
    {
        if (!allowed.Contains(asked))
            return false;
        var first = firstLed.GetOrAdd(asked, addresses);
        return addresses.All(first.Contains);
    }
}

/// <summary>What the guard said of a host.</summary>
public enum VettedAs
{
    /// <summary>Public, or allowed.</summary>
    Fine,

    /// <summary>It leads to a private address, this machine, or one that is not plainly public.</summary>
    Private,

    /// <summary>The name has no address, or the resolver did not answer in 10 seconds.</summary>
    NoSuchName,

    /// <summary>It has no certificate for the name that anybody vouches for, or no encryption that is in order.</summary>
    BadCertificate,
}

/// <summary>The guard's answer; addresses only when it is fine.</summary>
public sealed record Vetted(VettedAs As, IReadOnlyList<IPAddress> Addresses);
