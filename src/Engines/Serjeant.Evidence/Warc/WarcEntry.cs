namespace Serjeant.Evidence;

/// <summary>What the kinds of record are called (ISO 28500:2017 §6).</summary>
internal static class WarcType
{
    public const string Info = "warcinfo", Request = "request", Response = "response";
    public const string Resource = "resource", Metadata = "metadata", Revisit = "revisit";
}

/// <summary>A record's place and the facts that an index needs; the same whether the record was just written or read back.</summary>
/// <param name="Type">Such as <c>response</c>.</param>
/// <param name="Id">Its WARC-Record-ID, without the angle brackets.</param>
/// <param name="Address">Its WARC-Target-URI; empty when it has none.</param>
/// <param name="Date">Its WARC-Date, as it is spelt.</param>
/// <param name="ContentType">The record's own Content-Type; empty when it has none.</param>
/// <param name="PayloadDigest">Algorithm and value, such as <c>sha256:…</c>; null when it has none.</param>
/// <param name="ConcurrentTo">The record that it belongs to, by its id; null when to none.</param>
/// <param name="Http">First line and content type of the message in it; null when it holds none.</param>
/// <param name="Offset">Where in the file it starts, in bytes.</param>
/// <param name="Length">How much of the file it takes, in bytes, packed.</param>
/// <param name="Sha256">Of those packed bytes, lower-case hexadecimal.</param>
public sealed record WarcEntry(
    string Type, string Id, string Address, string Date, string ContentType, string? PayloadDigest, string? ConcurrentTo, HttpHead? Http,
    long Offset, long Length, string Sha256)
{
    /// <summary>What was sent with a request that is not by GET, spelt as a query; null for other records.</summary>
    public string? Sent { get; init; }
}

/// <summary>The two things of a message's head that an index tells.</summary>
/// <param name="First">The request's or status line.</param>
/// <param name="ContentType">As the head says it; null when it does not.</param>
public sealed record HttpHead(string First, string? ContentType)
{
    /// <summary>The request's method, such as <c>GET</c>.</summary>
    public string Method => First.Split(' ')[0];

    /// <summary>The response's status; null when the line has none.</summary>
    public int? Status => First.Split(' ') is [_, var status, ..] && status.Length == 3 && status.All(char.IsAsciiDigit)
        ? int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
