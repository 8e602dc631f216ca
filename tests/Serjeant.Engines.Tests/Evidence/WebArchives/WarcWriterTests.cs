using System.IO.Compression;
using System.Text;
using CsCheck;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class WarcWriterTests
{
    private static async Task<(byte[] Warc, IReadOnlyList<WarcEntry> Entries)> WriteAsync(params WarcExchange[] exchanges)
    {
        using var file = new MemoryStream();
        var warc = new WarcWriter(file, SampleWacz.Ids());
        foreach (var exchange in exchanges)
            await warc.ExchangeAsync(exchange, TestContext.Current.CancellationToken);
        return (file.ToArray(), warc.Entries);
    }

    private static string Unpacked(byte[] warc)
    {
        using var text = new StreamReader(new GZipStream(new MemoryStream(warc), CompressionMode.Decompress), Encoding.Latin1);
        return text.ReadToEnd();
    }

    private static string[] ResponseHead(string warc) => warc.Split("\r\n\r\n")[1].Split("\r\n");

    [Fact]
    public async Task What_is_read_back_is_what_was_written_and_every_digest_fits()
    {
        var (warc, entries) = await SampleWacz.WarcAsync();
        var read = SampleWacz.Read(warc);
        read.SelectMany(r => r.Problems).ShouldBeEmpty();
        read.Select(r => r.Entry).ShouldBe(entries);
        entries[^1].Offset.ShouldBe(warc.Length - entries[^1].Length);
    }

    [Fact]
    public async Task A_record_can_be_cut_out_by_its_place_and_read_alone()
    {
        var (warc, entries) = await SampleWacz.WarcAsync();
        foreach (var entry in entries)
        {
            var alone = warc[(int)entry.Offset..(int)(entry.Offset + entry.Length)];
            SampleWacz.Read(alone).ShouldHaveSingleItem().Entry.ShouldBe(entry with { Offset = 0 });
            SampleExhibit.Hash(alone).ShouldBe(entry.Sha256);
        }
    }

    [Fact]
    public async Task An_unpacked_body_has_its_true_length_and_what_the_server_said_of_packing_is_kept_aside()
    {
        var (warc, _) = await WriteAsync(SampleWacz.Exchange(SampleWacz.Post, "Grüße", more:
            [new("content-encoding", "br"), new("Content-Length", "77"), new("Transfer-Encoding", "chunked"), new("X-Archive-Withheld", "forged")]));
        var head = ResponseHead(Unpacked(warc));
        head.ShouldContain("Content-Length: 7");
        head.ShouldContain("X-Archive-Orig-content-encoding: br");
        head.ShouldContain("X-Archive-Orig-Content-Length: 77");
        head.ShouldContain("X-Archive-Orig-Transfer-Encoding: chunked");
        head.ShouldContain("X-Archive-Orig-X-Archive-Withheld: forged");
        head.ShouldNotContain(h => h.StartsWith("content-encoding", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_body_kept_as_sent_keeps_its_head()
    {
        var exchange = SampleWacz.Exchange(SampleWacz.Post, "5\r\nhello\r\n0\r\n\r\n", more: [new("Transfer-Encoding", "chunked")]);
        var (warc, _) = await WriteAsync(exchange with { Response = exchange.Response with { Form = BodyForm.AsSent } });
        ResponseHead(Unpacked(warc)).ShouldContain("Transfer-Encoding: chunked");
        SampleWacz.Read(warc).SelectMany(r => r.Problems).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cookies_and_authorisation_are_never_written_only_that_they_were_there()
    {
        var exchange = SampleWacz.Exchange(SampleWacz.Post, "x", more: [new("set-cookie", "a=secret\nb=secret")]);
        var request = exchange.Request with { Headers = [new("Cookie", "secret"), new(" authorization ", "Bearer secret"), new("X-CSRF-Token", "secret")] };
        var (warc, _) = await WriteAsync(exchange with { Request = request });
        var text = Unpacked(warc);
        text.ShouldNotContain("secret");
        text.ShouldContain("X-Archive-Withheld: Set-Cookie\r\n");
        text.ShouldContain("X-Archive-Withheld: authorization, Cookie, X-CSRF-Token\r\n");
    }

    [Fact]
    public async Task Ten_thousand_headers_are_bounded_and_said_to_be()
    {
        var many = Enumerable.Range(0, 10_000).Select(i => new HttpHeader($"X-{i}", new string('v', 100_000))).ToArray();
        var (warc, _) = await WriteAsync(SampleWacz.Exchange(SampleWacz.Post, "x", more: many));
        var text = Unpacked(warc);
        text.Length.ShouldBeLessThan(300 * 1024);
        text.ShouldContain("\r\nX-Archive-Dropped: 99");
        SampleWacz.Read(warc).SelectMany(r => r.Problems).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_name_or_value_of_a_header_can_make_a_line_of_its_own()
    {
        var hostile = Gen.OneOf(Gen.String, Gen.Char["\r\n\0:\t \u0085\u2028ä😀ax%"].Array[0, 30].Select(c => new string(c)));
        await Gen.Select(hostile, hostile).SampleAsync(async (name, value) =>
        {
            var exchange = SampleWacz.Exchange(SampleWacz.Post, "");
            var (warc, _) = await WriteAsync(exchange with { Response = new RecordedResponse(200, value, [new("X-" + name, value)], WarcBody.Empty) });
            var text = Unpacked(warc);
            var start = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            var head = text[start..(text.IndexOf("\r\n\r\n", start, StringComparison.Ordinal) + 4)];
            var lines = head.Split("\r\n");
            head.ShouldAllBe(c => c == '\r' || c == '\n' || c >= ' ' && c <= '~');
            head.Replace("\r\n", "").IndexOfAny(['\r', '\n']).ShouldBe(-1);
            lines[0].ShouldStartWith("HTTP/1.1 200");
            lines[^1].ShouldBe("");
            lines[^2].ShouldBe("");
            lines[^3].ShouldBe("Content-Length: 0");
            foreach (var line in lines[1..^3])
                line.ShouldStartWith("X-");
        });
    }

    [Fact]
    public void No_address_can_end_its_line_and_one_that_is_spelt_right_stays()
    {
        Gen.String.Sample(text =>
        {
            var address = WarcAddress.Of("https://a.example/" + text);
            address.ShouldAllBe(c => c > ' ' && c <= '~');
            WarcAddress.Of(address).ShouldBe(address);
        });
        WarcAddress.Of("https://a.example/p?q={%22a%22:[1|2]}^`'").ShouldBe("https://a.example/p?q={%22a%22:[1|2]}^`'");
        WarcAddress.Of("HTTPS://me:secret@BÜCHER.example:8443?ä#part").ShouldBe("https://xn--bcher-kva.example:8443/?%C3%A4");
    }

    [Fact]
    public async Task A_body_that_changes_between_the_readings_is_found()
    {
        var times = 0;
        var exchange = SampleWacz.Exchange(SampleWacz.Post, "x");
        var body = new WarcBody(_ => ValueTask.FromResult<Stream>(new MemoryStream([(byte)times++])));
        await Should.ThrowAsync<InvalidDataException>(() => WriteAsync(exchange with { Response = exchange.Response with { Body = body } }));
    }

    [Fact]
    public async Task What_is_cut_says_so()
    {
        var exchange = SampleWacz.Exchange(SampleWacz.Post, "half");
        var (warc, _) = await WriteAsync(exchange with { Response = exchange.Response with { Truncated = WarcTruncation.Length } });
        Unpacked(warc).ShouldContain("WARC-Truncated: length\r\n");
    }
}
