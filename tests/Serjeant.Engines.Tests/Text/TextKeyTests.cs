using CsCheck;
using Serjeant.Text;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Text;

public sealed class TextKeyTests
{
    [Theory]
    [InlineData("Vote them out!", "vote   THEM out")]
    [InlineData("Vote them out!", "@mp1 @mp2 vote them out https://example.org/x")]
    [InlineData("Vote them out!", "v\u200Bote th\u0435m out")] // zero-width space, Cyrillic е
    [InlineData("Vote them out!", "Vote, them; out…")]
    [InlineData("it's", "its")]
    public void The_same_words_have_the_same_key(string one, string other) => TextKey.Of(other).ShouldBe(TextKey.Of(one));

    [Theory]
    [InlineData("Vote them out", "Vote him out")]
    [InlineData("👍", "👎")]
    [InlineData("1", "2")]
    public void Other_words_have_another_key(string one, string other) => TextKey.Of(other).ShouldNotBe(TextKey.Of(one));

    [Theory]
    [InlineData("")]
    [InlineData("  ?!  ")]
    [InlineData("@only @names https://example.org")]
    [InlineData("\u200B\u202E\0")]
    public void Nothing_to_compare_has_no_key(string text) => TextKey.Of(text).ShouldBeNull();

    // The key is stored with every message: a change here means that stored keys must be made again.
    [Fact]
    public void The_key_of_a_known_text_stays_what_it_was() => TextKey.Of("Vote them out!").ShouldBe(KnownKey);

    private const long KnownKey = -5183202015239872736;

    [Fact]
    public void Any_string_at_all_has_the_same_key_twice() =>
        Gen.String.Sample(text => TextKey.Of(text) == TextKey.Of(new string(text)), iter: 2000);
}
