using System.Text.Encodings.Web;
using System.Text.Json;
using Serjeant.Moderation;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.FromBrowser;

/// <summary>
/// Comments of a page to messages. A comment without the platform's id is known by page, author and words, so that the same page
/// sent twice adds nothing; the time is no part of that, because pages round it ("2 h").
/// </summary>
public static class CommentMessages
{
    /// <summary>The most comments in one go.</summary>
    public const int Most = 500;

    /// <summary>As a table's row (<see cref="Exports.ReadOptions"/>): no comment on a platform is longer.</summary>
    private const int LongestText = 20_000;
    private const int LongestParent = 2_000;

    /// <summary>The media type of such a comment's raw object, <see cref="ReadComment"/> as JSON: an exhibit is told by it from what an export held.</summary>
    public const string RawType = "application/vnd.serjeant.read-in-browser+json";

    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <param name="by">Who sent them, as the office knows them.</param>
    /// <param name="at">When they came, by the desk's clock.</param>
    /// <returns>The messages in the page's order, without those that have no words; null when the page has no usable address.</returns>
    public static IReadOnlyList<IncomingMessage>? Read(PageComments page, string by, DateTimeOffset at)
    {
        if (CleanText.WebAddress(page.Address) is not { } address)
            return null;
        var site = new Uri(address);
        var platform = CommentSite.Of(site);
        var thread = ThreadOf(site, platform);
        var parent = string.IsNullOrWhiteSpace(page.PostText) ? null : CleanText.Body(Cut(page.PostText.Trim(), LongestParent));
        return [.. (page.Comments ?? []).Take(Most).OfType<PageComment>().Where(c => !string.IsNullOrWhiteSpace(c.Text)).Select(c => One(new ReadComment(address, by, at.ToUniversalTime(), c, parent), platform, thread))];
    }

    /// <returns>Null where the bytes are no such object.</returns>
    public static ReadComment? Parse(ReadOnlySpan<byte> raw)
    {
        try
        {
            return JsonSerializer.Deserialize<ReadComment>(raw, Raw);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same object without the words of the post that the comment is under.</summary>
    /// <returns>Null where the bytes are no such object.</returns>
    public static byte[]? WithoutPost(ReadOnlySpan<byte> raw) => Parse(raw) is { } read ? JsonSerializer.SerializeToUtf8Bytes(read with { PostText = null }, Raw) : null;

    private static IncomingMessage One(ReadComment read, Platform platform, string thread)
    {
        var comment = read.Comment;
        var text = CleanText.Body(Cut(comment.Text!.Trim(), LongestText));
        var author = new IncomingAuthor(CleanText.Line(comment.Handle), CleanText.Line(comment.Name), null, CleanText.WebAddress(comment.Profile));
        var who = author.Handle?.TrimStart('@').ToLowerInvariant() ?? author.ProfileAddress ?? author.DisplayName;
        return new IncomingMessage(
            platform, comment.Reply ? MessageKind.Reply : MessageKind.Comment,
            CommentSite.Id(platform, comment.Id) ?? StableId.Of("page", thread, who, text),
            thread, author, text, comment.At, CleanText.WebAddress(comment.Address) ?? read.Page, null, null, null,
            JsonSerializer.SerializeToUtf8Bytes(read, Raw), RawType, read.PostText);
    }

    /// <summary>What the comments hang under: the post's own address, without what a visit adds to it.</summary>
    private static string ThreadOf(Uri page, Platform platform)
    {
        if (platform == Platform.X && page.Segments is [_, _, "status/", var id, ..])
            return id.TrimEnd('/');
        var kept = System.Web.HttpUtility.ParseQueryString(page.Query);
        var names = platform switch
        {
            Platform.YouTube => new[] { "v" },
            Platform.Facebook => ["story_fbid", "fbid", "id", "v"],
            Platform.Other => [.. kept.AllKeys.OfType<string>().Order(StringComparer.Ordinal).Take(20)],
            _ => [],
        };
        var query = string.Join('&', names.Where(n => kept[n] is not null).Select(n => $"{n}={kept[n]}"));
        var address = page.GetLeftPart(UriPartial.Path).TrimEnd('/') + (query.Length > 0 ? "?" + query : "");
        return address.Length <= 300 ? address : StableId.Of(address);
    }

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
