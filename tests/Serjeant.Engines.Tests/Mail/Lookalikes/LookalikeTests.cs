using CsCheck;
using Serjeant.Engines.Tests.Mail.Domains;
using Serjeant.Mail.Lookalikes;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail.Lookalikes;

public sealed class LookalikeTests
{
    private static Lookalike? Find(string host) => Tables.Shipped.Lookalikes.Find(Tables.Shipped.Hosts.Read(host)!);

    [Theory]
    [InlineData("parliarnent.uk", "parliament.uk", LookalikeKind.LooksTheSame)]
    [InlineData("pаypal.com", "paypal.com", LookalikeKind.LooksTheSame)]
    [InlineData("xn--pypal-4ve.com", "paypal.com", LookalikeKind.LooksTheSame)]
    [InlineData("paypa1.com", "paypal.com", LookalikeKind.LooksTheSame)]
    [InlineData("micosoft.com", "microsoft.com", LookalikeKind.OneLetterOff)]
    [InlineData("parilament.uk", "parliament.uk", LookalikeKind.OneLetterOff)]
    [InlineData("parl-iament.uk", "parliament.uk", LookalikeKind.Hyphens)]
    [InlineData("parl.iament.uk", "parliament.uk", LookalikeKind.Dots)]
    [InlineData("paypal-login.net", "paypal.com", LookalikeKind.AddedWords)]
    [InlineData("parliament.co", "parliament.uk", LookalikeKind.OtherEnding)]
    [InlineData("parliament.uk.example.com", "parliament.uk", LookalikeKind.RealNameFirst)]
    [InlineData("gov.uk-refund.com", "gov.uk", LookalikeKind.RealNameFirst)]
    public void An_imitation_is_told_with_whom_it_imitates_and_how(string host, string imitated, LookalikeKind kind)
    {
        var found = Find(host).ShouldNotBeNull();
        found.Protected.ShouldBe(imitated);
        found.Kind.ShouldBe(kind);
        found.Reason.ShouldContain(imitated);
    }

    [Theory]
    [InlineData("parliament.uk")]
    [InlineData("members.parliament.uk")]
    [InlineData("parliament.scot")]
    [InlineData("parliament.wales")]
    [InlineData("parliament.nz")]
    [InlineData("scottishlabour.org.uk")]
    [InlineData("hsbc.com")]
    [InlineData("tax.service.gov.uk")]
    [InlineData("gov.scot")]
    [InlineData("example.org")]
    [InlineData("nbc.com")]
    public void A_genuine_domain_imitates_nobody(string host) => Find(host).ShouldBeNull();

    [Fact]
    public void The_office_s_own_domain_can_be_watched()
    {
        var tables = Tables.Shipped.Protecting(["janesmith.org.uk", "no domain"]);
        tables.Lookalikes.Find(tables.Hosts.Read("jane-smith.org.uk")!)!.Protected.ShouldBe("janesmith.org.uk");
        tables.Lookalikes.Find(tables.Hosts.Read("mail.janesmith.org.uk")!).ShouldBeNull();
        Find("jane-smith.org.uk").ShouldBeNull();
    }

    [Fact]
    public void Any_host_is_compared_without_failing() => Gen.String[Gen.Char["paylmicrosft.-éа1٠字uk"], 1, 60].Sample(text =>
    {
        if (Tables.Shipped.Hosts.Read(text) is { } host) Tables.Shipped.Lookalikes.Find(host);
    }, iter: 3_000);
}
