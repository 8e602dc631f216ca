using System.Globalization;
using System.Text.Json;

namespace Serjeant.Ledger;

/// <summary>
/// The strict way back from bytes to a leaf: it reads the members it knows, then writes the leaf again and compares, so
/// that no second spelling (spaces, order, escapes, an extra or doubled member) can pass.
/// </summary>
internal static class LedgerLeafReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 3, AllowDuplicateProperties = false };

    public static LedgerLeaf Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LedgerLeaf.MaxBytes)
            throw new FormatException($"A ledger entry is at most {LedgerLeaf.MaxBytes} bytes.");
        try
        {
            using var document = JsonDocument.Parse(bytes.ToArray(), Options);
            var leaf = FromJson(document.RootElement);
            return leaf.ToBytes().AsSpan().SequenceEqual(bytes)
                ? leaf
                : throw new FormatException("The ledger entry is not written in its one canonical way.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException("This is not a ledger entry: " + e.Message, e);
        }
    }

    private static LedgerLeaf FromJson(JsonElement root)
    {
        if (root.GetProperty("v").GetInt64() != 1)
            throw new FormatException("This ledger entry was written by a later version of the program.");
        var subject = root.GetProperty("subject");
        var hasSubject = subject.ValueKind != JsonValueKind.Null;
        return new LedgerLeaf(
            Text(root, "office"),
            root.GetProperty("index").GetInt64(),
            Time(Text(root, "at")),
            root.GetProperty("actor").GetString(),
            Text(root, "action"),
            hasSubject ? Text(subject, "type") : null,
            hasSubject ? Text(subject, "id") : null,
            Pairs(root.GetProperty("data")),
            Pairs(root.GetProperty("commitments")));
    }

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is missing.");

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParseExact(text, LedgerLeaf.TimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new FormatException("The time of a ledger entry is UTC with milliseconds.");

    private static SortedDictionary<string, string> Pairs(JsonElement map)
    {
        var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in map.EnumerateObject())
            pairs.Add(pair.Name, pair.Value.GetString() ?? throw new FormatException($"'{pair.Name}' is missing."));
        return pairs;
    }
}
