using System.Net;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Authentication;

/// <summary>Who may send for a domain. Zone and records are those of RFC 7208, appendix A, where nothing else is said.</summary>
public sealed class SpfCheckerTests
{
    private readonly TestZone zone = new TestZone()
        .MailServer("example.com", "mail-a.example.com").MailServer("example.com", "mail-b.example.com")
        .Address("example.com", "192.0.2.10").Address("example.com", "192.0.2.11")
        .Address("amy.example.com", "192.0.2.65").Address("bob.example.com", "192.0.2.66")
        .Address("mail-a.example.com", "192.0.2.129").Address("mail-b.example.com", "192.0.2.130")
        .Address("www.example.com", "192.0.2.10")
        .MailServer("example.org", "mail-c.example.org").Address("mail-c.example.org", "192.0.2.140")
        .NameOf("192.0.2.10", "example.com").NameOf("192.0.2.11", "example.com").NameOf("192.0.2.65", "amy.example.com").NameOf("192.0.2.66", "bob.example.com")
        .NameOf("192.0.2.129", "mail-a.example.com").NameOf("192.0.2.130", "mail-b.example.com").NameOf("192.0.2.140", "mail-c.example.org").NameOf("10.0.0.4", "bob.example.com");

    [Theory]
    [InlineData("v=spf1 +all", "203.0.113.9", SpfState.Pass)]
    [InlineData("v=spf1 a -all", "192.0.2.11", SpfState.Pass)]
    [InlineData("v=spf1 a -all", "192.0.2.12", SpfState.Fail)]
    [InlineData("v=spf1 a:example.org -all", "192.0.2.10", SpfState.Fail)]
    [InlineData("v=spf1 mx -all", "192.0.2.129", SpfState.Pass)]
    [InlineData("v=spf1 mx -all", "192.0.2.10", SpfState.Fail)]
    [InlineData("v=spf1 mx:example.org -all", "192.0.2.140", SpfState.Pass)]
    [InlineData("v=spf1 mx mx:example.org -all", "192.0.2.140", SpfState.Pass)]
    [InlineData("v=spf1 mx/30 mx:example.org/30 -all", "192.0.2.131", SpfState.Pass)]
    [InlineData("v=spf1 mx/30 mx:example.org/30 -all", "192.0.2.143", SpfState.Pass)]
    [InlineData("v=spf1 mx/30 mx:example.org/30 -all", "192.0.2.144", SpfState.Fail)]
    [InlineData("v=spf1 ptr -all", "192.0.2.65", SpfState.Pass)]
    [InlineData("v=spf1 ptr -all", "192.0.2.140", SpfState.Fail)]
    [InlineData("v=spf1 ptr -all", "10.0.0.4", SpfState.Fail)]
    [InlineData("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.129", SpfState.Pass)]
    [InlineData("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.65", SpfState.Fail)]
    [InlineData("v=spf1 ip6:2001:db8::/32 ~all", "2001:db8::7", SpfState.Pass)]
    [InlineData("v=spf1 ip6:2001:db8::/32 ~all", "2001:db9::7", SpfState.SoftFail)]
    [InlineData("v=spf1 ip4:192.0.2.0/24 -all", "::ffff:192.0.2.5", SpfState.Pass)]
    [InlineData("v=spf1 ?all", "192.0.2.5", SpfState.Neutral)]
    [InlineData("v=spf1", "192.0.2.5", SpfState.Neutral)]
    [InlineData("V=SPF1 MX -ALL", "192.0.2.129", SpfState.Pass)]
    [InlineData("v=spf1 a:mail-a.%{d} -all", "192.0.2.129", SpfState.Pass)]
    [InlineData("v=spf1 exists:%{l}.example.com -all", "203.0.113.1", SpfState.Pass)]
    [InlineData("v=spf1 unknown=some%{d}thing a -all", "192.0.2.10", SpfState.Pass)]
    public async Task A_record_says_who_may_send(string record, string ip, SpfState expected)
    {
        zone.Text("example.com", record);
        (await CheckAsync(ip, "amy@example.com")).State.ShouldBe(expected);
    }

    [Theory]
    [InlineData("v=spf1 nonsense -all")]
    [InlineData("v=spf1 a -all mx:")]
    [InlineData("v=spf1 ip4:192.0.2 -all")]
    [InlineData("v=spf1 ip4:192.0.2.010 -all")]
    [InlineData("v=spf1 ip4:192.0.2.1/33 -all")]
    [InlineData("v=spf1 ip4:192.0.2.1/08 -all")]
    [InlineData("v=spf1 ip6:192.0.2.1 -all")]
    [InlineData("v=spf1 a:192.0.2.1 -all")]
    [InlineData("v=spf1 include -all")]
    [InlineData("v=spf1 all:example.com")]
    [InlineData("v=spf1 exists:%{t}.example.com -all")]
    [InlineData("v=spf1 exists:%(i).example.com -all")]
    [InlineData("v=spf1 exists:%{d0}.example.com -all")]
    [InlineData("v=spf1 redirect=example.org redirect=example.org")]
    [InlineData("v=spf1 include:nothing.example.com -all")]
    [InlineData("v=spf1 redirect=nothing.example.com")]
    public async Task A_record_that_is_not_in_order_proves_nothing(string record)
    {
        zone.Text("example.com", record);
        (await CheckAsync("203.0.113.9", "amy@example.com")).State.ShouldBe(SpfState.PermError);
    }

