namespace Serjeant.Evidence;

/// <summary>
/// Writes a web archive, WARC/1.1 (ISO 28500:2017), front to back to any stream, holding no body in memory. Each record is a
/// gzip member of its own; the file is named <c>.warc.gz</c>. Records may be written as the traffic comes in, one at a time.
/// </summary>
/// <param name="output">Stays open.</param>
/// <param name="newId">Gives each record its id; two must never be alike.</param>
public sealed class WarcWriter(Stream output, Func<Guid> newId)
{
    private readonly WarcSink sink = new(output);
    private readonly List<WarcEntry> entries = [];
    private Guid? info;

    /// <summary>The records so far, in their order in the file.</summary>
    public IReadOnlyList<WarcEntry> Entries => entries;

    /// <summary>Says what made the file; the first record of a file.</summary>
    /// <param name="fields">Such as <c>software</c>, <c>hostname</c>, <c>isPartOf</c>, <c>description</c> (ISO 28500:2017 §6.2).</param>
    public async Task InfoAsync(DateTimeOffset at, IEnumerable<(string Name, string Value)> fields, CancellationToken cancellation)
    {
        var text = new WarcFields().Add("format", "WARC File Format 1.1");
        foreach (var (name, value) in fields)
            text.Add(name, value);
        info = newId();
        await AddAsync(new WarcRecord(WarcType.Info, info.Value, at, "", "application/warc-fields", [], WarcBody.Of(text.ToBytes())), cancellation);
    }

    /// <summary>Writes a response and the request that it answers, each naming the other.</summary>
    /// <exception cref="ArgumentException">The address is not http or https.</exception>
    /// <exception cref="InvalidDataException">A body was not the same at the second reading. The file is broken and must be thrown away.</exception>
    public async Task ExchangeAsync(WarcExchange exchange, CancellationToken cancellation)
    {
        if (!WarcAddress.IsHttp(exchange.Address.Trim()))
            throw new ArgumentException("Only http and https are recorded as an exchange.", nameof(exchange));
        var address = WarcAddress.Of(exchange.Address);
        var (responseId, requestId) = (newId(), newId());
        var (request, response) = (exchange.Request, exchange.Response);
        var requestBody = request.Body ?? WarcBody.Empty;
        var responseHead = HttpBlock.Response(response, await LengthAsync(response.Body, cancellation));
        var requestHead = HttpBlock.Request(address, request, await LengthAsync(requestBody, cancellation));
        await AddAsync(
            new WarcRecord(WarcType.Response, responseId, exchange.At, address, "application/http; msgtype=response", responseHead, response.Body)
            {
                Server = exchange.Server,
                Protocol = exchange.Protocol,
                Truncated = response.Truncated,
            },
            cancellation);
        await AddAsync(
            new WarcRecord(WarcType.Request, requestId, exchange.At, address, "application/http; msgtype=request", requestHead, requestBody)
            {
                Server = exchange.Server,
                Protocol = exchange.Protocol,
                ConcurrentTo = responseId,
            },
            cancellation);
    }

    /// <summary>Writes a file that is no answer of a server, such as a screenshot or the text that was seen.</summary>
    /// <param name="address">What it is known by, such as <see cref="ScreenshotOf"/> or <see cref="TextOf"/>.</param>
    /// <param name="mediaType">Such as <c>image/png</c>.</param>
    public Task ResourceAsync(string address, DateTimeOffset at, string mediaType, WarcBody body, CancellationToken cancellation) =>
        AddAsync(new WarcRecord(WarcType.Resource, newId(), at, WarcAddress.Of(address), mediaType, [], body), cancellation);

    /// <summary>Writes named facts about an address, such as what of it is missing.</summary>
    public Task MetadataAsync(string address, DateTimeOffset at, IEnumerable<(string Name, string Value)> fields, CancellationToken cancellation)
    {
        var text = new WarcFields();
        foreach (var (name, value) in fields)
            text.Add(name, value);
        return AddAsync(
            new WarcRecord(WarcType.Metadata, newId(), at, WarcAddress.Of(address), "application/warc-fields", [], WarcBody.Of(text.ToBytes())),
            cancellation);
    }

    /// <summary>How records spell an address, such as <see cref="WarcEntry.Address"/>.</summary>
    public static string SpellingOf(string address) => WarcAddress.Of(address);

    /// <summary>What the picture of a page is known by in an archive.</summary>
    public static string ScreenshotOf(string address) => "urn:screenshot:" + WarcAddress.Of(address);

    /// <summary>What the text of a page is known by in an archive.</summary>
    public static string TextOf(string address) => "urn:text:" + WarcAddress.Of(address);

    private async Task AddAsync(WarcRecord record, CancellationToken cancellation)
    {
        if (info is { } warcinfo && record.Type != WarcType.Info)
            record = record with { More = [.. record.More, ("WARC-Warcinfo-ID", $"<urn:uuid:{warcinfo:D}>")] };
        entries.Add(await sink.WriteAsync(record, cancellation));
    }

    // The head says how long the body is, and the body may be a stream that doesn't know.
    private static async Task<long> LengthAsync(WarcBody body, CancellationToken cancellation)
    {
        await using var stream = await body.Open(cancellation);
        if (stream.CanSeek)
            return stream.Length;
        var buffer = new byte[64 * 1024];
        var length = 0L;
        while (await stream.ReadAsync(buffer, cancellation) is var read and > 0)
            length += read;
        return length;
    }
}
