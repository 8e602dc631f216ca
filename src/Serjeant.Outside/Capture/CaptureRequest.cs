using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Outside.Capture;

/// <summary>A request to keep a page and, with it, its author's profile page.</summary>
/// <param name="Post">The page's address; checked with <see cref="CaptureAddress"/>.</param>
/// <param name="Profile">The author's page; null when there is none.</param>
/// <param name="Operator">Who asked, as the office knows them.</param>
/// <param name="TimeZone">The office's IANA time zone.</param>
public sealed record CaptureRequest(Uri Post, Uri? Profile, string Operator, string TimeZone = "Europe/London")
{
    /// <summary>The only private addresses that this capture may reach.</summary>
    public IReadOnlyCollection<AllowedAddress> Allowed { get; init; } = [];

    /// <summary>ECDSA over P-384 that signs the web archive; null for one that is not signed. The caller keeps and disposes it.</summary>
    public ECDsa? SigningKey { get; init; }

    /// <summary>
    /// A second look: the first screen, the words and the facts, and nothing else. The pages are opened one after the other, and the profile not
    /// at all where the site asks to be left alone.
    /// </summary>
    public bool Small { get; init; }

    /// <summary>Told of each step as it begins, one at a time.</summary>
    public Func<PageStep, Task> OnStep { get; init; } = _ => Task.CompletedTask;

    /// <summary>For tests: whose certificates are trusted in place of the system's list.</summary>
    internal X509Certificate2Collection Roots { get; init; } = [];

    /// <summary>How much each page may take.</summary>
    public CaptureLimits Limits { get; init; } = new();
}
