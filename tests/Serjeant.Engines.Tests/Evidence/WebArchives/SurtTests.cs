using CsCheck;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class SurtTests
{
    [Theory]
    [InlineData("https://www.Example.com/A/b?c=D&a=1", "com,example)/a/b?a=1&c=d")]
    [InlineData("http://www2.example.co.uk", "uk,co,example)/")]
    [InlineData("https://example.com:8443/", "com,example:8443)/")]
    [InlineData("https://example.com:443/", "com,example)/")]
    [InlineData("http://example.com:0443/", "com,example:443)/")]
    [InlineData("https://bücher.example/ä", "example,xn--bcher-kva)/%c3%a4")]
    [InlineData("https://192.0.2.7:81/", "7,2,0,192:81)/")]
    [InlineData("https://[2001:db8::1]:8080/x", "[2001:db8::1]:8080)/x")]
    [InlineData("https://a.example/b/../c/./d/%2E%2e/e", "example,a)/c/e")]
    [InlineData("https://a.example/?", "example,a)/")]
    [InlineData("https://a.example?z=1&y=2", "example,a)/?y=2&z=1")]
    [InlineData("urn:screenshot:https://A.example/", "urn:screenshot:https://A.example/")]
    public void An_address_is_turned_round(string address, string key) => Surt.Of(WarcAddress.Of(address)).ShouldBe(key);

    [Fact]
    public void A_key_is_one_word_of_ascii_and_the_same_for_what_differs_in_case_or_order()
    {
        var label = Gen.Char.AlphaNumeric.Array[1, 8].Select(c => "a" + new string(c));
        Gen.Select(label, label, Gen.String).Sample((site, part, hostile) =>
        {
            var key = Surt.Of(WarcAddress.Of($"https://{site}.example/{part}?{part}=1&z=2&{hostile}"));
            key.ShouldAllBe(c => c > ' ' && c <= '~');
            Surt.Of(WarcAddress.Of($"https://www.{site.ToUpperInvariant()}.example/{part}")).ShouldBe(Surt.Of(WarcAddress.Of($"https://{site}.example/{part}")));
        });
    }
}
