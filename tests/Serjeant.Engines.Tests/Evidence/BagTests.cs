using System.IO.Compression;
using System.Text;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class BagTests
{
    [Fact]
    public async Task A_pack_is_whole_as_a_zip_and_unpacked()
    {
        var zip = await SamplePack.ZipAsync();
        foreach (var found in new[] { await SamplePack.VerifyAsync(zip), await SamplePack.VerifyAsync(SamplePack.Unzip(zip)) })
        {
            found.Files.Where(f => f.State != FileState.Whole).ShouldBeEmpty();
            found.Kind.ShouldBe(EvidenceKind.Bag);
            found.Exhibits.Select(e => e.Manifest!.Label).ShouldBe(["JS/1", "JS/2", "JS/3"]);
            found.Files.Count.ShouldBeGreaterThan(15);
        }
    }

    [Fact]
    public async Task The_same_files_make_the_same_bytes() =>
        (await SamplePack.ZipAsync()).ShouldBe(await SamplePack.ZipAsync());

    [Fact]
    public async Task The_bag_is_laid_out_as_the_standard_says()
    {
        var files = SamplePack.Unzip(await SamplePack.ZipAsync());
        Text("bagit.txt").ShouldBe("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        Text("bag-info.txt").ShouldContain("Payload-Oxum: ");
        Text("bag-info.txt").ShouldContain("Bagging-Date: 2026-03-05\n");
        SumsFile.Parse(files["pack-42/tagmanifest-sha256.txt"]).Keys.ShouldBe(["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]);
        SumsFile.Parse(files["pack-42/manifest-sha256.txt"]).Keys.ShouldAllBe(p => p.StartsWith("data/"));

        string Text(string name) => Encoding.UTF8.GetString(files["pack-42/" + name]);
    }

    [Fact]
    public async Task Another_programs_reader_opens_the_zip()
    {
        using var archive = new ZipArchive(new MemoryStream(await SamplePack.ZipAsync()));
        using var reader = new StreamReader(archive.GetEntry("pack-42/data/report.pdf")!.Open());
        (reader.ReadToEnd()).ShouldBe("%PDF-1.7 a report");
    }

    [Fact]
    public async Task A_line_cannot_be_smuggled_into_bag_info()
    {
        var files = SamplePack.Unzip(await SamplePack.ZipAsync(SamplePack.Info() with { Description = "x\nPayload-Oxum: 0.0\r\n\u2028y" }));
        Encoding.UTF8.GetString(files["pack-42/bag-info.txt"]).ShouldContain("External-Description: x Payload-Oxum: 0.0 y\n");
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    public async Task An_unsafe_path_is_never_written(string path)
    {
        var bag = new BagWriter(Stream.Null, SamplePack.Info());
        await Should.ThrowAsync<ArgumentException>(() => bag.AddAsync(path, [1], CancellationToken.None));
    }

    [Fact]
    public async Task A_path_is_never_written_twice_even_in_another_case()
    {
        var bag = new BagWriter(Stream.Null, SamplePack.Info());
        await bag.AddAsync("a.txt", [1], CancellationToken.None);
        await Should.ThrowAsync<ArgumentException>(() => bag.AddAsync("A.txt", [1], CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_is_not_what_was_sealed_stops_the_pack_before_it_is_written()
    {
        using var output = new MemoryStream();
        var bag = new BagWriter(output, SamplePack.Info());
        var open = (CancellationToken _) => ValueTask.FromResult<Stream>(new MemoryStream([1, 2, 3]));
        await Should.ThrowAsync<InvalidDataException>(
            () => bag.AddAsync("a", open, SampleExhibit.Hash("something else"), CancellationToken.None));
        output.Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_packed_stops_the_pack()
    {
        var calls = 0;
        var bag = new BagWriter(Stream.Null, SamplePack.Info());
        await Should.ThrowAsync<InvalidDataException>(() => bag.AddAsync(
            "a", _ => ValueTask.FromResult<Stream>(new MemoryStream([(byte)calls++])), null, CancellationToken.None));
    }

    [Fact]
    public async Task A_pack_that_was_zipped_again_says_so_and_its_files_are_still_whole()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, bytes) in SamplePack.Unzip(await SamplePack.ZipAsync()))
                using (var entry = archive.CreateEntry(path).Open())
                    entry.Write(bytes);
        var found = await SamplePack.VerifyAsync(stream.ToArray());
        found.Files.Where(f => f.State != FileState.Whole).ShouldHaveSingleItem().Path.ShouldBe("(the zip itself)");
    }

    [Fact]
    public async Task An_exhibits_folder_is_checked_by_itself()
    {
        var files = SampleExhibit.Sealed();
        var found = await SamplePack.VerifyAsync(files);
        (found.Kind, found.IsWhole).ShouldBe((EvidenceKind.Exhibit, true));
        found.Exhibits.ShouldHaveSingleItem().ManifestSha256.ShouldBe(SampleExhibit.Hash(files["manifest.json"]));
    }

    [Fact]
    public async Task What_happened_to_each_file_is_said_in_plain_english()
    {
        var files = SampleExhibit.Sealed();
        files["post/page.png"][0] ^= 1;
        files.Remove("post/page.txt");
        files["planted.txt"] = [1];
        var found = (await SamplePack.VerifyAsync(files)).Files.Where(f => f.State != FileState.Whole).ToDictionary(f => f.Path);
        found["post/page.png"].State.ShouldBe(FileState.Changed);
        found["post/page.png"].Text.ShouldContain("is now " + SampleExhibit.Hash(files["post/page.png"]));
        found["post/page.txt"].State.ShouldBe(FileState.Missing);
        found["planted.txt"].State.ShouldBe(FileState.Extra);
        found.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Exhibit_lists_made_anew_after_a_change_do_not_fool_the_bag()
    {
        var files = SamplePack.Unzip(await SamplePack.ZipAsync());
        foreach (var (path, bytes) in SampleExhibit.Sealed("JS/1", "forged"))
            files["pack-42/data/exhibits/JS-1/" + path] = bytes;
        (await SamplePack.VerifyAsync(files)).IsWhole.ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_holds_no_evidence_is_refused() =>
        await Should.ThrowAsync<FormatException>(() => SamplePack.VerifyAsync(new Dictionary<string, byte[]> { ["a"] = [1] }));
}
