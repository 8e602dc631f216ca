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

    /// <summary>The claim stands in each manifest word for word: one word changed, and every exhibit sealed before would be refused.</summary>
    [Theory]
    [InlineData(Provenance.ReadFromExport, "readFromExport", "This was read from an export or mailbox that the office brought in. It shows what that file held; the file's own origin is the office's word.")]
    [InlineData(Provenance.ReadInBrowser, "readInBrowser", "Our extension read these words on a page in a person's own browser, and that person sent them. It shows what was sent; that the page showed it is that person's word, and who wrote it this does not show.")]
    public void A_manifest_of_a_message_is_read_by_the_claim_it_was_sealed_with(Provenance provenance, string name, string claim)
    {
        var text = $$"""
            {
              "serjeantExhibit": 1,
              "claim": "{{claim}}",
              "manifest": {
                "label": "JS/1",
                "title": "Comment on X",
                "provenance": "{{name}}",
                "suppliedBy": "J. Smith",
                "created": "2026-05-03T09:30:00+00:00",
                "tool": "Serjeant",
                "toolVersion": "0.1.0",
                "captures": [],
                "notes": [],
                "files": []
              }
            }

            """;
        var manifest = ExhibitManifest.Parse(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
        (manifest.Provenance, manifest.Claim).ShouldBe((provenance, claim));
    }

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
