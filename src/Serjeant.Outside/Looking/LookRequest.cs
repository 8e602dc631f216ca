using System.Security.Cryptography.X509Certificates;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Outside.Looking;

/// <summary>A request to open a link and say what is there.</summary>
/// <param name="Address">Http or https.</param>
/// <param name="TimeZone">The office's IANA time zone.</param>
public sealed record LookRequest(Uri Address, string TimeZone = "Europe/London")
{
    /// <summary>The only private addresses that this look may reach.</summary>
    public IReadOnlyCollection<AllowedAddress> Allowed { get; init; } = [];

    /// <summary>For tests: whose certificates are trusted in place of the system's list.</summary>
    internal X509Certificate2Collection Roots { get; init; } = [];

    /// <summary>Tighter than a capture's: somebody waits, and nothing is kept but what was seen.</summary>
    public CaptureLimits Limits { get; init; } = new()
    {
        Total = TimeSpan.FromSeconds(45),
        Answer = TimeSpan.FromSeconds(15),
        Load = TimeSpan.FromSeconds(12),
        Settle = TimeSpan.FromSeconds(8),
        File = TimeSpan.FromSeconds(10),
        Bytes = 30L * 1024 * 1024,
        ViewportWidth = 1280,
        ViewportHeight = 900,
    };
}
