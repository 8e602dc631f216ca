using System.Net;
using System.Net.Sockets;

namespace Serjeant.Outside.Capture.Network;

/// <summary>The operating system's resolver.</summary>
public sealed class SystemAddressResolver : IAddressResolver
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancel)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancel);
        }
        catch (SocketException)
        {
            return [];
        }
        catch (ArgumentException)
        {
            // A name that is too long or not a name at all.
            return [];
        }
    }
}
