using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>What warcio, unzip and openssl make of a WACZ of ours.</summary>
public sealed class WaczOutsideToolTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serjeant-");
    private readonly ECDsa key = SampleWacz.NewKey();

    public void Dispose()
    {
        key.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>Where <c>tests/tools/restore</c> put the tools.</summary>
    internal static string Tools()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(root.FullName, "Serjeant.slnx")))
            root = root.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return Path.Combine(root.FullName, "tests", "tools");
    }

    private async Task<(int Code, string Output)> RunAsync(string command, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    private Task<(int Code, string Output)> WarcioAsync(string what, string input = "")
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Tools(), "node_modules", "warcio")), "run tests/tools/restore first");
        return RunAsync("node", input, Path.Combine(Tools(), "warc.mjs"), what, Path.Combine(folder.FullName, SampleWacz.File));
    }

    private Task WriteAsync(string name, byte[] bytes) => System.IO.File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), bytes, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Warcio_computes_every_block_and_payload_digest_again_and_sees_a_change()
    {
        var (warc, entries) = await SampleWacz.WarcAsync();
        await WriteAsync(SampleWacz.File, warc);
        var (code, output) = await WarcioAsync("check");
        code.ShouldBe(0, output);
        var found = JsonNode.Parse(output)!;
        ((int)found["held"]!, (int)found["blocks"]!, (int)found["payloads"]!).ShouldBe((entries.Count, entries.Count, entries.Count(e => e.PayloadDigest is not null)));

        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(warc), CompressionMode.Decompress))
            await gzip.CopyToAsync(plain, TestContext.Current.CancellationToken);
        var changed = plain.ToArray();
        changed[changed.AsSpan().IndexOf(Encoding.UTF8.GetBytes(SampleWacz.Words))] ^= 1;
        await WriteAsync(SampleWacz.File, changed);
        (await WarcioAsync("check")).Code.ShouldNotBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_damaged_packed_record_at_which_warcio_stops_is_no_good_answer(int which)
    {
        var (warc, entries) = await SampleWacz.WarcAsync();
        // Its first packed block has a type that there is not (RFC 1951 section 3.2.3).
        warc[entries[which].Offset + 10] |= 0b110;
        await WriteAsync(SampleWacz.File, warc);
        (await WarcioAsync("check")).Code.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_record_that_is_cut_off_is_no_good_answer()
    {
        var (warc, entries) = await SampleWacz.WarcAsync();
        await WriteAsync(SampleWacz.File, warc[..(int)(entries[^1].Offset + 5)]);
        (await WarcioAsync("check")).Code.ShouldNotBe(0);
    }

    [Fact]
    public async Task Warcio_makes_the_same_index()
    {
        await WriteAsync(SampleWacz.File, (await SampleWacz.WarcAsync()).Bytes);
        var (code, output) = await WarcioAsync("index");
        code.ShouldBe(0, output);
        var theirs = output.TrimEnd().Split('\n').Select(l => JsonNode.Parse(l)!)
            .Select(l => $"{l["urlkey"]} {l["timestamp"]} {l["url"]} {l["mime"]} {l["status"]} {l["digest"]} {l["length"]} {l["offset"]} {l["filename"]} {l["method"]} {l["requestBody"]}");
        var files = SamplePack.Unzip(await SampleWacz.ZipAsync(key));
        var ours = Encoding.UTF8.GetString(files["indexes/index.cdx"]).TrimEnd().Split('\n').Select(l => l.Split(' ', 3))
            .Select(l => (Key: l[0], Time: l[1], Fields: JsonNode.Parse(l[2])!))
            .Select(l => $"{l.Key} {l.Time} {l.Fields["url"]} {((string)l.Fields["mime"]! == "text/plain" ? "text/plain; charset=utf-8" : l.Fields["mime"])} {l.Fields["status"]} {((string)l.Fields["digest"]!)[7..]} {l.Fields["length"]} {l.Fields["offset"]} {l.Fields["filename"]} {l.Fields["method"]} {l.Fields["requestBody"]}");
        ours.Order(StringComparer.Ordinal).ShouldBe(theirs.Select(t => t.Replace("text/plain;charset", "text/plain; charset")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Warcio_turns_addresses_round_in_the_same_way()
    {
        var random = new Random(21);
        string[] hosts = ["example.com", "www.Example.co.uk", "WWW2.a.example", "www.www.example", "wwwx.example", "192.0.2.7", "[2001:db8::1]", "bücher.example", "a-b.c_d.example"];
        string[] ports = ["", ":80", ":443", ":8080", ":0081", ":"];
        // No ^ in a path: browsers encode it since 2023 and Node 20 does not.
        string[] parts = ["/a", "/B", "/.", "/..", "/%2E", "/%2e%2E", "//", "/ä", "/{x}", "/`|", "/a b", "/'", "/%41", "/@:"];
        string[] queries = ["", "?", "?b=2&a=1", "?B&A", "?&&", "?q={%22a%22:[1]}", "?'", "?a=b?c", "?ä=ö", "?a b", "?`|"];
        var addresses = Enumerable.Range(0, 3000).Select(_ => WarcAddress.Of(
            $"{Pick(["http://", "https://"])}{Pick(hosts)}{Pick(ports)}{string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Pick(parts)))}{Pick(queries)}")).Distinct().ToList();
        var (code, output) = await WarcioAsync("surt", string.Join('\n', addresses));
        code.ShouldBe(0, output);
        var theirs = output.TrimEnd('\n').Split('\n');
        addresses.Select((a, i) => $"{a} {Surt.Of(a)}" == $"{a} {theirs[i]}" ? "" : $"{a}: {Surt.Of(a)} and not {theirs[i]}").Where(d => d.Length > 0).Take(20).ShouldBeEmpty();

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    [Fact]
    public async Task Unzip_finds_no_fault_and_openssl_finds_the_signature_good()
    {
        await WriteAsync("a.wacz", await SampleWacz.ZipAsync(key));
        var (code, output) = await RunAsync("unzip", "", "-t", "a.wacz");
        (code, output).ShouldSatisfyAllConditions(() => code.ShouldBe(0), () => output.ShouldContain("No errors detected"));
        (await RunAsync("unzip", "", "-q", "a.wacz")).ShouldBe((0, ""));
        var digest = JsonNode.Parse(await System.IO.File.ReadAllBytesAsync(Path.Combine(folder.FullName, "datapackage-digest.json"), TestContext.Current.CancellationToken))!;
        (await RunAsync("sha256sum", "", "datapackage.json")).Output.ShouldStartWith(((string)digest["hash"]!)[7..]);
        // openssl wants the two numbers of the signature as ASN.1.
        var raw = Convert.FromBase64String((string)digest["signedData"]!["signature"]!);
        await WriteAsync("signature", Asn1(raw));
        await WriteAsync("signed", Encoding.ASCII.GetBytes((string)digest["signedData"]!["hash"]!));
        await WriteAsync("key.der", Convert.FromBase64String((string)digest["signedData"]!["publicKey"]!));
        (await RunAsync("openssl", "", "dgst", "-sha256", "-verify", "key.der", "-keyform", "DER", "-signature", "signature", "signed")).Output.ShouldContain("Verified OK");
    }

    private static byte[] Asn1(byte[] raw)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(raw.AsSpan(0, 48));
            writer.WriteIntegerUnsigned(raw.AsSpan(48));
        }
        return writer.Encode();
    }
}
