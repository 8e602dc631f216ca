using System.Net;

namespace Serjeant.Outside.Capture.Network;

/// <summary>Turns a host's name into addresses. A boundary, so that tests can make a name lead anywhere and change its mind.</summary>
public interface IAddressResolver
{
    /// <summary>All addresses of the name; empty when there is no such name.</summary>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancel);
}
