using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Serjeant.Chapters.SignIn;

/// <summary>
/// Slows one network address down: 30 posted forms in five minutes over all of signing in. Reading pages is free. A home
/// network has a whole IPv6 /64, so that is what counts.
/// </summary>
public static class SignInThrottle
{
    public const string Policy = "sign-in";
    public const int Most = 30;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static void AddSignInThrottle(this IServiceCollection services) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.OnRejected = async (rejected, cancel) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "300";
            rejected.HttpContext.Response.ContentType = "text/plain; charset=utf-8";
            await rejected.HttpContext.Response.WriteAsync("Too many tries from this address. Wait five minutes, then go back and try again.", cancel);
        };
        o.AddPolicy(Policy, http => HttpMethods.IsPost(http.Request.Method)
            ? RateLimitPartition.GetSlidingWindowLimiter(PartitionOf(http.Connection.RemoteIpAddress), _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = Most,
                Window = Window,
                SegmentsPerWindow = 5,
                QueueLimit = 0,
            })
            : RateLimitPartition.GetNoLimiter("reading"));
    });

    internal static string PartitionOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
