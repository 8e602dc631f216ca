using System.Globalization;
using System.Net;

namespace Serjeant.Evidence;

/// <summary>A record on its way into a file: its own fields, the head of the message in it if there is one, and the rest of its block.</summary>
/// <param name="Head">The message's head, which the payload's digest leaves out; empty when the whole block is payload.</param>
internal sealed record WarcRecord(string Type, Guid Id, DateTimeOffset At, string Address, string ContentType, byte[] Head, WarcBody Body)
{
    public const string Version = "WARC/1.1";

    public IPAddress? Server { get; init; }

    public string? Protocol { get; init; }

    public Guid? ConcurrentTo { get; init; }

    public WarcTruncation? Truncated { get; init; }

    public IReadOnlyList<(string Name, string Value)> More { get; init; } = [];

    public bool HasPayloadDigest => Type is WarcType.Request or WarcType.Response or WarcType.Resource;

    public string Urn => "urn:uuid:" + Id.ToString("D");

    // To the microsecond, which WARC/1.1 allows and every reader of a date takes (ISO 28500:2017 §5.4).
    public string Date => At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The record's own head. Hexadecimal digests are what warcio and ReplayWeb.page write and check.</summary>
    public byte[] Fields(long length, string blockSha256, string payloadSha256)
    {
        var fields = new WarcFields().Line(Version).Add("WARC-Type", Type).Add("WARC-Record-ID", $"<{Urn}>").Add("WARC-Date", Date);
        if (Address.Length > 0)
            fields.Add("WARC-Target-URI", Address);
        if (Server is not null)
            fields.Add("WARC-IP-Address", Server.IsIPv4MappedToIPv6 ? Server.MapToIPv4().ToString() : Server.ToString());
        if (Protocol is not null)
            fields.Add("WARC-Protocol", Protocol);
        if (ConcurrentTo is { } other)
            fields.Add("WARC-Concurrent-To", $"<urn:uuid:{other:D}>");
        if (Truncated is { } why)
            fields.Add("WARC-Truncated", why.ToString().ToLowerInvariant());
        foreach (var (name, value) in More)
            fields.Add(name, value);
        fields.Add("WARC-Block-Digest", "sha256:" + blockSha256);
        if (HasPayloadDigest)
            fields.Add("WARC-Payload-Digest", "sha256:" + payloadSha256);
        return fields.Add("Content-Type", ContentType).Add("Content-Length", length).ToHead();
    }

    /// <summary>The message's first line and type; null where the block holds none.</summary>
    public HttpHead? Message => Head.Length > 0 ? HttpHeadReader.Read(Head) : null;

    public WarcEntry ToEntry(string payloadSha256, long offset, long length, string sha256) => new(
        Type, Urn, Address, Date, WarcFields.Value(ContentType), HasPayloadDigest ? "sha256:" + payloadSha256 : null,
        ConcurrentTo is { } other ? $"urn:uuid:{other:D}" : null, Message, offset, length, sha256);
}
