using System.Text;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Tables;

/// <summary>How a delimited file is written: which delimiter, and what its first row says.</summary>
internal sealed record CsvShape(char Delimiter, IReadOnlyList<string> FirstRow)
{
    private const int Looked = 64 * 1024;
    private const int RowsLooked = 20;

    /// <summary>The delimiter that gives the most rows of one same width; a comma where none splits at all.</summary>
    public static async Task<CsvShape> FindAsync(Stream stream, ExportLimits limits, CancellationToken cancellationToken)
    {
        var head = new byte[Looked];
        var length = await stream.ReadAtLeastAsync(head, Looked, throwOnEndOfStream: false, cancellationToken);
        CsvShape? best = null;
        var most = -1;
        foreach (var delimiter in ",;\t|")
        {
            using var reader = Reader(new MemoryStream(head, 0, length, writable: false), new Windows1252Fallback());
            var rows = new CsvRows(reader, delimiter, limits.LineBytes, limits.Columns);
            IReadOnlyList<string>? first = null;
            var score = 0;
            for (var i = 0; i < RowsLooked && await rows.NextAsync(cancellationToken); i++)
            {
                first ??= [.. rows.Fields];
                if (first.Count > 1 && rows.Fields.Count == first.Count)
                    score += 100 + Math.Min(first.Count, 50);
            }
            if (score > most)
            {
                most = score;
                best = new CsvShape(delimiter, first ?? []);
            }
        }
        return best!;
    }

    public static StreamReader Reader(Stream stream, Windows1252Fallback fallback) =>
        new(stream, fallback.Encoding(), detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);

    /// <summary>The columns' names: unique, cleaned, never empty.</summary>
    public static string[] Columns(IReadOnlyList<string> firstRow, bool hasHeader)
    {
        var names = new string[firstRow.Count];
        var seen = new HashSet<string>();
        for (var i = 0; i < names.Length; i++)
        {
            var name = (hasHeader ? CleanText.Line(firstRow[i], 100) : null) ?? FormattableString.Invariant($"Column {i + 1}");
            names[i] = seen.Add(name) ? name : FormattableString.Invariant($"{name} ({i + 1})");
            seen.Add(names[i]);
        }
        return names;
    }
}
