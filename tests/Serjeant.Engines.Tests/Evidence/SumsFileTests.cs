using System.Text;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class SumsFileTests
{
    private static readonly string A = new('a', 64);

    [Fact]
    public void Lines_are_sorted_and_awkward_paths_are_percent_encoded()
    {
        var bytes = SumsFile.Write([("b%", A), ("a\r\nc", A)]);
        Encoding.UTF8.GetString(bytes).ShouldBe($"{A}  a%0D%0Ac\n{A}  b%25\n");
        SumsFile.Parse(bytes).Keys.ShouldBe(["a\r\nc", "b%"]);
    }

    [Fact]
    public void A_path_that_looks_encoded_survives() => SumsFile.Parse(SumsFile.Write([("a%0Ab", A)])).Keys.ShouldBe(["a%0Ab"]);

    [Theory]
    [InlineData("A  a\n")]
    [InlineData("H a\n")]
    [InlineData("H  \n")]
    [InlineData("H  a")]
    [InlineData("H  a\r\n\n")]
    [InlineData("H  a\nH  a\n")]
    [InlineData("H  b\nH  a\n")]
    [InlineData("\nH  a\n")]
    public void Any_other_spelling_is_refused(string text) =>
        Should.Throw<FormatException>(() => SumsFile.Parse(Encoding.UTF8.GetBytes(text.Replace("H", A))));

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Should.Throw<FormatException>(() => SumsFile.Parse([.. Encoding.UTF8.GetBytes(A + "  "), 0xff, (byte)'\n']));
}
