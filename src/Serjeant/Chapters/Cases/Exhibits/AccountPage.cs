using Serjeant.Chapters.Inbox.Steps;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>The account's own page, where the address of a post tells it.</summary>
public static class AccountPage
{
    /// <summary>Why there is none to capture, where nothing tells it.</summary>
    public const string NotKnown = "The account's address is not known.";

    /// <param name="known">What is known of the account itself.</param>
    /// <inheritdoc cref="OfPost"/>
    public static string? Of(string? known, string post) => WebAddress.OrNull(known) ?? OfPost(post);

    /// <param name="post">An address as <see cref="WebAddress"/> gives it.</param>
    public static string? OfPost(string post)
    {
        if (!Uri.TryCreate(post, UriKind.Absolute, out var address)) return null;
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var host = address.IdnHost;
        foreach (var before in (ReadOnlySpan<string>)["www.", "m.", "mobile."])
            if (host.StartsWith(before, StringComparison.Ordinal)) host = host[before.Length..];
        return (host, parts) switch
        {
            ("x.com" or "twitter.com", [var name, "status", ..]) when name != "i" => $"https://x.com/{name}",
            ("bsky.app", ["profile", var name, "post", ..]) => $"https://bsky.app/profile/{name}",
            ("tiktok.com", [['@', ..] name, "video" or "photo", ..]) => $"https://www.tiktok.com/{name}",
            ("threads.net" or "threads.com", [['@', ..] name, "post", ..]) => $"https://www.threads.com/{name}",
            // Mastodon and its kin: https://a.server/@name/1234
            (_, [['@', ..] name, var number]) when number.Length > 0 && number.All(char.IsAsciiDigit) => $"{address.GetLeftPart(UriPartial.Authority)}/{name}",
            _ => null,
        };
    }
}
