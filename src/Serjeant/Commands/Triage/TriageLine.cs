using System.Text.Json;
using System.Text.Unicode;

namespace Serjeant.Commands.Triage;

/// <summary>One message of the input, or why it could not be read.</summary>
/// <param name="Id">The id as it was written in JSON, so that it goes out as it came in; empty when there is none.</param>
internal readonly record struct TriageLine(long Line, ReadOnlyMemory<byte> Id, string? Text, string? Error)
{
    private const int Deepest = 64;
    private const int LongestId = 1024;

    internal static TriageLine Read(RawLine raw)
    {
        if (raw.Bytes is not { } bytes)
            return Bad(raw, default, $"the line is longer than {LineReader.LongestLine / 1024 / 1024} MB. Write one message a line, and leave out attachments.");
        if (!Utf8.IsValid(bytes.Span)) return Bad(raw, default, "the line is not valid UTF-8. Save the file as UTF-8.");
        ReadOnlyMemory<byte> id = default;
        try
        {
            return Parse(raw, bytes, ref id);
        }
        catch (JsonException e)
        {
            return Bad(raw, id, e.BytePositionInLine is { } at && e.Message.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase)
                ? $"the JSON is nested more than {Deepest} deep, from byte {at}. Write {{\"id\": …, \"text\": …}} on one line."
                : $"this is not valid JSON (byte {e.BytePositionInLine}). Write {{\"id\": …, \"text\": …}} on one line.");
        }
    }

    private static TriageLine Parse(RawLine raw, ReadOnlyMemory<byte> bytes, ref ReadOnlyMemory<byte> id)
    {
        string? text = null;
        var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = Deepest });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return Bad(raw, default, "the line is not a JSON object. Write {\"id\": …, \"text\": …} on one line.");
        string? wrong = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            var isText = reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isId && reader.TokenType is JsonTokenType.String or JsonTokenType.Number && reader.BytesConsumed - reader.TokenStartIndex <= LongestId)
                id = bytes[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
            else if (isId && reader.TokenType != JsonTokenType.Null) wrong = $"\"id\" must be a string or a number of at most {LongestId} bytes.";
            else if (isText && reader.TokenType == JsonTokenType.String) text = JsonText.Read(ref reader);
            else if (isText) wrong = "\"text\" must be a string. Put it in quotation marks.";
            reader.Skip();
        }
        // Reading to the end finds what follows the object on the same line.
        reader.Read();
        if (wrong is not null) return Bad(raw, id, wrong);
        return text is null ? Bad(raw, id, "\"text\" is missing. Add it.") : new TriageLine(raw.Number, id, text, null);
    }

    private static TriageLine Bad(RawLine raw, ReadOnlyMemory<byte> id, string error) => new(raw.Number, id, null, error);
}
