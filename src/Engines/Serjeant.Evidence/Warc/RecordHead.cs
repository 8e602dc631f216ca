using System.Globalization;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>A record's own fields as somebody wrote them (ISO 28500:2017 §4–5).</summary>
internal sealed class RecordHead
{
    private const int MaxFields = 2000;

    private readonly List<(string Name, string Value)> fields = [];

    public long Length { get; private init; }

    public string Type => Field("WARC-Type") ?? "";

    public bool IsTruncated => Field("WARC-Truncated") is not null;

    public bool HoldsMessage => Type is WarcType.Request or WarcType.Response or WarcType.Revisit
        && (Field("Content-Type") ?? "").StartsWith("application/http", StringComparison.OrdinalIgnoreCase);

    public string? BlockDigest => Field("WARC-Block-Digest");

    // What a revisit's payload digest is of is in another record (§6.7).
    public string? PayloadDigest => Field("WARC-Payload-Digest");

    /// <exception cref="FormatException">It is no record's head, or lacks what each must have.</exception>
    public static RecordHead Read(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n");
        if (lines[0] is not (WarcRecord.Version or "WARC/1.0"))
            throw new FormatException("A record does not start as a record does.");
        var all = new List<(string Name, string Value)>();
        foreach (var line in lines.Skip(1).TakeWhile(l => l.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line[0] is ' ' or '\t' && all.Count > 0)
                all[^1] = (all[^1].Name, all[^1].Value + " " + line.Trim());
            else if (colon > 0 && all.Count < MaxFields)
                all.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
            else
                throw new FormatException("A record's head holds a line that is no field, or too many.");
        }
        var length = all.Find(f => f.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
        if (!long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            throw new FormatException("A record does not say how long it is.");
        var head = new RecordHead { Length = count };
        head.fields.AddRange(all);
        foreach (var needed in new[] { "WARC-Type", "WARC-Record-ID", "WARC-Date" })
            if (head.Field(needed) is null)
                throw new FormatException($"A record lacks its {needed}.");
        return head;
    }

    public WarcEntry ToEntry(HttpHead? message) => new(
        Type, Bare("WARC-Record-ID") ?? "", Bare("WARC-Target-URI") ?? "", Field("WARC-Date") ?? "", Field("Content-Type") ?? "",
        PayloadDigest, Bare("WARC-Concurrent-To"), message, 0, 0, "");

    private string? Field(string name) => fields.Find(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private string? Bare(string name) => Field(name) is ['<', .. var inner, '>'] ? inner : Field(name);
}
