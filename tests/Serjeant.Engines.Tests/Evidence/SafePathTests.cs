using CsCheck;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class SafePathTests
{
    [Theory]
    [InlineData("post/page.png")]
    [InlineData("a b/été (1).pdf")]
    [InlineData(".hidden")]
    public void An_ordinary_path_is_safe(string path) => SafePath.IsSafe(path).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../up")]
    [InlineData("a/../b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    [InlineData("C:x")]
    [InlineData("con")]
    [InlineData("a/Nul.txt")]
    [InlineData("trailing.")]
    [InlineData("trailing ")]
    [InlineData("-rf")]
    [InlineData("a\nb")]
    [InlineData("a\u202eb")]
    [InlineData("a\u200bb")]
    [InlineData("a\ud800b")]
    [InlineData("e\u0301")]
    [InlineData("50%")]
    [InlineData("what?")]
    public void A_path_that_could_be_taken_for_something_else_is_not(string path) => SafePath.IsSafe(path).ShouldBeFalse();

    [Theory]
    [InlineData("holiday.jpg", "holiday.jpg")]
    [InlineData("..\\..\\windows\\evil.exe", "evil.exe")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("COM1.txt", "_COM1.txt")]
    [InlineData("gpj.\u202eexe", "gpj._exe")]
    [InlineData("...", "file")]
    [InlineData("", "file")]
    public void A_chosen_name_is_made_safe(string name, string expected) => SafePath.FromName(name).ShouldBe(expected);

    [Fact]
    public void Whatever_the_name_the_result_is_safe() =>
        Gen.String.Sample(name => SafePath.IsSafe(SafePath.FromName(name)) && !SafePath.FromName(name).Contains('/'));

    [Fact]
    public void A_long_name_keeps_its_extension() =>
        SafePath.FromName(new string('a', 500) + ".jpeg").ShouldSatisfyAllConditions(
            name => name.ShouldEndWith(".jpeg"), name => name.Length.ShouldBe(100));
}
