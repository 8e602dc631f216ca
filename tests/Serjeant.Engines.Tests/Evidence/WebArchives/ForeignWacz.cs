using System.IO.Compression;
using System.Text;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>A WACZ as another program might write it, made by hand: WARC/1.0 not packed, SHA-1, numbers as numbers, no signature.</summary>
internal static class ForeignWacz
{
    public static byte[] Zip(Action<Dictionary<string, byte[]>>? change = null, Func<string, string>? index = null)
    {
        const string block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nhello";
        var warc = WarcReaderTests.Record(
            "WARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http; msgtype=response\r\n"
            + "WARC-Payload-Digest: sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N\r\n", block);
        var line = $$"""example,a)/ 20200102030405 {"url":"https://a.example/","mime":"text/html","status":200,"digest":"sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N","length":{{warc.Length}},"offset":0,"filename":"a.warc"}""" + "\n";
        var files = new Dictionary<string, byte[]>
        {
            ["archive/a.warc"] = warc,
            ["indexes/index.cdxj"] = SampleExhibit.Bytes(index?.Invoke(line) ?? line),
            ["pages/pages.jsonl"] = SampleExhibit.Bytes("""
                {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
                {"id": "1", "url": "https://a.example/#top", "ts": "2020-01-02T03:04:05Z", "seed": true}

                """.ReplaceLineEndings("\n")),
        };
        var resources = files.Select(f => $$"""{"name": "{{Path.GetFileName(f.Key)}}", "path": "{{f.Key}}", "hash": "sha256:{{SampleExhibit.Hash(f.Value)}}", "bytes": {{f.Value.Length}}}""");
        files["datapackage.json"] = SampleExhibit.Bytes($$"""{ "profile": "data-package", "wacz_version": "1.1.1", "other": 1, "resources": [{{string.Join(", ", resources)}}] }""");
        change?.Invoke(files);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, bytes) in files)
            {
                using var entry = zip.CreateEntry(path, path.StartsWith("archive/", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }
}
