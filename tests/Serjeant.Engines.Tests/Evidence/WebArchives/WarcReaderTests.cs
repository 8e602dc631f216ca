using System.IO.Compression;
using System.Text;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>Archives by other programs, and by people who mean harm.</summary>
public sealed class WarcReaderTests
{
    internal static byte[] Record(string fields, string block, string close = "\r\n\r\n") => SampleExhibit.Bytes(
        $"WARC/1.0\r\n{fields}WARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2020-01-02T03:04:05Z\r\nContent-Length: {Encoding.UTF8.GetByteCount(block)}\r\n\r\n{block}{close}");

    internal static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static IReadOnlyList<string> Problems(string digests, string block = "HTTP/1.1 200 OK\r\n\r\nhello") => SampleWacz.Read(
        Record($"WARC-Type: response\r\nContent-Type: application/http\r\n{digests}", block), isPacked: false).ShouldHaveSingleItem().Problems;

    [Theory]
    [InlineData("WARC-Payload-Digest: sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N\r\n")] // As wget, Heritrix and Python's warcio spell it.
    [InlineData("WARC-Payload-Digest: SHA-256:2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824\r\n")]
    [InlineData("warc-payload-digest: sha256:FTZE3OS7WCRQ4JXIHMVMLOPCTYNRMHS4D6TUEXTTAQZWFE4LTASA====\r\n")]
    [InlineData("WARC-Payload-Digest: md5:5d41402abc4b2a76b9719d911017c592\r\n")]
    public void Digests_of_every_usual_spelling_are_computed_again(string digest)
    {
        Problems(digest).ShouldBeEmpty();
        Problems(digest, "HTTP/1.1 200 OK\r\n\r\nhellO").ShouldHaveSingleItem().ShouldContain("payload digest");
    }

    [Fact]
    public void A_digest_of_an_unknown_kind_is_said_to_be() => Problems("WARC-Block-Digest: rot13:uryyb\r\n").ShouldHaveSingleItem().ShouldContain("not known");

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(8 * 1024 - 1)]
    [InlineData(8 * 1024)]
    [InlineData(255 * 1024)]
    [InlineData(1024 * 1024 + 7)]
    public void Where_a_member_ends_is_found_whatever_its_length(int length)
    {
        var body = new string([.. Enumerable.Range(0, length).Select(i => (char)('a' + i * 7919 % 26))]);
        foreach (var level in new[] { CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.SmallestSize })
        {
            using var file = new MemoryStream();
            var lengths = new List<long>();
            for (var i = 0; i < 3; i++)
            {
                var before = file.Length;
                using (var gzip = new GZipStream(file, level, leaveOpen: true))
                    gzip.Write(Record("WARC-Type: resource\r\n", body[..^(i % 2)]));
                lengths.Add(file.Length - before);
            }
            SampleWacz.Read(file.ToArray()).Select(r => r.Entry.Length).ShouldBe(lengths);
        }
    }

    [Fact]
    public void A_file_packed_as_one_is_refused_since_no_record_can_be_found_in_it()
    {
        var one = Record("WARC-Type: resource\r\n", "x");
        Should.Throw<FormatException>(() => SampleWacz.Read(Pack([.. one, .. one]))).Message.ShouldContain("packed together");
    }

    [Fact]
    public void Broken_and_hostile_files_are_refused_in_words()
    {
        Refused("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        Refused("WARC/1.1\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"u8.ToArray());
        Refused(Record("WARC-Type: resource\r\n", "x", close: ""));
        Refused(Record("WARC-Type: resource\r\n", "x", close: "yz\r\n\r\n"));
        Refused("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <a>\r\nWARC-Date: b\r\nContent-Length: 99999999999\r\n\r\n"u8.ToArray());
        Refused("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <a>\r\nWARC-Date: b\r\nContent-Length: -1\r\n\r\n"u8.ToArray());
        Refused([.. "WARC/1.1\r\n"u8, .. Enumerable.Repeat("A: b\r\n"u8.ToArray(), 5000).SelectMany(b => b), .. "\r\n"u8]);
        Refused([.. "WARC/1.1\r\nA: "u8, .. new byte[3 * 1024 * 1024]]);

        static void Refused(byte[] warc)
        {
            Should.Throw<FormatException>(() => SampleWacz.Read(warc, isPacked: false)).Message.ShouldNotBeEmpty();
            Should.Throw<FormatException>(() => SampleWacz.Read(Pack(warc))).Message.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Limits_on_records_and_on_what_they_unpack_to_are_kept()
    {
        var packed = Pack(Record("WARC-Type: resource\r\n", new string('a', 100_000)));
        Should.Throw<FormatException>(() => Read(new WarcLimits(MaxBytes: 99_999)));
        Should.Throw<FormatException>(() => Read(new WarcLimits(MaxRecords: 1)));
        Read(new WarcLimits(MaxRecords: 2)).ShouldBe(2);

        int Read(WarcLimits limits) => new WarcReader(new MemoryStream([.. packed, .. packed]), true, limits).Read(CancellationToken.None).Count();
    }

    [Fact]
    public void A_member_that_could_end_in_two_places_is_refused()
    {
        // Behind the true trailer stands the same again, as a file made to mislead would have it.
        var packed = Pack(Record("WARC-Type: resource\r\n", "x"));
        Should.Throw<FormatException>(() => SampleWacz.Read([.. packed, .. packed[^8..]]));
    }
}
