using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serjeant.Evidence;

/// <summary>
/// Writes the index of the archives in a WACZ (CDXJ 0.1.0): a line for each record that replay may ask for, sorted by
/// <see cref="Surt"/> key and time, with its place in the file and its digests. It follows from the records, so a check writes
/// it again and compares. What was sent by POST is part of the key, as pywb and warcio have it: one address may answer many such requests.
/// </summary>
internal static class CdxIndex
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="archives">Each file's name within <c>archive/</c>, and its records.</param>
    public static byte[] Write(IEnumerable<(string File, IReadOnlyList<WarcEntry> Records)> archives)
    {
        var lines = archives.SelectMany(a => Lines(a.File, a.Records)).ToList();
        lines.Sort(StringComparer.Ordinal);
        return Encoding.UTF8.GetBytes(string.Concat(lines));
    }

    private static IEnumerable<string> Lines(string file, IReadOnlyList<WarcEntry> records)
    {
        var requests = new Dictionary<string, WarcEntry>(StringComparer.Ordinal);
        foreach (var request in records.Where(r => r is { Type: WarcType.Request, ConcurrentTo: not null, Sent: not null }))
            requests[request.ConcurrentTo!] = request;
        return records.Where(IsListed).Select(r => Line(file, r, requests.GetValueOrDefault(r.Id)));
    }

    /// <summary>Whether an index lists a record: what holds facts for people, and what was asked, is not replayed.</summary>
    public static bool IsListed(WarcEntry record) => record.Type is WarcType.Response or WarcType.Resource or WarcType.Revisit
        && record.ContentType != "application/warc-fields" && record.Address.Length > 0;

    // Numbers are written as text, as warcio and pywb do.
    private static string Line(string file, WarcEntry record, WarcEntry? request)
    {
        var text = JsonSerializer.Serialize(new CdxFields(
            record.Address, Mime(record), record.Http?.Status?.ToString("000", null), record.PayloadDigest,
            record.Length.ToString(null, null), record.Offset.ToString(null, null), file, "sha256:" + record.Sha256, request?.Http!.Method, request?.Sent is "" ? null : request?.Sent), Options);
        var key = request is null ? Surt.Of(record.Address) : Surt.Of(record.Address, request.Http!.Method, request.Sent!);
        return $"{key} {Time(record.Date)} {text}\n";
    }

    private static string? Mime(WarcEntry record)
    {
        if (record.Type == WarcType.Revisit)
            return "warc/revisit";
        var type = record.Http is null ? record.ContentType : record.Http.ContentType;
        return type?.Split(';')[0].Trim() is { Length: > 0 } mime ? mime : null;
    }

    private static string Time(string date) => string.Concat(date.Where(char.IsAsciiDigit).Take(14));

    private sealed record CdxFields(
        string Url, string? Mime, string? Status, string? Digest, string Length, string Offset, string Filename, string RecordDigest, string? Method,
        string? RequestBody);
}
