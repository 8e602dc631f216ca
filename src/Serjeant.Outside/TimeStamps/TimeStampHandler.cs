using System.Net.Sockets;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Outside.TimeStamps;

/// <summary>
/// The way out to the authorities: each connection goes to an address that was vetted for it, and to no other. No redirects, no
/// cookies, no proxy of the environment, which would look names up by itself.
/// </summary>
public static class TimeStampHandler
{
    private const int MostHeadKilobytes = 16;

    public static SocketsHttpHandler Create(AddressGuard guard) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = MostHeadKilobytes,
        ConnectCallback = async (context, cancel) =>
        {
            var host = context.DnsEndPoint.Host.Trim('[', ']');
            var vetted = await guard.VetAsync(host, context.DnsEndPoint.Port, cancel);
            if (vetted.As == VettedAs.NoSuchName)
                throw new TimeStampException("There is no such host, or its name can’t be looked up now");
            if (vetted.As == VettedAs.Private)
                throw new TimeStampException("It is an address inside a network, and the desk asks only public ones. Whoever runs this desk can allow it");
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync([.. vetted.Addresses], context.DnsEndPoint.Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
