using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Serjeant.Moderation;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Meta;

/// <summary>Facebook's and Instagram's <c>messages/inbox/…/message_N.json</c>, which have the same shape.</summary>
internal static class MetaMessagesReader
{
    private static readonly HashSet<string> Open = ["$", "$.messages"];
    private static readonly string[] Attached = ["photos", "videos", "audio_files", "gifs", "files"];

    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        Stream stream, string path, string name, Platform platform, ReadOptions options, OwnAccount own,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pieces = new JsonPieces(stream, Open, options.Limits.LineBytes);
        var documents = new JsonDocumentOptions { MaxDepth = options.Limits.JsonDepth };
        var thread = Thread(path);
        var number = 0;
        while (await pieces.NextAsync(cancellationToken))
        {
            if (pieces.Path != "$.messages[]")
                continue;
            number++;
            var where = string.Create(CultureInfo.InvariantCulture, $"{name}, message {number:N0}");
            if (JsonEntry.Open(pieces, documents, where, out var problem) is not { } document)
            {
                yield return problem;
                continue;
            }
            using (document)
                yield return Read(document.RootElement, thread, pieces.Piece, where, platform, options, own);
        }
        if (number == 0)
            yield return ReadItem.Note(name, "This file holds no messages.");
    }

    private static ReadItem Read(
        JsonElement message, string? thread, ReadOnlyMemory<byte> raw, string where, Platform platform, ReadOptions options, OwnAccount own)
    {
        if (message.ValueKind != JsonValueKind.Object)
            return ReadItem.Bad(where, "This entry is not a message. It was left out.");
        var sender = CleanText.Line(Mojibake.Repair(message.Text("sender_name") ?? ""));
        if (own.Sent(sender))
            return ReadItem.Own;
        var files = Attached.SelectMany(kind => message.List(kind).Select(file => FileName(file.Text("uri")))).ToList();
        var link = message.TryGetProperty("share", out var share) ? share.Text("link") : null;
        var text = Mojibake.Repair(message.Text("content") ?? "");
        if (text.Length == 0)
            text = link ?? Note(files.Count, message);
        var time = message.Text("timestamp_ms");
        return ReadItem.Of(new IncomingMessage(
            options.Platform ?? platform,
            options.Kind ?? MessageKind.DirectMessage,
            // Names of files stay while the folders around them change from export to export; reactions are left out as they grow.
            StableId.Of([thread, sender, time, message.Text("content"), link, .. files]),
            thread,
            new IncomingAuthor(null, sender, null, null),
            CleanText.Body(text),
            Tables.Dates.FromUnix(time),
            null,
            null,
            null,
            options.Account ?? own.Account,
            raw.ToArray(),
            "application/json"));
    }

    private static string Note(int files, JsonElement message) => files switch
    {
        0 when message.TryGetProperty("is_unsent", out var unsent) && unsent.ValueKind == JsonValueKind.True => "[taken back by the sender]",
        0 when message.TryGetProperty("sticker", out _) => "[sticker]",
        0 => "[no text]",
        1 => "[1 picture, video or file]",
        _ => string.Create(CultureInfo.InvariantCulture, $"[{files} pictures, videos or files]"),
    };

    private static string FileName(string? uri) => uri?[(uri.LastIndexOf('/') + 1)..] ?? "";

    /// <summary>The conversation's folder, which Meta ends with the conversation's number.</summary>
    private static string? Thread(string path)
    {
        var parts = path.Split('/');
        return parts.Length > 1 ? CleanText.Line(parts[^2]) : null;
    }
}
