using System.Text.RegularExpressions;
using Serjeant.Moderation;

namespace Serjeant.Outside.FromBrowser;

/// <summary>Which platform a page belongs to, by its host alone: what the page says of itself doesn't count.</summary>
internal static partial class CommentSite
{
    private static readonly (string Host, Platform Platform)[] Hosts =
    [
        ("x.com", Platform.X), ("twitter.com", Platform.X), ("facebook.com", Platform.Facebook), ("instagram.com", Platform.Instagram),
        ("threads.net", Platform.Threads), ("threads.com", Platform.Threads), ("youtube.com", Platform.YouTube), ("tiktok.com", Platform.TikTok),
        ("linkedin.com", Platform.LinkedIn), ("bsky.app", Platform.Bluesky),
    ];

    public static Platform Of(Uri page) => page.Scheme == Uri.UriSchemeHttps
        ? Hosts.FirstOrDefault(h => page.IdnHost.Equals(h.Host, StringComparison.OrdinalIgnoreCase) || page.IdnHost.EndsWith("." + h.Host, StringComparison.OrdinalIgnoreCase)).Platform
        : Platform.Other;

    /// <summary>The id, where it looks as this platform's ids look; else null, and the words make one.</summary>
    public static string? Id(Platform platform, string? id) => id is not null && platform switch
    {
        Platform.X or Platform.Facebook or Platform.Instagram => Digits().IsMatch(id),
        Platform.YouTube => YouTube().IsMatch(id),
        _ => false,
    } ? id : null;

    [GeneratedRegex(@"\A[0-9]{5,25}\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{15,120}\z")]
    private static partial Regex YouTube();
}
