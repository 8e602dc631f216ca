using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>What an index tells of requests that are not by GET, held against warcio's own answer, body for body.</summary>
public sealed class SentByPostTests : IDisposable
{
    private static readonly (string Type, string Body)[] Chosen =
    [
        ("application/x-www-form-urlencoded", "q=a+threat&lang=en&empty=&Q=UPPER"),
        ("application/x-www-form-urlencoded", "q=%C3%84rger%20%26%20mehr&pay=100%25&b='x'&raw=\u00c4 <\">#not&told=1"),
        ("application/x-www-form-urlencoded", "q=%E0%A4%A"),
        ("application/x-www-form-urlencoded; charset=UTF-8", " spaced = out \r\n"),
        ("application/x-www-form-urlencoded", ""),
        ("application/json", """{"query":"mutation { x }","variables":{"id":17,"deep":{"id":"18","list":[1,2,{"id":3}]}},"none":null,"yes":true,"no":false,"empty":""}"""),
        ("application/json", """{"b":1,"10":"ten","2":"two","01":"text","b":2,"a.2_":"taken","a":["x","y","z"]}"""),
        ("application/json", """[1,1.5,-0,1e21,1e-7,123456789012345680000,0.000001,1.7976931348623157e308,-2.50,9007199254740993]"""),
        ("application/json", "\"just text with spaces & signs ~ \u00e9 \ud83d\ude00\""),
        ("application/json", "{not json"),
        ("application/json", "\ufeff{\"a\":1}"),
        ("application/json", ""),
        ("text/plain;charset=UTF-8", """{"operation":"Load","after":"abc"}"""),
        ("text/plain", "no json at all"),
        ("text/plain", "42"),
        ("multipart/form-data; boundary=----WebKitFormBoundaryAbC123", "------WebKitFormBoundaryAbC123\r\nContent-Disposition: form-data; name=\"one\"\r\n\r\nfirst value\r\n------WebKitFormBoundaryAbC123\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nfile\r\n------WebKitFormBoundaryAbC123\r\nContent-Disposition: form-data; name=\"two\"\r\n\r\n\u00e9&=\r\n------WebKitFormBoundaryAbC123--\r\n"),
        ("application/octet-stream", "\u0000\u0001binary\u00ff"),
        ("application/grpc", new string('x', 9_000)),
        ("application/x-www-form-urlencoded", "long=" + new string('y', 9_000)),
        ("application/json", $$"""{"long":"{{new string('z', 9_000)}}"}"""),
        ("", "no type"),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serjeant-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Every_kind_of_body_is_told_as_warcio_tells_it()
    {
        var random = new Random(17);
        var made = Enumerable.Range(0, 300).Select(_ => (Type: "application/json", Body: Json(random, 3)));
        await CompareAsync([.. Chosen.Concat(made).Select(c => ("POST", c.Type, c.Body))]);
    }

    [Fact]
    public async Task Other_methods_too_and_an_address_that_has_a_query_of_its_own() =>
        await CompareAsync([("PUT", "application/json", "{\"a\":1}"), ("OPTIONS", "", ""), ("DELETE", "", ""), ("QUERY", "application/x-www-form-urlencoded", "a=b")], "https://social.example/api?b=1&A=2");

    [Theory]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("[[[[[[[[[[")]
    public async Task What_is_no_sound_json_is_told_as_empty_and_stops_nothing(string body)
    {
        var (_, entries) = await WarcAsync([("POST", "application/json", body), ("POST", "application/json", new string('[', 5_000) + new string(']', 5_000)), ("POST", "application/json", $"[\"{new string('x', 64 * 1024)}\"]")]);
        entries.Where(e => e.Type == "request").ShouldAllBe(e => e.Sent == "");
    }

    [Fact]
    public async Task What_is_read_back_is_what_was_written()
    {
        var (bytes, entries) = await WarcAsync([.. Chosen.Select(c => ("POST", c.Type, c.Body))]);
        SampleWacz.Read(bytes).Select(r => r.Entry.Sent).ShouldBe(entries.Select(e => e.Sent));
    }

