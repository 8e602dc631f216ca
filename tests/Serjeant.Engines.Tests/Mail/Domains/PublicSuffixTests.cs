using CsCheck;
using Serjeant.Mail.Domains;
using Serjeant.Moderation;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail.Domains;

public sealed class PublicSuffixTests
{
    // The cases follow the list's own published test file (wiki.mozilla.org, "checkPublicSuffix"), with some of our own.
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("WwW.Example.COM", "example.com")]
    [InlineData("com", null)]
    [InlineData("b.example.uk.com", "example.uk.com")]
    [InlineData("a.b.c.mm", "b.c.mm")]
    [InlineData("c.mm", null)]
    [InlineData("www.ck", "www.ck")]
    [InlineData("www.www.ck", "www.ck")]
    [InlineData("b.test.ck", "b.test.ck")]
    [InlineData("test.ck", null)]
    [InlineData("city.kobe.jp", "city.kobe.jp")]
    [InlineData("a.b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("c.kobe.jp", null)]
    [InlineData("test.k12.ak.us", "test.k12.ak.us")]
    [InlineData("食狮.com.cn", "xn--85x722f.com.cn")]
    [InlineData("www.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn")]
    [InlineData("xn--85x722f.com.cn", "xn--85x722f.com.cn")]
    [InlineData("gov.uk", null)]
    [InlineData("www.tax.service.gov.uk", "tax.service.gov.uk")]
    [InlineData("www.parliament.uk.", "parliament.uk")]
    [InlineData("evil.github.io", "evil.github.io")]
    [InlineData("a.b.unlisted-ending", "b.unlisted-ending")]
    [InlineData("localhost", null)]
    public void The_registrable_domain_is_what_the_list_says(string host, string? registrable) =>
        Tables.Shipped.Hosts.Read(host)!.Registrable.ShouldBe(registrable);

    [Fact]
    public void A_company_s_suffix_is_told_from_a_registry_s()
    {
        Tables.Shipped.Hosts.Read("a.co.uk")!.SuffixKind.ShouldBe(SuffixKind.Icann);
        Tables.Shipped.Hosts.Read("a.github.io")!.SuffixKind.ShouldBe(SuffixKind.Private);
        Tables.Shipped.Hosts.Read("a.nowhere")!.SuffixKind.ShouldBe(SuffixKind.Unlisted);
    }

    [Theory]
    [InlineData("0x7f.1", "127.0.0.1")]
    [InlineData("017700000001", "127.0.0.1")]
    [InlineData("2130706433", "127.0.0.1")]
    [InlineData("192.168.257", "192.168.1.1")]
    [InlineData("%31%30.0.0.1", "10.0.0.1")]
    [InlineData("１２７.0.0.1", "127.0.0.1")]
    public void Numbers_are_read_in_every_way_that_browsers_read_them(string written, string address)
    {
        var host = Tables.Shipped.Hosts.Read(written)!;
        host.Kind.ShouldBe(HostKind.IPv4);
        host.Ascii.ShouldBe(address);
        host.Registrable.ShouldBeNull();
    }

    [Theory]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("0x100000000")]
    [InlineData("a b.com")]
    [InlineData("a..com")]
    [InlineData("")]
    [InlineData("[::1")]
    [InlineData("%00.com")]
    public void What_no_browser_takes_is_no_host(string written) => Tables.Shipped.Hosts.Read(written).ShouldBeNull();

    [Fact]
    public void An_ipv6_address_is_read_in_brackets() => Tables.Shipped.Hosts.Read("[2001:DB8::1]")!.Ascii.ShouldBe("2001:db8::1");

    [Fact]
    public void A_list_without_a_rule_is_refused() =>
        Should.Throw<SourceFileException>(() => PublicSuffixes.Load(new SourceFile("list", "// nothing"))).Message.ShouldContain("list");

    [Fact]
    public void Any_text_is_a_host_or_none_and_what_is_registered_ends_it() => Gen.String[Gen.Char["abc.-%0x١é。[]:/@\u0000\uD800xn-"], 0, 40].Sample(text =>
    {
        var host = Tables.Shipped.Hosts.Read(text);
        if (host is null) return;
        host.Ascii.ShouldEndWith(host.Registrable ?? "");
        (host.Label.Length > 0).ShouldBe(host.Registrable is not null);
    }, iter: 20_000);
}
