using System.Text;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>Another program's WACZ is checked to the letter of the standard, and not for how we would have spelt it.</summary>
public sealed class ForeignWaczTests
{
    private static async Task<string[]> FaultsAsync(byte[] zip) =>
        [.. (await SamplePack.VerifyAsync(zip)).Files.Where(f => f.State != FileState.Whole).Select(f => $"{f.Path}: {f.Text}")];

    [Fact]
    public async Task One_that_keeps_to_the_standard_is_whole()
    {
        (await FaultsAsync(ForeignWacz.Zip())).ShouldBeEmpty();
        var wacz = (await SamplePack.VerifyAsync(ForeignWacz.Zip())).Archives.ShouldHaveSingleItem();
        (wacz.IsOurs, wacz.Signature, wacz.Records).ShouldBe((false, SignatureState.None, 1));
    }

    [Theory]
    [InlineData("\"offset\":0", "\"offset\":1", "not there")]
    [InlineData("sha1:VL", "sha1:VM", "another digest")]
    [InlineData("\"url\":\"https://a", "\"url\":\"https://b", "is of https://b")]
    [InlineData(" 20200102030405 ", " 20210102030405 ", "another time")]
    [InlineData("\"length\":", "\"length\":9", "another length")]
    [InlineData("{", "{{", "can't be read")]
    public async Task An_index_that_does_not_fit_its_records_is_told(string right, string wrong, string told) =>
        (await FaultsAsync(ForeignWacz.Zip(index: l => l.Replace(right, wrong, StringComparison.Ordinal)))).ShouldHaveSingleItem().ShouldContain(told);

    [Fact]
    public async Task An_unsorted_index_is_told() =>
        (await FaultsAsync(ForeignWacz.Zip(index: l => l + "a" + l))).ShouldHaveSingleItem().ShouldContain("not sorted");

    [Fact]
    public async Task What_is_missing_unlisted_or_changed_is_told()
    {
        (await FaultsAsync(ForeignWacz.Zip(f => f.Remove("pages/pages.jsonl")))).ShouldContain(f => f.StartsWith("pages/pages.jsonl: It is in", StringComparison.Ordinal));
        (await FaultsAsync(ForeignWacz.Zip(f => f["more.txt"] = [1]))).ShouldHaveSingleItem().ShouldContain("not in datapackage.json");
        (await FaultsAsync(ForeignWacz.Zip(f => f["archive/a.warc"][^9] ^= 1))).ShouldContain(f => f.Contains("payload digest", StringComparison.Ordinal));
        (await FaultsAsync(ForeignWacz.Zip(f => f["datapackage.json"] = "{}"u8.ToArray()))).ShouldNotBeEmpty();
        (await FaultsAsync(ForeignWacz.Zip(f => f["datapackage.json"] = "null"u8.ToArray()))).ShouldNotBeEmpty();
        (await FaultsAsync(ForeignWacz.Zip(f => f["datapackage-digest.json"] = """{"path":"datapackage.json","hash":"sha256:00"}"""u8.ToArray()))).ShouldHaveSingleItem().ShouldContain("one of the two was changed");
    }

    [Fact]
    public async Task A_page_without_a_record_is_told() => (await FaultsAsync(ForeignWacz.Zip(f =>
    {
        var pages = Encoding.UTF8.GetString(f["pages/pages.jsonl"]).Replace("a.example", "b.example", StringComparison.Ordinal);
        f["pages/pages.jsonl"] = SampleExhibit.Bytes(pages);
    }))).ShouldContain(f => f.Contains("no record of the page https://b.example", StringComparison.Ordinal));

    [Fact]
    public async Task Lists_of_the_wrong_shape_are_told_and_never_thrown()
    {
        foreach (var json in new[] { "[]", "{\"resources\":[null]}", "{\"resources\":[{}]}", "{\"resources\":{}}", "{\"profile\":1}", "{", "\"\"" })
            (await FaultsAsync(ForeignWacz.Zip(f => f["datapackage.json"] = SampleExhibit.Bytes(json)))).ShouldNotBeEmpty(json);
        foreach (var json in new[] { "[]", "null", "{\"signedData\":1}", "{", "{\"path\":[]}" })
            (await FaultsAsync(ForeignWacz.Zip(f => f["datapackage-digest.json"] = SampleExhibit.Bytes(json)))).ShouldNotBeEmpty(json);
        foreach (var line in new[] { "null", "1", "{\"url\":1}", "{", "{\"id\":\"1\"}" })
            (await FaultsAsync(ForeignWacz.Zip(f => f["pages/pages.jsonl"] = SampleExhibit.Bytes("{}\n" + line + "\n")))).ShouldNotBeEmpty(line);
    }
}
