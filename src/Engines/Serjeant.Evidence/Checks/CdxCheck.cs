using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Serjeant.Evidence;

/// <summary>Checks another program's index (CDXJ 0.1.0) against the records: each line must point at a record that is there.</summary>
internal static class CdxCheck
{
    private const int MaxUnpacked = 256 * 1024 * 1024;

    /// <summary>Whether a file is an index of records; the index over a packed index (<c>.idx</c>) is only hashed.</summary>
    public static bool IsIndex(string path) => path.StartsWith("indexes/", StringComparison.Ordinal)
        && (path.EndsWith(".cdx", StringComparison.Ordinal) || path.EndsWith(".cdxj", StringComparison.Ordinal) || path.EndsWith(".cdx.gz", StringComparison.Ordinal));

    public static void Check(
        string path, byte[] bytes, IEnumerable<(string File, IReadOnlyList<WarcEntry> Records)> archives, FileReport report)
    {
        var records = archives.SelectMany(a => a.Records.Select(r => (Key: (a.File, r.Offset), Record: r))).ToDictionary(r => r.Key, r => r.Record);
        var (faults, previous) = (0, "");
        try
        {
            foreach (var line in Lines(path, bytes))
            {
                if (Fault(line, previous, records) is { } fault && faults++ < FileReport.MaxOfOneKind)
                    report.Add(path, FileState.Changed, fault);
                previous = line;
            }
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or JsonException or InvalidOperationException)
        {
            report.Add(path, FileState.Unreadable, "It can't be read as an index: " + e.Message);
        }
        if (faults > FileReport.MaxOfOneKind)
            report.Add(path, FileState.Changed, $"{faults - FileReport.MaxOfOneKind} more lines do not fit the records.");
    }

    private static IEnumerable<string> Lines(string path, byte[] bytes)
    {
        using Stream packed = new MemoryStream(bytes, writable: false);
        using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(packed, CompressionMode.Decompress) : packed;
        using var reader = new StreamReader(stream, new UTF8Encoding(false, true));
        var left = MaxUnpacked;
        while (reader.ReadLine() is { } line)
        {
            if ((left -= line.Length) < 0)
                throw new FormatException("it is too long.");
            if (line.Length > 0 && !line.StartsWith('!'))
                yield return line;
        }
    }

    private static string? Fault(string line, string previous, Dictionary<(string, long), WarcEntry> records)
    {
        if (string.CompareOrdinal(previous, line) > 0)
            return "Its lines are not sorted, so a replay would not find them.";
        if (line.Split(' ', 3) is not [var key, var time, var text])
            return "A line is not a key, a time and what is known.";
        using var json = JsonDocument.Parse(text);
        var fields = json.RootElement;
        if (!records.TryGetValue((Text(fields, "filename") ?? "", Number(fields, "offset")), out var record))
            return $"It points at a record of {key} that is not there.";
        if (Number(fields, "length") != record.Length)
            return $"It has another length for the record of {key}.";
        if (Text(fields, "digest") is { } digest && record.PayloadDigest is { } known && !SameDigest(digest, known))
            return $"It has another digest for the record of {key}.";
        if (Text(fields, "recordDigest") is { } whole && record.Sha256.Length > 0 && !SameDigest(whole, "sha256:" + record.Sha256))
            return $"It has another digest for the whole record of {key}.";
        if (Text(fields, "method") is null && Text(fields, "url") is { } url && url != record.Address)
            return $"It says that the record of {record.Address} is of {url}.";
        var date = string.Concat(record.Date.Where(char.IsAsciiDigit));
        return date.StartsWith(time.Length > 14 ? time[..14] : time, StringComparison.Ordinal) ? null : $"It has another time for the record of {key}.";
    }

    // With or without the algorithm's name, as programs differ.
    private static bool SameDigest(string one, string other) =>
        one[(one.IndexOf(':', StringComparison.Ordinal) + 1)..].Equals(other[(other.IndexOf(':', StringComparison.Ordinal) + 1)..], StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long Number(JsonElement fields, string name) => fields.TryGetProperty(name, out var value) switch
    {
        true when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) => number,
        true when value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), out var number) => number,
        _ => -1,
    };
}
