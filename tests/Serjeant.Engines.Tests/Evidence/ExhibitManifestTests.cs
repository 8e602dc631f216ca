using System.Text;
using CsCheck;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class ExhibitManifestTests
{
    [Fact]
    public void A_manifest_reads_back_to_the_same_bytes_with_its_files_sorted()
    {
        var manifest = SampleExhibit.Manifest();
        var bytes = (manifest with { Files = [.. manifest.Files.Reverse()] }).ToBytes();
        var back = ExhibitManifest.Parse(bytes);
        back.ToBytes().ShouldBe(bytes);
        back.Files.Select(f => f.Path).ShouldBe(["post/page.png", "post/page.txt", "profile/page.png"]);
        back.Captures[0].AtLocal.Offset.ShouldBe(TimeSpan.FromHours(1));
        Encoding.UTF8.GetString(bytes).ShouldContain("This server saw the page");
    }

    [Theory]
    [InlineData("<script>\"é\u202e")]
    [InlineData("x\ud800y")]
    [InlineData("\u0000\n\u2028\U0001F600")]
    public void Whatever_a_page_calls_itself_the_manifest_can_be_read_again(string title)
    {
        var manifest = SampleExhibit.Manifest() with { Title = title, Captures = [SampleExhibit.Facts() with { Title = title }] };
        var bytes = manifest.ToBytes();
        ExhibitManifest.Parse(bytes).ToBytes().ShouldBe(bytes);
    }

    [Fact]
    public void Any_text_can_be_kept() => Gen.String.Sample(text =>
    {
        var bytes = (SampleExhibit.Manifest() with { Title = text, Notes = [text] }).ToBytes();
        return ExhibitManifest.Parse(bytes).ToBytes().AsSpan().SequenceEqual(bytes);
    });

    [Theory]
    [InlineData("\"serjeantExhibit\": 1", "\"serjeantExhibit\": 2")]
    [InlineData("\"serjeantExhibit\": 1", "\"serjeantExhibit\": 1, \"more\": 1")]
    [InlineData("\"seenByServer\"", "\"suppliedByPerson\"")]
    [InlineData("\"seenByServer\"", "1")]
    [InlineData("\"captured\"", "\"invented\"")]
    [InlineData("\"status\": 200", "\"status\": \"200\"")]
    [InlineData("\"status\": 200", "\"status\":  200")]
    [InlineData("post/page.txt", "../page.txt")]
    [InlineData("post/page.txt", "post/page.png")]
    [InlineData("post/page.txt", "post/PAGE.PNG")]
    [InlineData("post/page.txt", "manifest.json")]
    [InlineData("\"notes\": []", "\"notes\": null")]
    [InlineData("\"title\": \"A threat", "\"title\": \"A threat\", \"title\": \"A threat")]
    public void Any_other_spelling_is_refused(string part, string instead)
    {
        var text = Encoding.UTF8.GetString(SampleExhibit.Manifest().ToBytes());
        text.ShouldContain(part);
        Should.Throw<FormatException>(() => ExhibitManifest.Parse(Encoding.UTF8.GetBytes(text.Replace(part, instead))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("\"\\ud800\"")]
    public void What_is_not_a_manifest_is_refused(string text) =>
        Should.Throw<FormatException>(() => ExhibitManifest.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_thousand_deep_json_is_refused() => Should.Throw<FormatException>(
        () => ExhibitManifest.Parse(Encoding.UTF8.GetBytes(new string('[', 1000) + new string(']', 1000))));

    [Fact]
    public void Its_sums_list_the_files_and_the_manifest_itself()
    {
        var manifest = SampleExhibit.Manifest();
        var bytes = manifest.ToBytes();
        var sums = SumsFile.Parse(manifest.ToSums(bytes));
        sums.Count.ShouldBe(4);
        sums["manifest.json"].ShouldBe(SampleExhibit.Hash(bytes));
    }
}
