using System.Net;
using System.Security.Cryptography;
using Serjeant.Evidence;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>A small web archive: a post with its style sheet and picture, a redirect, a search sent by POST, a page of an international name.</summary>
internal static class SampleWacz
{
    public const string Post = "https://social.example/@a/1", Words = "You will regret this, and nobody will help you.";
    public const string File = "data.warc.gz", Extra = "capture/notes.txt";

    public static readonly DateTimeOffset At = new(2026, 3, 4, 12, 30, 5, 250, TimeSpan.Zero);

    /// <summary>Ids that are different each time, and the same in each run.</summary>
    public static Func<Guid> Ids()
    {
        var number = 0;
        return () => new Guid(++number, 0x5e, 0x4000, [0x80, 1, 2, 3, 4, 5, 6, 7]);
    }

    public static WarcExchange Exchange(
        string address, string body, string type = "text/html; charset=utf-8", int status = 200, string method = "GET", params HttpHeader[] more) => new(
            address, At, IPAddress.Parse("192.0.2.7"),
            new RecordedRequest(method, [new("User-Agent", "Chromium"), new("Cookie", "session=secret")], method == "POST" ? WarcBody.Of("q=threat"u8.ToArray()) : null),
            new RecordedResponse(status, "OK", [new("Content-Type", type), new("Set-Cookie", "session=secret"), .. more], WarcBody.Of(SampleExhibit.Bytes(body))), "h2");

    public static async Task<(byte[] Bytes, IReadOnlyList<WarcEntry> Entries)> WarcAsync()
    {
        using var file = new MemoryStream();
        var warc = new WarcWriter(file, Ids());
        var none = CancellationToken.None;
        await warc.InfoAsync(At, [("software", "Serjeant 0.1.0"), ("hostname", "desk.example")], none);
        await warc.ExchangeAsync(Exchange("http://social.example/@a/1", "", status: 301, more: new HttpHeader("Location", Post)), none);
        await warc.ExchangeAsync(Exchange(Post, Page(), more: [new("Content-Encoding", "br"), new("Content-Length", "77"), new("Transfer-Encoding", "chunked")]), none);
        await warc.ExchangeAsync(Exchange("https://social.example/style.css?v=2&a=1", "#seen { color: rgb(1, 2, 3); }", "text/css"), none);
        await warc.ExchangeAsync(Exchange("https://social.example/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "image/svg+xml"), none);
        await warc.ExchangeAsync(Exchange("https://social.example/search", "{}", "application/json", method: "POST"), none);
        await warc.ExchangeAsync(Exchange("https://www.bücher.example:8443/ä?ö=ü", "Grüße"), none);
        await warc.ResourceAsync(WarcWriter.ScreenshotOf(Post), At, "image/png", WarcBody.Of(Png), none);
        await warc.ResourceAsync(WarcWriter.TextOf(Post), At, "text/plain; charset=utf-8", WarcBody.Of(SampleExhibit.Bytes(Words)), none);
        await warc.MetadataAsync(Post, At, [("missing", "nothing")], none);
        return (file.ToArray(), warc.Entries);
    }

    public static async Task<byte[]> ZipAsync(ECDsa? key)
    {
        var (bytes, entries) = await WarcAsync();
        using var stream = new MemoryStream();
        var wacz = new WaczWriter(stream, new WaczInfo("A threat on social.example", "JS/1", At, "Serjeant 0.1.0", key));
        var none = CancellationToken.None;
        await wacz.AddArchiveAsync(File, Opener(bytes), entries, none);
        await wacz.AddExtraAsync(Extra, Opener(SampleExhibit.Bytes("Seen signed out.")), null, none);
        await wacz.FinishAsync([new WaczPage(Ids()(), Post, At, "A post", Words), new WaczPage(Guid.Empty, "https://www.bücher.example:8443/ä?ö=ü", At, null, null)], none);
        return stream.ToArray();
    }

    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP384);

    public static Func<CancellationToken, ValueTask<Stream>> Opener(byte[] bytes) => _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false));

    /// <summary>Reads records back, as a check does.</summary>
    public static List<ReadRecord> Read(byte[] warc, bool isPacked = true) => [.. new WarcReader(new MemoryStream(warc), isPacked).Read(CancellationToken.None)];

    private static string Page() => $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>A post</title><link rel="stylesheet" href="/style.css?v=2&amp;a=1"></head>
        <body><p id="seen">{Words}</p><img src="/dot.svg" alt=""></body></html>
        """;

    // One grey pixel.
    private static byte[] Png => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");
}