    [Fact]
    public async Task A_term_that_is_wrong_after_one_that_matches_is_found_all_the_same()
    {
        zone.Text("example.com", "v=spf1 a nonsense:x -all");
        (await CheckAsync("192.0.2.10", "amy@example.com")).State.ShouldBe(SpfState.PermError);
    }

    [Theory]
    [InlineData("%{s}", "strong-bad@email.example.com")]
    [InlineData("%{o}", "email.example.com")]
    [InlineData("%{d}", "email.example.com")]
    [InlineData("%{d4}", "email.example.com")]
    [InlineData("%{d3}", "email.example.com")]
    [InlineData("%{d2}", "example.com")]
    [InlineData("%{d1}", "com")]
    [InlineData("%{dr}", "com.example.email")]
    [InlineData("%{d2r}", "example.email")]
    [InlineData("%{l}", "strong-bad")]
    [InlineData("%{l-}", "strong.bad")]
    [InlineData("%{lr}", "strong-bad")]
    [InlineData("%{lr-}", "bad.strong")]
    [InlineData("%{l1r-}", "strong")]
    [InlineData("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com")]
    [InlineData("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com")]
    [InlineData("%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com")]
    [InlineData("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com")]
    [InlineData("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net")]
    [InlineData("%{S}", "strong-bad%40email.example.com")]
    public void Macros_expand_as_in_section_7_4(string spec, string expected) =>
        SpfMacro.Name(spec, "email.example.com", l => SpfMacro.Value(l, new SpfAsked(IPAddress.Parse("192.0.2.3"), "strong-bad@email.example.com", "mx.example.org"))).ShouldBe(expected);

    [Fact]
    public void An_IPv6_address_expands_by_nibbles_and_long_names_lose_their_left()
    {
        var asked = new SpfAsked(IPAddress.Parse("2001:db8::cb01"), "strong-bad@email.example.com", "mx.example.org");
        SpfMacro.Name("%{ir}.%{v}._spf.%{d2}", "email.example.com", l => SpfMacro.Value(l, asked))
            .ShouldBe("1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com");
        var name = SpfMacro.Name("%{l}.example.com", "example.com", _ => string.Join('.', Enumerable.Repeat("abcdefghi", 40)));
        name.Length.ShouldBeLessThanOrEqualTo(253);
        name.ShouldEndWith("abcdefghi.example.com");
    }

    [Fact]
    public async Task Included_and_redirected_records_count_as_the_standard_says()
    {
        zone.Text("example.com", "v=spf1 include:in.example.net ?all").Text("in.example.net", "v=spf1 ip4:198.51.100.0/24 -all");
        (await CheckAsync("198.51.100.9", "a@example.com")).State.ShouldBe(SpfState.Pass);
        (await CheckAsync("203.0.113.9", "a@example.com")).State.ShouldBe(SpfState.Neutral, "a fail of what is included is no fail");
        zone.Text("elsewhere.example", "v=spf1 redirect=in.example.net");
        (await CheckAsync("203.0.113.9", "a@elsewhere.example")).State.ShouldBe(SpfState.Fail);
        zone.Text("slow.example", "v=spf1 include:broken.example -all").Broken("broken.example");
        (await CheckAsync("203.0.113.9", "a@slow.example")).State.ShouldBe(SpfState.TempError);
        zone.Text("two.example", "v=spf1 -all").Text("two.example", "v=spf1 +all");
        (await CheckAsync("203.0.113.9", "a@two.example")).State.ShouldBe(SpfState.PermError);
        zone.Text("none.example", "v=spf10 -all");
        (await CheckAsync("203.0.113.9", "a@none.example")).State.ShouldBe(SpfState.None);
    }

    [Fact]
    public async Task Ten_terms_that_ask_are_allowed_and_eleven_are_not()
    {
        string Includes(int n) => "v=spf1 " + string.Join(' ', Enumerable.Range(0, n).Select(i => $"include:i{i}.example")) + " +all";
        for (var i = 0; i < 11; i++) zone.Text($"i{i}.example", "v=spf1 ?all");
        zone.Text("ten.example", Includes(10)).Text("eleven.example", Includes(11));
        (await CheckAsync("203.0.113.9", "a@ten.example")).State.ShouldBe(SpfState.Pass);
        (await CheckAsync("203.0.113.9", "a@eleven.example")).State.ShouldBe(SpfState.PermError);
        zone.Text("loop.example", "v=spf1 include:loop.example -all");
        zone.Asked.Clear();
        (await CheckAsync("203.0.113.9", "a@loop.example")).State.ShouldBe(SpfState.PermError);
        zone.Asked.Count.ShouldBe(11);
    }

