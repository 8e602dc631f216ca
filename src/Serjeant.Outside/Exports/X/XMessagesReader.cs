using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Serjeant.Moderation;
using Serjeant.Outside.Exports.Bytes;
using Serjeant.Outside.Exports.Tables;

namespace Serjeant.Outside.Exports.X;

/// <summary>
/// Direct messages of an X archive: <c>data/direct-messages.js</c> and <c>direct-messages-group.js</c>. They name accounts by
/// number only.
/// </summary>
internal static class XMessagesReader
{
    private const string Conversation = "$[].dmConversation";
    private static readonly HashSet<string> Open = ["$", "$[]", Conversation, Conversation + ".messages"];

    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        Stream stream, string name, ReadOptions options, OwnAccount own, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pieces = new JsonPieces(stream, Open, options.Limits.LineBytes, prefixed: true);
        var documents = new JsonDocumentOptions { MaxDepth = options.Limits.JsonDepth };
        string? conversation = null;
        var number = 0;
        while (await pieces.NextAsync(cancellationToken))
        {
            if (pieces.Path == Conversation + ".conversationId" && !pieces.TooLarge)
            {
                using var id = JsonDocument.Parse(pieces.Piece);
                conversation = CleanText.Line(id.RootElement.Text());
            }
            if (pieces.Path != Conversation + ".messages[]")
                continue;
            number++;
            var where = string.Create(CultureInfo.InvariantCulture, $"{name}, message {number:N0}");
            if (JsonEntry.Open(pieces, documents, where, out var problem) is not { } document)
            {
                yield return problem;
                continue;
            }
            using (document)
            {
                if (Read(document.RootElement, conversation, pieces.Piece, where, options, own) is { } item)
                    yield return item;
            }
        }
    }

    /// <summary>Null for what isn't a message: somebody joined, left, or renamed the conversation.</summary>
    private static ReadItem? Read(
        JsonElement entry, string? conversation, ReadOnlyMemory<byte> raw, string where, ReadOptions options, OwnAccount own)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("messageCreate", out var message))
            return null;
        var sender = CleanText.Line(message.Text("senderId"), 40);
        if (own.Sent(sender))
            return ReadItem.Own;
        var text = message.Text("text") is { Length: > 0 } words ? words : Media(message);
        if (text is null)
            return ReadItem.Bad(where, "This message has neither text nor a picture. It was left out.");
        var id = CleanText.Line(message.Text("id"), 100);
        var sentAt = Dates.Parse(message.Text("createdAt"), options.Zone);
        return ReadItem.Of(new IncomingMessage(
            options.Platform ?? Platform.X,
            options.Kind ?? MessageKind.DirectMessage,
            id ?? StableId.Of(conversation, sender, message.Text("createdAt"), text),
            conversation,
            new IncomingAuthor(null, null, sender, IsNumber(sender) ? "https://x.com/i/user/" + sender : null),
            CleanText.Body(text),
            sentAt,
            conversation is not null && IsNumber(conversation.Replace("-", "", StringComparison.Ordinal)) ? "https://x.com/messages/" + conversation : null,
            null,
            null,
            options.Account ?? own.Account,
            raw.ToArray(),
            "application/json"));
    }

    private static string? Media(JsonElement message) => message.List("mediaUrls").Count() switch
    {
        0 => null,
        1 => "[1 picture or video]",
        var many => string.Create(CultureInfo.InvariantCulture, $"[{many} pictures or videos]"),
    };

    private static bool IsNumber(string? text) => text is { Length: > 0 and < 60 } && text.All(char.IsAsciiDigit);
}
