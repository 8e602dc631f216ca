using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Serjeant.Evidence;
using Serjeant.Lab.Ingest;

namespace Serjeant.Lab.Evidence;

/// <summary><c>bench verify</c>: how fast a WACZ is written and checked, and what that holds in memory.</summary>
internal static class VerifyBench
{
    private const int BodyBytes = 1024 * 1024;

    public static Command Create()
    {
        var size = new Option<int>("--megabytes") { DefaultValueFactory = _ => 1000, Description = "How much is recorded, in megabytes of bodies." };
        var command = new Command("verify", "How fast a web archive is checked: one of pictures, which don't shrink, and one of text, which does.") { size };
        command.SetAction((result, cancel) => RunAsync(result.GetValue(size), cancel));
        return command;
    }

    private static async Task<int> RunAsync(int megabytes, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("serjeant-bench-");
        try
        {
            foreach (var (kind, type) in new[] { ("pictures", "image/jpeg"), ("text", "text/html") })
                if (!await OneAsync(kind, type, megabytes, folder.FullName, cancel))
                    return 1;
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> OneAsync(string kind, string type, int megabytes, string folder, CancellationToken cancel)
    {
        var (warc, wacz) = (Path.Combine(folder, "data.warc.gz"), Path.Combine(folder, "data.wacz"));
        var clock = Stopwatch.StartNew();
        await WriteAsync(type, megabytes, warc, wacz, cancel);
        var length = new FileInfo(wacz).Length;
        Report.Say($"{kind}: {megabytes} MB of bodies, {length / 1e6:N0} MB of WACZ, written in {clock.Elapsed.TotalSeconds:N1} s; {Memory.Now(Environment.ProcessId):N0} MB resident");
        clock.Restart();
        await using var file = new FileStream(wacz, FileMode.Open, FileAccess.Read);
        var found = await EvidenceVerifier.VerifyAsync(new ZipTree(file), [], cancel);
        var seconds = clock.Elapsed.TotalSeconds;
        Report.Say($"  {(found.IsWhole ? "whole" : "NOT WHOLE")} in {seconds:N1} s: {length / 1e6 / seconds:N0} MB/s of the file, {megabytes / seconds:N0} MB/s of what is in it; {Memory.Now(Environment.ProcessId):N0} MB resident, {Memory.Most(Environment.ProcessId):N0} at most so far");
        return found.IsWhole;
    }

    private static async Task WriteAsync(string type, int megabytes, string warcPath, string waczPath, CancellationToken cancel)
    {
        var at = DateTimeOffset.UnixEpoch;
        var body = Body(type);
        await using var spool = new FileStream(warcPath, FileMode.Create, FileAccess.ReadWrite);
        var warc = new WarcWriter(spool, Guid.NewGuid);
        for (var i = 0; i < megabytes; i++)
        {
            BitConverter.TryWriteBytes(body, i); // No two alike.
            var response = new RecordedResponse(200, "OK", [new HttpHeader("Content-Type", type)], WarcBody.Of(body));
            await warc.ExchangeAsync(new WarcExchange($"https://bench.example/{i}", at, IPAddress.Loopback, new RecordedRequest("GET", []), response), cancel);
        }
        await spool.FlushAsync(cancel);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        await using var output = new FileStream(waczPath, FileMode.Create, FileAccess.Write);
        var wacz = new WaczWriter(output, new WaczInfo("Bench", null, at, "Serjeant bench", key));
        await wacz.AddArchiveAsync("data.warc.gz", _ => ValueTask.FromResult<Stream>(File.OpenRead(warcPath)), warc.Entries, cancel);
        await wacz.FinishAsync([new WaczPage(Guid.NewGuid(), "https://bench.example/0", at, null, null)], cancel);
    }

    // Text at about a fifth of its length when packed, as pages are: words drawn at random from a few thousand.
    private static byte[] Body(string type)
    {
        var random = new Random(1);
        var body = new byte[BodyBytes];
        random.NextBytes(body);
        if (type.StartsWith("image/", StringComparison.Ordinal))
            return body;
        var words = Enumerable.Range(0, 4000).Select(i => $"{Convert.ToHexStringLower(body, i * 8, random.Next(1, 8))} <b class='word'> ").ToArray();
        var text = string.Concat(Enumerable.Range(0, BodyBytes / 8).Select(_ => words[(int)(Math.Pow(random.NextDouble(), 3) * words.Length)]));
        return System.Text.Encoding.ASCII.GetBytes(text[..BodyBytes]);
    }
}
