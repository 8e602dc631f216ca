using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class WaczTests : IDisposable
{
    private readonly ECDsa key = SampleWacz.NewKey();

    public void Dispose() => key.Dispose();

    private static string Faults(Verification found) =>
        string.Join('\n', found.Files.Concat(found.Archives.SelectMany(a => a.Files)).Where(f => f.State != FileState.Whole));

    private static byte[] Rezip(IReadOnlyDictionary<string, byte[]> files, CompressionLevel level = CompressionLevel.NoCompression)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, bytes) in files)
            {
                using var entry = zip.CreateEntry(path, level).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_written_is_whole_as_a_file_and_as_a_folder(bool isSigned)
    {
        var zip = await SampleWacz.ZipAsync(isSigned ? key : null);
        foreach (var found in new[] { await SamplePack.VerifyAsync(zip), await SamplePack.VerifyAsync(SamplePack.Unzip(zip)) })
        {
            found.IsWhole.ShouldBeTrue(Faults(found));
            found.Kind.ShouldBe(EvidenceKind.Wacz);
            var wacz = found.Archives.ShouldHaveSingleItem();
            wacz.Signature.ShouldBe(isSigned ? SignatureState.Valid : SignatureState.None);
            wacz.SigningKey.ShouldBe(isSigned ? "sha256:" + SampleExhibit.Hash(key.ExportSubjectPublicKeyInfo()) : null);
            wacz.Pages.ShouldBe([SampleWacz.Post, "https://www.xn--bcher-kva.example:8443/%C3%A4?%C3%B6=%C3%BC"]);
            wacz.Records.ShouldBe(16);
        }
    }

    [Fact]
    public async Task Only_a_key_over_p_384_and_only_a_page_that_was_recorded_are_taken()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Should.Throw<ArgumentException>(() => new WaczWriter(Stream.Null, new WaczInfo("x", null, SampleWacz.At, "Serjeant", other)));
        var wacz = new WaczWriter(Stream.Null, new WaczInfo("x", null, SampleWacz.At, "Serjeant", key));
        await Should.ThrowAsync<ArgumentException>(() => wacz.FinishAsync(
            [new WaczPage(Guid.Empty, "https://elsewhere.example/", SampleWacz.At, null, null)], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("pages/mine.txt")]
    [InlineData("datapackage.json")]
    [InlineData("manifest.json")]
    [InlineData("../up.txt")]
    public async Task An_extra_file_keeps_out_of_the_formats_own_places(string path)
    {
        var wacz = new WaczWriter(Stream.Null, new WaczInfo("x", null, SampleWacz.At, "Serjeant", null));
        await Should.ThrowAsync<ArgumentException>(() => wacz.AddExtraAsync(path, SampleWacz.Opener([1]), null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_index_is_sorted_and_points_at_the_records()
    {
        var files = SamplePack.Unzip(await SampleWacz.ZipAsync(key));
        var warc = files["archive/" + SampleWacz.File];
        var lines = Encoding.UTF8.GetString(files["indexes/index.cdx"]).TrimEnd('\n').Split('\n');
        lines.ShouldBe(lines.Order(StringComparer.Ordinal));
        lines.Length.ShouldBe(8);
        lines.ShouldContain(l => l.StartsWith("example,xn--bcher-kva:8443)/%c3%a4?%c3%b6=%c3%bc 20260304123005 {", StringComparison.Ordinal));
        foreach (var fields in lines.Select(l => JsonNode.Parse(l[l.IndexOf('{', StringComparison.Ordinal)..])!))
        {
            var (offset, length) = (int.Parse((string)fields["offset"]!, null), int.Parse((string)fields["length"]!, null));
            var entry = SampleWacz.Read(warc[offset..(offset + length)]).ShouldHaveSingleItem().Entry;
            (entry.Address, entry.PayloadDigest).ShouldBe(((string)fields["url"]!, (string)fields["digest"]!));
        }
        lines.ShouldContain(l => l.Contains("\"method\":\"POST\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wacz_packed_again_by_another_program_is_told_and_its_files_are_judged_one_by_one()
    {
        var found = await SamplePack.VerifyAsync(Rezip(SamplePack.Unzip(await SampleWacz.ZipAsync(key))));
        found.Files.Where(f => f.State != FileState.Whole).ShouldHaveSingleItem().Path.ShouldBe("(the zip itself)");
    }

    [Fact]
    public async Task A_signature_taken_off_or_made_anew_with_another_key_is_told()
    {
        var files = SamplePack.Unzip(await SampleWacz.ZipAsync(key));
        using var other = SampleWacz.NewKey();
        foreach (var again in new[] { null, other })
        {
            var hash = "sha256:" + SampleExhibit.Hash(files["datapackage.json"]);
            var digest = JsonNode.Parse(files["datapackage-digest.json"])!.AsObject();
            if (again is null)
                digest.Remove("signedData");
            else
            {
                digest["signedData"]!["publicKey"] = Convert.ToBase64String(again.ExportSubjectPublicKeyInfo());
                digest["signedData"]!["signature"] = Convert.ToBase64String(again.SignData(Encoding.ASCII.GetBytes(hash), HashAlgorithmName.SHA256));
            }
            var forged = new Dictionary<string, byte[]>(files) { ["datapackage-digest.json"] = SampleExhibit.Bytes(digest.ToJsonString()) };
            Faults(await SamplePack.VerifyAsync(forged)).ShouldContain("not signed by the key");
        }
    }

    [Fact]
    public async Task A_key_on_a_curve_that_nobody_knows_signs_nothing()
    {
        var files = SamplePack.Unzip(await SampleWacz.ZipAsync(key));
        var digest = JsonNode.Parse(files["datapackage-digest.json"])!.AsObject();
        var spki = key.ExportSubjectPublicKeyInfo();
        // The name of the curve P-384 is 1.3.132.0.34 (RFC 5480, section 2.1.1.1).
        spki[spki.AsSpan().IndexOf<byte>([0x2B, 0x81, 0x04, 0x00, 0x22])] = 0x0B;
        digest["signedData"]!["publicKey"] = Convert.ToBase64String(spki);
        files["datapackage-digest.json"] = SampleExhibit.Bytes(digest.ToJsonString());
        Faults(await SamplePack.VerifyAsync(files)).ShouldContain("The signature does not fit");
    }

    [Fact]
    public async Task Words_changed_in_a_record_do_not_fit_its_own_digest()
    {
        var plain = Unpack((await SampleWacz.WarcAsync()).Bytes);
        var changed = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(plain).Replace("nobody will", "anybody can", StringComparison.Ordinal));
        SampleWacz.Read(changed, isPacked: false).SelectMany(r => r.Problems).ShouldContain("its content is not what its block digest says");
        SampleWacz.Read(plain, isPacked: false).SelectMany(r => r.Problems).ShouldBeEmpty();
    }

    private static byte[] Unpack(byte[] warc)
    {
        using var plain = new MemoryStream();
        new GZipStream(new MemoryStream(warc), CompressionMode.Decompress).CopyTo(plain);
        return plain.ToArray();
    }

    [Fact]
    public async Task A_wacz_in_an_exhibit_is_opened_and_its_faults_are_the_exhibits()
    {
        var zip = await SampleWacz.ZipAsync(key);
        var found = await SamplePack.VerifyAsync(Exhibit(zip));
        found.IsWhole.ShouldBeTrue(Faults(found));
        found.Archives.ShouldHaveSingleItem().Path.ShouldBe("post/page.wacz");

        var files = SamplePack.Unzip(zip);
        files["archive/" + SampleWacz.File][^20] ^= 1;
        found = await SamplePack.VerifyAsync(Exhibit(Rezip(files))); // Sealed with the fault in it: the exhibit's own list fits.
        found.Exhibits.ShouldHaveSingleItem().IsWhole.ShouldBeTrue();
        found.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public async Task Another_programs_broken_archive_that_somebody_supplied_leaves_its_exhibit_whole()
    {
        foreach (var supplied in new[] { ForeignWacz.Zip(f => f["archive/a.warc"][^9] ^= 1), SampleExhibit.Bytes("no zip at all") })
        {
            var found = await SamplePack.VerifyAsync(Exhibit(supplied));
            found.IsWhole.ShouldBeTrue();
            found.Archives.ShouldHaveSingleItem().IsWhole.ShouldBeFalse();
        }
    }

    private static Dictionary<string, byte[]> Exhibit(byte[] wacz)
    {
        var files = SampleExhibit.Files();
        files["post/page.wacz"] = wacz;
        var manifest = SampleExhibit.Manifest(files);
        var bytes = manifest.ToBytes();
        files[ExhibitManifest.SumsFileName] = manifest.ToSums(bytes);
        files[ExhibitManifest.FileName] = bytes;
        return files;
    }
}
