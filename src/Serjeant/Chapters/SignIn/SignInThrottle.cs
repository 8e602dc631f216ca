using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Serjeant.Chapters.SignIn;

/// <summary>
/// Slows one network address down: 30 posted forms in five minutes over all of signing in. Reading pages is free. A home
/// network has a whole IPv6 /64, so that is what counts.
/// </summary>
/// <remarks>Not the framework's own middleware: that one holds a limiter which nobody can dispose of, whose timer keeps the whole desk alive.</remarks>
public sealed class SignInThrottle : IMiddleware, IDisposable
{
    public const int Most = 30;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetSlidingWindowLimiter(PartitionOf(http.Connection.RemoteIpAddress), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = Most,
            Window = Window,
            SegmentsPerWindow = 5,
            QueueLimit = 0,
        }));

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<ThrottledAttribute>() is null)
        {
            await next(context);
            return;
        }
        using var lease = limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = "300";
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync("Too many tries from this address. Wait five minutes, then go back and try again.", context.RequestAborted);
    }

    public void Dispose() => limiter.Dispose();

    internal static string PartitionOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