    private async Task CompareAsync((string Method, string Type, string Body)[] sent, string address = "https://social.example/api")
    {
        var tool = Path.Combine(WaczOutsideToolTests.Tools(), "warc.mjs");
        Assert.SkipUnless(Directory.Exists(Path.Combine(WaczOutsideToolTests.Tools(), "node_modules", "warcio")), "run tests/tools/restore first");
        var (bytes, entries) = await WarcAsync(sent, address);
        var file = Path.Combine(folder.FullName, "sent.warc.gz");
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        using var process = Process.Start(new ProcessStartInfo("node", [tool, "index", file]) { RedirectStandardOutput = true })!;
        var theirs = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd().Split('\n').Select(l => JsonNode.Parse(l)!)
            .ToDictionary(l => (string)l["offset"]!.ToString(), l => $"{l["urlkey"]} {l["method"]} {l["requestBody"]}");
        var ours = Encoding.UTF8.GetString(await IndexAsync(bytes, entries)).TrimEnd().Split('\n').Select(l => l.Split(' ', 3))
            .Select(l => (Key: l[0], Fields: JsonNode.Parse(l[2])!)).ToDictionary(l => (string)l.Fields["offset"]!, l => $"{l.Key} {l.Fields["method"]} {l.Fields["requestBody"]}");
        ours.Count.ShouldBe(sent.Length);
        ours.Where(o => theirs[o.Key] != o.Value).Select(o => $"ours:   {o.Value}\ntheirs: {theirs[o.Key]}").Take(5).ShouldBeEmpty();
    }

    private static async Task<byte[]> IndexAsync(byte[] warc, IReadOnlyList<WarcEntry> entries)
    {
        using var stream = new MemoryStream();
        var wacz = new WaczWriter(stream, new WaczInfo("Sent", "JS/1", SampleWacz.At, "Serjeant 0.1.0", null));
        await wacz.AddArchiveAsync("sent.warc.gz", SampleWacz.Opener(warc), entries, CancellationToken.None);
        await wacz.FinishAsync([], CancellationToken.None);
        return SamplePack.Unzip(stream.ToArray())["indexes/index.cdx"];
    }

    private static async Task<(byte[] Bytes, IReadOnlyList<WarcEntry> Entries)> WarcAsync((string Method, string Type, string Body)[] sent, string address = "https://social.example/api")
    {
        using var file = new MemoryStream();
        var warc = new WarcWriter(file, SampleWacz.Ids());
        foreach (var (method, type, body) in sent)
        {
            List<HttpHeader> heads = type.Length == 0 ? [] : [new("Content-Type", type)];
            var bytes = type == "application/octet-stream" ? Encoding.Latin1.GetBytes(body) : Encoding.UTF8.GetBytes(body);
            await warc.ExchangeAsync(new WarcExchange(address, SampleWacz.At, IPAddress.Parse("192.0.2.7"),
                new RecordedRequest(method, heads, WarcBody.Of(bytes)),
                new RecordedResponse(200, "OK", [new("Content-Type", "application/json")], WarcBody.Of("{}"u8.ToArray())), "h2"), CancellationToken.None);
        }
        return (file.ToArray(), warc.Entries);
    }

    private static string Json(Random random, int depth) => random.Next(depth == 0 ? 5 : 8) switch
    {
        0 => random.Next(-1000, 1000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        1 => (random.NextDouble() * Math.Pow(10, random.Next(-12, 25))).ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        2 => random.Next(2) == 0 ? "true" : "false",
        3 => "null",
        4 => $"\"{string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "abÄé %&=+#'~^|{}"[random.Next(16)]))}\"",
        5 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth - 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => $"\"{"a b1 2é".Substring(random.Next(6), 1)}\":{Json(random, depth - 1)}"))}}}",
    };
}
