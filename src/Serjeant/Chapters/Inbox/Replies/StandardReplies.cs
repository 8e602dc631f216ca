using System.Text;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Replies;

/// <summary>A reply to copy, with the office's own names in it.</summary>
/// <param name="Id">The file's name, such as <c>please-email</c>.</param>
/// <param name="When">When it fits, for the person who chooses.</param>
public sealed record StandardReply(string Id, string Title, string When, string Text);

/// <summary>The standard replies of <c>content/replies/</c>: Markdown with a title and a "when" in its front matter.</summary>
public sealed class StandardReplies
{
    private readonly Lazy<IReadOnlyList<StandardReply>> read = new(Read);

    public IReadOnlyList<StandardReply> For(Office office) => [.. read.Value.Select(r => r with { Text = Fill(r.Text, office) })];

    private static string Fill(string text, Office office) => new StringBuilder(text)
        .Replace("{politician}", office.Politician).Replace("{area}", office.Area).Replace("{email}", office.PublicEmail).ToString();

    private static List<StandardReply> Read() => [.. ContentFile.In("replies")
        .OrderBy(f => f.Name, StringComparer.Ordinal)
        .Select(f => new StandardReply(f.Name, f.Field("title"), f.Field("when"), f.Body))];
}
