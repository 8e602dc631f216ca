using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Tables;

/// <summary>One JSON object a line (NDJSON), or one list of objects.</summary>
internal static class JsonTableReader
{
    private static readonly HashSet<string> Open = ["$"];

    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        Stream stream, bool list, string name, ReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mapping = options.Mapping!;
        var documents = new JsonDocumentOptions { MaxDepth = options.Limits.JsonDepth };
        var items = new List<ReadItem>(2);
        await foreach (var (entry, where, tooLong) in EntriesAsync(stream, list, name, options.Limits, cancellationToken))
        {
            if (tooLong)
            {
                yield return ReadItem.Bad(where, "This entry is far longer than a message can be. It was left out.");
                continue;
            }
            if (JsonEntry.Open(entry, documents, where, out var problem) is not { } document)
            {
                yield return problem;
                continue;
            }
            using (document)
            {
                var root = document.RootElement;
                if (root.ValueKind == JsonValueKind.Object)
                    RowMessages.Read(field => mapping[field] is { } path ? Find(root, path) : null, entry.ToArray(), "application/json", where, options, items);
                else
                    items.Add(ReadItem.Bad(where, "This entry is not a JSON object with fields. It was left out."));
            }
            foreach (var item in items)
                yield return item;
            items.Clear();
        }
    }

    public static async IAsyncEnumerable<(ReadOnlyMemory<byte> Entry, string Where, bool TooLong)> EntriesAsync(
        Stream stream, bool list, string name, ExportLimits limits, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (list)
        {
            var pieces = new JsonPieces(stream, Open, limits.LineBytes);
            for (var number = 1; await pieces.NextAsync(cancellationToken); number++)
                yield return (pieces.Piece, string.Create(CultureInfo.InvariantCulture, $"{name}, entry {number:N0}"), pieces.TooLarge);
            yield break;
        }
        var lines = new LineScanner(stream, limits.LineBytes);
        while (await lines.NextAsync(cancellationToken))
        {
            var line = lines.Line;
            if (lines.Number == 1 && line.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
                line = line[3..];
            if (lines.TooLong || line.Span.IndexOfAnyExcept(" \t"u8) >= 0)
                yield return (line, string.Create(CultureInfo.InvariantCulture, $"{name}, line {lines.Number:N0}"), lines.TooLong);
        }
    }

    /// <summary>A field by its name or its path with dots.</summary>
    private static string? Find(JsonElement element, string path)
    {
        if (element.Text(path) is { } text)
            return text;
        foreach (var part in path.Split('.', 8))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
                return null;
        }
        return element.Text();
    }
}
