using System.Diagnostics;
using Serjeant.Text;
using Serjeant.Text.Languages;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Text.Languages;

public sealed class LanguageTests
{
    private const double MostFalse = 0.002;

    public static TheoryData<string> Codes => [.. Lines("lines.tsv").Concat(Lines("letters.tsv")).Select(l => l[0]).Distinct()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_line_of_a_language_is_told(string code)
    {
        var lines = Lines("lines.tsv").Concat(Lines("letters.tsv")).Where(l => l[0] == code).Select(l => l[1]).ToArray();
        lines.Length.ShouldBeGreaterThanOrEqualTo(12);
        lines.Select(l => $"{Language.Of(l)}: {l}").Where(l => !l.StartsWith(code + ":", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void What_only_looks_foreign_is_not_called_so()
    {
        Lines("english.tsv").Select(l => $"{Language.Of(l[0])}: {l[0]}").Where(l => l[0] != ':').ShouldBeEmpty();
    }

    [Fact]
    public void Hardly_any_English_line_is_called_foreign()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "contrast"), "*.tsv").SelectMany(Lines).SelectMany(l => new[] { l[2], l[4] }).ToArray();
        lines.Length.ShouldBeGreaterThan(8_000);
        var wrong = lines.Select(l => $"{Language.Of(l)}: {l}").Where(l => l[0] != ':').ToArray();
        TestContext.Current.SendDiagnosticMessage($"{wrong.Length} of {lines.Length}");
        ((double)wrong.Length / lines.Length).ShouldBeLessThanOrEqualTo(MostFalse, string.Join("\n", wrong));
    }

    [Fact]
    public void A_letter_mostly_in_English_with_a_foreign_greeting_is_English()
    {
        Language.Of("Annwyl Aelod, diolch yn fawr. I am writing about the road outside our school, which has been closed since March. When will it open again?").ShouldBeNull();
        Language.Of("Bonjour madame, merci beaucoup! Sorry for my French, I only wanted to say that your speech about the hospital was the best I have heard this year.").ShouldBeNull();
    }

    [Theory]
    [InlineData("marks")]
    [InlineData("nul")]
    [InlineData("surrogates")]
    [InlineData("welsh")]
    [InlineData("apostrophes")]
    [InlineData("arabic")]
    [InlineData("letters")]
    public void Hostile_text_is_read_in_linear_time(string kind)
    {
        var text = kind switch
        {
            "marks" => "yn" + new string('\u0301', 100_000) + " y mae",
            "nul" => new string('\0', 1_000_000),
            "surrogates" => new string('\uD83D', 1_000_000),
            "welsh" => string.Concat(Enumerable.Repeat("mae'r bws yn hwyr eto ", 45_000)),
            "apostrophes" => string.Concat(Enumerable.Repeat("l'a'b'", 160_000)),
            "arabic" => string.Concat(Enumerable.Repeat("سلام ", 200_000)),
            _ => new string('é', 1_000_000),
        };
        var folded = Folder.Fold(text);
        var clock = Stopwatch.StartNew();
        var first = Language.Of(folded);
        // Quadratic work on this would take minutes; the bound is loose for slow machines.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        Language.Of(folded).ShouldBe(first);
    }

    [Fact]
    public void Every_code_has_a_name()
    {
        LanguageNames.Codes.ShouldAllBe(code => LanguageNames.IsKnown(code) && LanguageNames.Of(code) != code);
        Codes.Select(c => (string)c.Data).ShouldAllBe(code => LanguageNames.IsKnown(code));
    }

    internal static IEnumerable<string[]> Lines(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Text", "Languages", file)).Where(l => l.Length > 0 && l[0] != '#' || l.StartsWith('#') && l.Length > 1 && char.IsAsciiLetter(l[1]))
            .Select(l => l.Split('\t'));
}
