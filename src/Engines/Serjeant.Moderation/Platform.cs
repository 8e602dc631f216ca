namespace Serjeant.Moderation;

/// <summary>Where a message was posted. Stored as a number: add at the end, never renumber.</summary>
public enum Platform
{
    Other = 0,
    Email = 1,
    X = 2,
    Facebook = 3,
    Instagram = 4,
    Threads = 5,
    YouTube = 6,
    TikTok = 7,
    LinkedIn = 8,
    Bluesky = 9,
    Mastodon = 10,
}
