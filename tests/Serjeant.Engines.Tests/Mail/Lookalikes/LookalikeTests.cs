using CsCheck;
using Serjeant.Engines.Tests.Mail.Domains;
using Serjeant.Lab.Mail.Lookalikes;
using Serjeant.Mail.Lookalikes;
using Serjeant.Moderation;
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

    [Theory]
    [InlineData("paypal-login.web.app")]
    [InlineData("parliament-uk.github.io")]
    [InlineData("paypal.sharepoint.com")]
    [InlineData("microsoft-support.onmicrosoft.com")]
    [InlineData("hmrc-refund.pages.dev")]
    [InlineData("parliament.blogspot.com")]
    public void A_name_that_a_stranger_may_take_is_never_exempt(string host) => Find(host).ShouldNotBeNull();

    [Theory]
    [InlineData("microsoft.sharepoint.com")]
    [InlineData("annlee.sharepoint.com")]
    [InlineData("us02web.zoom.us")]
    [InlineData("notifications.service.gov.uk")]
    [InlineData("www.nationbuilder.com")]
    [InlineData("chess.com")]
    [InlineData("someone.github.io")]
    public void Honest_names_at_such_places_and_everyday_words_are_left_alone(string host) => Find(host).ShouldBeNull();

    [Theory]
    [InlineData("domains: [web.app]", "anybody")]
    [InlineData("also: [blogspot.com]", "anybody")]
    [InlineData("domains: [nothing]", "no domain")]
    [InlineData("word: true", "has no domain")]
    public void A_brand_that_would_let_strangers_through_is_refused(string field, string says) =>
        Should.Throw<SourceFileException>(() => Brands.Load(new SourceFile("rules/mail/protected.yaml", $"protected:\n  - brand: X\n    {field}\n"), Tables.Shipped.Hosts)).Message.ShouldContain(says);

    [Fact]
    public void At_least_98_in_100_permutations_of_names_of_four_letters_or_more_are_found()
    {
        var (found, all) = (0, 0);
        foreach (var domain in Tables.Shipped.Brands.All.SelectMany(b => b.Domains).Where(d => d.IndexOf('.') > 3).Where((_, i) => i % 4 == 0))
            foreach (var (_, name) in Permutations.Of(domain[..domain.IndexOf('.')], domain[(domain.IndexOf('.') + 1)..]))
            {
                if (Tables.Shipped.Hosts.Read(name) is not { } host || Tables.Shipped.Brands.OwnerOf(host) is not null || Tables.Shipped.Brands.IsNeighbour(host)) continue;
                all++;
                if (Tables.Shipped.Lookalikes.Find(host) is { Points: >= 2 }) found++;
            }
        all.ShouldBeGreaterThan(10_000);
        (100.0 * found / all).ShouldBeGreaterThan(98);
    }

    [Fact]
    public void Any_host_is_compared_without_failing() => Gen.String[Gen.Char["paylmicrosft.-éа1٠字uk"], 1, 60].Sample(text =>
    {
        if (Tables.Shipped.Hosts.Read(text) is { } host) Tables.Shipped.Lookalikes.Find(host);
    }, iter: 3_000);
}
