using System.Text.Json;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Tables;

/// <summary>A table's columns and first rows.</summary>
internal sealed record TableHead(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int MostColumns = 100;
    private const int ShownLength = 300;

    public static Task<TableHead> ReadAsync(ExportFile file, ExportKind kind, ReadOptions options, int most, CancellationToken cancellationToken) =>
        kind == ExportKind.Csv ? CsvAsync(file, options, most, cancellationToken) : JsonAsync(file, options, most, cancellationToken);

    private static async Task<TableHead> CsvAsync(ExportFile file, ReadOptions options, int most, CancellationToken cancellationToken)
    {
        CsvShape shape;
        await using (var head = file.Open())
            shape = await CsvShape.FindAsync(head, options.Limits, cancellationToken);
        var hasHeader = options.Mapping?.HasHeader ?? true;
        var columns = CsvShape.Columns(shape.FirstRow, hasHeader);
        var rows = new List<IReadOnlyList<string>>();
        using var reader = CsvShape.Reader(file.Open(), new Windows1252Fallback());
        var csv = new CsvRows(reader, shape.Delimiter, options.Limits.LineBytes, options.Limits.Columns);
        if (hasHeader)
            await csv.NextAsync(cancellationToken);
        while (rows.Count < most && await csv.NextAsync(cancellationToken))
        {
            if (!csv.TooLong)
                rows.Add([.. columns.Select((_, i) => i < csv.Fields.Count ? Shown(csv.Fields[i]) : "")]);
        }
        return new TableHead(columns, rows);
    }

    private static async Task<TableHead> JsonAsync(ExportFile file, ReadOptions options, int most, CancellationToken cancellationToken)
    {
        var columns = new List<string>();
        var objects = new List<Dictionary<string, string>>();
        var list = await ExportReader.IsListAsync(file, cancellationToken);
        await using var stream = file.Open();
        var looked = 0;
        await foreach (var (entry, where, tooLong) in JsonTableReader.EntriesAsync(stream, list, "", options.Limits, cancellationToken))
        {
            if (++looked > most)
                break;
            if (tooLong || JsonEntry.Open(entry, new JsonDocumentOptions { MaxDepth = options.Limits.JsonDepth }, where, out _) is not { } document)
                continue;
            using (document)
            {
                var values = new Dictionary<string, string>();
                Collect(document.RootElement, "", 0, columns, values);
                objects.Add(values);
            }
        }
        return new TableHead(columns, [.. objects.Select(o => (IReadOnlyList<string>)[.. columns.Select(c => o.GetValueOrDefault(c, ""))])]);
    }

    private static void Collect(JsonElement element, string prefix, int depth, List<string> columns, Dictionary<string, string> values)
    {
        if (element.ValueKind != JsonValueKind.Object || depth > 2)
            return;
        foreach (var property in element.EnumerateObject())
        {
            if (NameOf(property) is not { } name)
                continue;
            var path = prefix + name;
            if (property.Value.Text() is { } text)
            {
                if (!values.ContainsKey(path) && !columns.Contains(path) && columns.Count < MostColumns && path.Length < 200)
                    columns.Add(path);
                values[path] = Shown(text);
            }
            else
            {
                Collect(property.Value, path + ".", depth + 1, columns, values);
            }
        }
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null; // invalid UTF-8 in a name: nobody can map it
        }
    }

    private static string Shown(string text) => text.Length > ShownLength ? text[..ShownLength] + "…" : text;
}
