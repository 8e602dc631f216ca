using CsCheck;
using Serjeant.Text;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Text;

public sealed class SummaryTests
{
    [Theory]
    [InlineData("short", 20, "short")]
    [InlineData("two\r\n lines\tand a tab", 40, "two lines and a tab")]
    [InlineData("one two three four", 12, "one two…")]
    [InlineData("\u202Egnp.exe\u0000", 20, "gnp.exe")]
    [InlineData("e\u0301\u0301\u0301\u0301\u0301", 20, "e\u0301\u0301")]
    [InlineData(null, 20, "")]
    public void One_line_is_safe_and_short(string? text, int max, string line) => Summary.OneLine(text, max).ShouldBe(line);

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Summary.OneLine("half \uD83D", 20).ShouldBe("half \uFFFD");

    [Fact]
    public void Whatever_comes_in_one_bounded_well_formed_line_comes_out() =>
        Gen.Select(Gen.String[0, 300], Gen.Int[1, 60]).Sample((text, max) =>
        {
            var line = Summary.OneLine(text, max);
            return line.Length <= max && !line.Any(char.IsControl) && line.EnumerateRunes().Sum(r => r.Utf16SequenceLength) == line.Length
                && line.AsSpan().IndexOfAnyInRange('\u202A', '\u202E') < 0;
        }, iter: 5000);
}
