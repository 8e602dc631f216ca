using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Tables;

/// <summary>Comma-separated and other delimited text. The raw object kept is the row as a JSON object of its columns.</summary>
internal static class CsvReader
{
    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        ExportFile file, Stream stream, string name, ReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CsvShape shape;
        await using (var head = file.Open())
            shape = await CsvShape.FindAsync(head, options.Limits, cancellationToken);
        var mapping = options.Mapping!;
        var columns = CsvShape.Columns(shape.FirstRow, mapping.HasHeader);
        var places = Places(mapping, columns, out var missing);
        if (missing is not null)
        {
            yield return ReadItem.Bad(name, $"The file has no column called '{Archives.SafeName.Show(missing)}'. Its columns are: {Archives.SafeName.Show(string.Join(", ", columns))}.");
            yield break;
        }
        var fallback = new Windows1252Fallback();
        using var reader = CsvShape.Reader(stream, fallback);
        var rows = new CsvRows(reader, shape.Delimiter, options.Limits.LineBytes, options.Limits.Columns);
        var items = new List<ReadItem>(2);
        var told = false;
        var first = true;
        while (await rows.NextAsync(cancellationToken))
        {
            var header = first && mapping.HasHeader;
            first = false;
            if (header || (!rows.TooLong && rows.Fields.All(string.IsNullOrWhiteSpace)))
                continue;
            var where = string.Create(CultureInfo.InvariantCulture, $"{name}, line {rows.Line:N0}");
            if (Fault(rows) is { } fault)
            {
                yield return ReadItem.Bad(where, fault);
                continue;
            }
            RowMessages.Read(field => places.TryGetValue(field, out var i) && i < rows.Fields.Count ? rows.Fields[i] : null,
                Raw(columns, rows.Fields), "application/json", where, options, items);
            foreach (var item in items)
                yield return item;
            items.Clear();
            if (!told && fallback.Used > 0)
            {
                told = true;
                yield return ReadItem.Note(where, "Some of this file's text is not UTF-8, so it was read as Windows-1252. If accents or signs look wrong, save the file as UTF-8 and import it again.");
            }
        }
    }

    private static string? Fault(CsvRows rows) => rows switch
    {
        { TooLong: true, Unclosed: true } => "This row never ends: a quotation mark is probably not closed. The row was left out; correct it and import the file again.",
        { TooLong: true } => "This row is far longer than a message can be, or has too many columns. It was left out.",
        { Unclosed: true } => "The file ends inside quotation marks: it may have been cut short. The last row was left out.",
        _ => null,
    };

    private static Dictionary<MessageField, int> Places(FieldMapping mapping, string[] columns, out string? missing)
    {
        var places = new Dictionary<MessageField, int>();
        missing = mapping[MessageField.Text] is null ? "text" : null;
        foreach (var (field, column) in mapping.Columns)
        {
            var place = Array.FindIndex(columns, c => c.Equals(column, StringComparison.OrdinalIgnoreCase));
            if (place >= 0)
                places[field] = place;
            else if (field == MessageField.Text)
                missing = column;
        }
        return places;
    }

    private static byte[] Raw(string[] columns, IReadOnlyList<string> fields)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            for (var i = 0; i < fields.Count; i++)
                writer.WriteString(i < columns.Length ? columns[i] : FormattableString.Invariant($"Column {i + 1}"), CleanText.Body(fields[i]));
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