    [Fact]
    public async Task Two_empty_answers_are_allowed_and_three_are_not()
    {
        zone.Text("two.example", "v=spf1 a:no1.example a:no2.example +all").Text("three.example", "v=spf1 a:no1.example a:no2.example exists:no3.example +all");
        (await CheckAsync("203.0.113.9", "a@two.example")).State.ShouldBe(SpfState.Pass);
        (await CheckAsync("203.0.113.9", "a@three.example")).State.ShouldBe(SpfState.PermError);
    }

    [Fact]
    public async Task More_than_ten_mail_servers_prove_nothing()
    {
        zone.Text("many.example", "v=spf1 mx +all");
        for (var i = 0; i < 11; i++) zone.MailServer("many.example", $"mx{i}.many.example");
        (await CheckAsync("203.0.113.9", "a@many.example")).State.ShouldBe(SpfState.PermError);
    }

    [Theory]
    [InlineData(10, SpfState.Pass)]
    [InlineData(11, SpfState.Fail)]
    public async Task Ten_names_that_an_address_claims_are_asked_about_and_no_more(int place, SpfState expected)
    {
        zone.Text("claimed.example", "v=spf1 ptr -all").Address("host.claimed.example", "198.51.100.7");
        for (var i = 1; i <= 30; i++) zone.NameOf("198.51.100.7", i == place ? "host.claimed.example" : $"n{i}.elsewhere.example");
        (await CheckAsync("198.51.100.7", "a@claimed.example")).State.ShouldBe(expected);
        zone.Asked.Count(q => q.StartsWith("A ", StringComparison.Ordinal)).ShouldBe(10, "RFC 7208 §4.6.4");
    }

    [Fact]
    public async Task The_ten_names_hold_for_the_macro_of_a_name_too()
    {
        zone.Text("macro.example", "v=spf1 exists:%{p}.seen.example -all").Address("host.macro.example", "198.51.100.7").Address("host.macro.example.seen.example", "127.0.0.2");
        for (var i = 1; i <= 10; i++) zone.NameOf("198.51.100.7", $"n{i}.elsewhere.example");
        zone.NameOf("198.51.100.7", "host.macro.example");
        (await CheckAsync("198.51.100.7", "a@macro.example")).State.ShouldBe(SpfState.Fail, "the name would match, but it is the eleventh");
    }

    /// <summary>Also where whoever is asked does not heed that nobody waits any more.</summary>
    [Fact]
    public async Task After_twenty_seconds_it_could_not_be_asked_now()
    {
        zone.Text("patient.example", "v=spf1 include:slow.example +all");
        var clock = new TurnedClock();
        var names = new NeverAnswering(zone, "slow.example");
        var asking = new SpfChecker(names, clock).CheckAsync(IPAddress.Parse("203.0.113.9"), "mx.example.org", "a@patient.example", TestContext.Current.CancellationToken);
        await clock.TurnAsync(TimeSpan.FromSeconds(19.9), TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        (asking.IsCompleted, names.Waited).ShouldBe((false, 1));
        await clock.TurnAsync(TimeSpan.FromSeconds(0.2), TestContext.Current.CancellationToken);
        (await asking.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).State.ShouldBe(SpfState.TempError);
    }

    [Fact]
    public async Task A_bounce_is_checked_by_the_name_that_was_given_and_odd_senders_harm_nothing()
    {
        zone.Text("mx.example.net", "v=spf1 ip4:203.0.113.9 -all");
        var result = await CheckAsync("203.0.113.9", "", "mx.example.net");
        (result.State, result.Domain).ShouldBe((SpfState.Pass, "mx.example.net"));
        foreach (var odd in new[] { "@", "a@", "@@@", "a@b", "a@" + new string('x', 300) + ".example", "a@..", "a@b..c", "a@\0.example" })
            (await CheckAsync("203.0.113.9", odd, "")).State.ShouldBe(SpfState.None);
    }

    [Fact]
    public async Task Offline_nobody_is_asked_and_it_says_so()
    {
        var result = await new SpfChecker(new NoDomainNames(), TimeProvider.System).CheckAsync(IPAddress.Parse("192.0.2.1"), "h.example", "a@b.example", CancellationToken.None);
        (result.State, result.Reason).ShouldBe((SpfState.NotChecked, "Nothing was looked up"));
    }

    private Task<SpfResult> CheckAsync(string ip, string from, string helo = "mx.example.org") =>
        new SpfChecker(zone, TimeProvider.System).CheckAsync(IPAddress.Parse(ip), helo, from, TestContext.Current.CancellationToken);
}
