using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Serjeant.Outside.Capture.Network;

/// <summary>
/// Which addresses are on the public internet. Sources: the IANA special-purpose registries for IPv4 and IPv6
/// (RFC 6890 and its updates), RFC 6598 (shared carrier space), RFC 6052 and 8215 (NAT64), RFC 3056 (6to4),
/// RFC 4380 (Teredo). Whatever is not plainly public is refused.
/// </summary>
public static class PublicInternet
{
    private static readonly IPNetwork[] Refused4 =
    [
        .. ((string[])[
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32", // Azure's own channel to its machines, although the number is a public one
        ]).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Refused6 =
    [
        .. ((string[])["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"]).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether anybody on the internet could reach this address, as far as its number tells.</summary>
    public static bool Includes(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !Array.Exists(Refused4, network => network.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0)
            return false;

        // A network that reaches IPv4 only through NAT64 sees every public site under this prefix: judge what is inside.
        if (Nat64.Contains(address))
            return Includes(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return Global6.Contains(address) && !Array.Exists(Refused6, network => network.Contains(address));
    }

    /// <summary>
    /// The addresses of this machine itself, public ones too: what listens here may trust a connection from here.
    /// </summary>
    public static IReadOnlySet<IPAddress> OfThisMachine()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(card => card.GetIPProperties().UnicastAddresses)
                .Select(unicast => unicast.Address)
                .ToHashSet();
        }
        catch (NetworkInformationException)
        {
            return new HashSet<IPAddress>();
        }
    }
}
