using Serjeant.Chapters.Cases.Redacting;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases.Redacting;

public sealed class TextCoverTests
{
    private const string Mark = TextCover.Mark;

    [Theory]
    [InlineData("Ring Ann, ANN or anna.", "ann", $"Ring {Mark}, {Mark} or {Mark}a.", 3)]
    [InlineData("anana!", "ana", $"{Mark}!", 1)]
    [InlineData("aaaa", "a", Mark, 1)]
    [InlineData("Zoë lives at 9 Mill Lane\r\nZoë", "Zoë", $"{Mark} lives at 9 Mill Lane\r\n{Mark}", 2)]
    [InlineData("a.b a+b", "a.b", $"{Mark} a+b", 1)]
    public void Every_place_is_covered_in_whatever_case_and_words_are_no_pattern(string text, string word, string left, int passages)
    {
        var covered = TextCover.Of(text, [word]);
        (covered.Text, covered.Passages).ShouldBe((left, passages));
        covered.NotFound.ShouldBeEmpty();
    }

    [Fact]
    public void Words_that_overlap_are_one_passage_and_the_mark_does_not_tell_their_length()
    {
        TextCover.Of("He is Ann Example of Mill Lane.", ["Ann Example", "Example of Mill"]).Text.ShouldBe($"He is {Mark} Lane.");
        TextCover.Of("x Al y", ["Al"]).Text.Length.ShouldBe(TextCover.Of("x Alexandrina y", ["Alexandrina"]).Text.Length);
    }

    [Fact]
    public void Words_that_are_not_there_are_named() => TextCover.Of("nothing of the kind", ["Ann", "kind"]).NotFound.ShouldBe(["Ann"]);
}
