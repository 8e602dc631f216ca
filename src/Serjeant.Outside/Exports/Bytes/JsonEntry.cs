using System.Globalization;
using System.Text.Json;

namespace Serjeant.Outside.Exports.Bytes;

/// <summary>One piece opened, or the reason why it can't be.</summary>
internal static class JsonEntry
{
    public static JsonDocument? Open(JsonPieces pieces, JsonDocumentOptions options, string where, out ReadItem problem)
    {
        if (pieces.TooLarge)
        {
            problem = ReadItem.Bad(where, "This entry is far larger than a message can be. It was left out.");
            return null;
        }
        return Open(pieces.Piece, options, where, out problem);
    }

    public static JsonDocument? Open(ReadOnlyMemory<byte> json, JsonDocumentOptions options, string where, out ReadItem problem)
    {
        problem = default;
        try
        {
            return JsonDocument.Parse(json, options);
        }
        catch (JsonException e)
        {
            // The parser tells depth from other faults only in its message, and we don't show that one.
            var deep = e.Message.Contains("depth", StringComparison.OrdinalIgnoreCase);
            problem = ReadItem.Bad(where, deep
                ? string.Create(CultureInfo.InvariantCulture, $"This entry is nested more than {options.MaxDepth} levels deep. It was left out.")
                : string.Create(CultureInfo.InvariantCulture, $"This is not valid JSON (at byte {(e.BytePositionInLine ?? 0) + 1} of the entry). Correct it or export the file again."));
            return null;
        }
    }
}
