using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Serjeant.Chapters.Inbox.Steps;

namespace Serjeant.Chapters.Cases.FromBrowser;

/// <summary>What an extension says of a capture before it sends the files. Hostile until <see cref="Problem"/> is null.</summary>
/// <param name="Case">The case's number.</param>
/// <param name="NoProfileWhy">Why the account's own page is not in it, in the person's words.</param>
internal sealed record SentCapture(
    int Case, IReadOnlyList<SentPage?>? Pages, string? NoProfileWhy, IReadOnlyList<SentFile?>? Files)
{
    public const int MostFiles = 24;
    public const long MostFileBytes = 100L * 1024 * 1024;
    public const long MostBytes = 300L * 1024 * 1024;

    [JsonIgnore]
    public SentPage Post => Pages![0]!;

    [JsonIgnore]
    public SentPage? Profile => Pages!.Count > 1 ? Pages[1] : null;

    /// <summary>Why it can't be taken, for whoever writes an extension; null when it can.</summary>
    public string? Problem() =>
        Pages is not { Count: 1 or 2 } || Pages.Any(p => p is null) ? "pages: one or two" :
        Post.What != "post" || Profile is { What: not "profile" } ? "pages: the post, then the profile" :
        Pages.Select(p => p!.Problem()).FirstOrDefault(p => p is not null) is { } page ? page :
        NoProfileWhy?.Length > 300 ? "noProfileWhy: 300 characters at most" :
        Files is not { Count: > 0 and <= MostFiles } || Files.Any(f => f is null) ? "files: 1 to 24" :
        Files.Select(f => f!.Problem()).FirstOrDefault(f => f is not null) is { } file ? file :
        Files.DistinctBy(f => f!.Path).Count() != Files.Count ? "files: a path twice" :
        Files.Sum(f => f!.Bytes) > MostBytes ? "files: 300 MB at most together" :
        !Files.Select(f => f!.Path!.Split('/')[0]).ToHashSet().SetEquals(Pages.Select(p => p!.What!)) ? "files: each page has some, and each belongs to a page" : null;
}

/// <summary>One page as the browser saw it.</summary>
/// <param name="What"><c>post</c> or <c>profile</c>.</param>
/// <param name="At">The browser's own clock.</param>
/// <param name="UtcOffsetMinutes">How far that clock's local time is ahead of UTC.</param>
/// <param name="Browser">Name and true version.</param>
/// <param name="Missing">What is not in the files and why.</param>
internal sealed record SentPage(
    string? What, string? Address, string? Title, DateTimeOffset At, int UtcOffsetMinutes, string? TimeZone, string? Browser,
    int ViewportWidth, int ViewportHeight, IReadOnlyList<string?>? Missing, IReadOnlyList<string?>? Notes)
{
    public string? Problem() =>
        WebAddress.OrNull(Address) is null ? "address: http or https" :
        Title?.Length > 1_000 ? "title: 1,000 characters at most" :
        UtcOffsetMinutes is < -14 * 60 or > 14 * 60 ? "utcOffsetMinutes: -840 to 840" :
        TimeZone is { Length: 0 or > 60 } ? "timeZone: an IANA name" :
        Browser is not { Length: > 0 and <= 200 } ? "browser: name and version" :
        ViewportWidth is < 1 or > 100_000 || ViewportHeight is < 1 or > 100_000 ? "viewport" :
        !Short(Missing) || !Short(Notes) ? "missing, notes: 20 lines of 300 characters at most" : null;

    private static bool Short(IReadOnlyList<string?>? lines) => lines is null || (lines.Count <= 20 && lines.All(l => l is { Length: > 0 and <= 300 }));
}

/// <summary>One file, by the hash that was taken in the browser.</summary>
internal sealed partial record SentFile(string? Path, long Bytes, string? Sha256)
{
    public string? Problem() =>
        Path is null || !Paths().IsMatch(Path) ? "path: one of those that docs/browser-api.md lists" :
        Bytes is < 1 or > SentCapture.MostFileBytes ? "bytes: 1 to 100 MB" :
        Sha256 is null || !Hashes().IsMatch(Sha256) ? "sha256: 64 lower-case hexadecimal digits" : null;

    [GeneratedRegex(@"\A(?:post|profile)/(?:page(?:-[2-9])?\.png|viewport\.png|page\.mhtml|dom\.html|text\.txt|capture\.json)\z")]
    private static partial Regex Paths();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    public static partial Regex Hashes();
}
