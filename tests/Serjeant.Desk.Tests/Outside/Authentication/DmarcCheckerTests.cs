using Serjeant.Evidence;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Authentication;

/// <summary>Whether the domain that is shown stands behind a mail. Examples follow RFC 7489, appendix B.</summary>
public sealed class DmarcCheckerTests
{
    private static readonly SpfResult NoSpf = new(SpfState.None, "", "");
    private readonly TestZone zone = new();

    // Appendix B.1.1 (SPF) and B.1.2 (DKIM): aligned strictly, aligned relaxed, not aligned.
    [Theory]
    [InlineData("example.com", "example.com", "", DmarcState.Pass)]
    [InlineData("example.com", "child.example.com", "", DmarcState.Pass)]
    [InlineData("child.example.com", "example.com", "", DmarcState.Pass)]
    [InlineData("example.com", "example.net", "", DmarcState.Fail)]
    [InlineData("example.com", "child.example.com", "adkim=s; aspf=s", DmarcState.Fail)]
    [InlineData("example.com", "example.com", "adkim=s; aspf=s", DmarcState.Pass)]
    [InlineData("one.co.uk", "two.co.uk", "", DmarcState.Fail)]
    [InlineData("mail.one.co.uk", "news.one.co.uk", "", DmarcState.Pass)]
    [InlineData("one.github.io", "two.github.io", "", DmarcState.Fail)]
    public async Task Whoever_proved_themselves_must_be_who_is_shown(string shown, string proved, string mode, DmarcState expected)
    {
        zone.Text("_dmarc." + shown, $"v=DMARC1; p=reject; {mode}");
        (await CheckAsync(shown, new SpfResult(SpfState.Pass, proved, ""))).State.ShouldBe(expected);
        (await CheckAsync(shown, NoSpf, Signed(proved))).State.ShouldBe(expected);
    }

    [Fact]
    public async Task A_name_without_a_policy_goes_by_its_registered_domain()
    {
        zone.Text("_dmarc.example.co.uk", "v=DMARC1; p=reject; sp=quarantine");
        var below = await CheckAsync("news.example.co.uk", NoSpf);
        (below.State, below.Policy).ShouldBe((DmarcState.Fail, DmarcPolicy.Quarantine));
        (await CheckAsync("example.co.uk", NoSpf)).Policy.ShouldBe(DmarcPolicy.Reject);
        zone.Asked.ShouldNotContain("TXT _dmarc.co.uk");
        (await CheckAsync("example.org", NoSpf)).State.ShouldBe(DmarcState.None);
    }

    [Theory]
    [InlineData("v=DMARC1", DmarcState.None)]
    [InlineData("v=DMARC1; rua=mailto:a@example.com", DmarcState.Fail)]
    [InlineData("v=DMARC1; p=odd; rua=mailto:a@example.com", DmarcState.Fail)]
    [InlineData("v=DMARC1; p=odd", DmarcState.None)]
    [InlineData("v=DMARC10; p=reject", DmarcState.None)]
    [InlineData("v=dmarc1; p=reject", DmarcState.None)]
    [InlineData("p=reject; v=DMARC1", DmarcState.None)]
    [InlineData("v=DMARC1; p=reject; p=none", DmarcState.None)]
    [InlineData("v=DMARC1;p=reject;pct=0", DmarcState.Fail)]
    public async Task Only_a_policy_that_is_one_counts(string record, DmarcState expected)
    {
        zone.Text("_dmarc.example.com", record);
        (await CheckAsync("example.com", NoSpf)).State.ShouldBe(expected);
    }

    [Fact]
    public async Task Two_policies_or_two_senders_are_none()
    {
        zone.Text("_dmarc.example.com", "v=DMARC1; p=reject").Text("_dmarc.example.com", "v=DMARC1; p=none");
        (await CheckAsync("example.com", NoSpf)).State.ShouldBe(DmarcState.None);
        zone.Text("_dmarc.a.example", "v=DMARC1; p=reject");
        var checker = new DmarcChecker(zone, Shipped.MailTables().Hosts);
        (await checker.CheckAsync(["a.example", "b.example"], NoSpf, [], CancellationToken.None)).State.ShouldBe(DmarcState.None);
        (await checker.CheckAsync([], NoSpf, [], CancellationToken.None)).State.ShouldBe(DmarcState.None);
        (await checker.CheckAsync(["[192.0.2.1]"], NoSpf, [], CancellationToken.None)).State.ShouldBe(DmarcState.None);
    }

    [Fact]
    public async Task What_could_not_be_checked_is_never_a_fail()
    {
        zone.Text("_dmarc.example.com", "v=DMARC1; p=reject").Broken("_dmarc.broken.example");
        (await CheckAsync("example.com", new SpfResult(SpfState.NotChecked, "", ""))).State.ShouldBe(DmarcState.Unknown);
        (await CheckAsync("example.com", new SpfResult(SpfState.TempError, "example.com", ""))).State.ShouldBe(DmarcState.TempError);
        (await CheckAsync("example.com", NoSpf, Signed("example.com") with { State = AuthorProofState.NotNow })).State.ShouldBe(DmarcState.TempError);
        // A forger's own broken name server leaves nothing open about the sender they name.
        (await CheckAsync("example.com", new SpfResult(SpfState.TempError, "attacker.example", ""))).State.ShouldBe(DmarcState.Fail);
        (await CheckAsync("broken.example", NoSpf)).State.ShouldBe(DmarcState.TempError);
        (await new DmarcChecker(new NoDomainNames(), Shipped.MailTables().Hosts).CheckAsync(["example.com"], NoSpf, [], CancellationToken.None)).State.ShouldBe(DmarcState.NotChecked);
    }

    private Task<DmarcResult> CheckAsync(string shown, SpfResult spf, params DkimSignature[] signatures) =>
        new DmarcChecker(zone, Shipped.MailTables().Hosts).CheckAsync([shown], spf, signatures, TestContext.Current.CancellationToken);

    private static DkimSignature Signed(string domain) => new(domain, "s", AuthorProofState.Pass, "", "rsa-sha256", ["from"], null, "", null);
}
