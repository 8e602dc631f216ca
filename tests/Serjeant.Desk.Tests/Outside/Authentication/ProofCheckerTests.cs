using System.Diagnostics;
using System.Text;
using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Authentication;

/// <summary>All proofs of one mail together, and what the judge makes of them.</summary>
public sealed class ProofCheckerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);
    private static readonly BelievedServers Ours = new(["mx.office.example"], ["forwarder.example"]);

    private readonly TestZone zone = new TestZone()
        .Text("_dmarc.sender.example", "v=DMARC1; p=reject").Text("sender.example", "v=spf1 ip4:9.9.9.9 -all");

    [Fact]
    public async Task A_mail_that_came_as_its_sender_sends_is_proved_and_each_proof_says_how_it_is_known()
    {
        var facts = await CheckAsync(Received("9.9.9.9") + SignedText());
        (facts.Spf, facts.Dkim, facts.Dmarc, facts.Arc, facts.DkimDomain).ShouldBe((Proof.Pass, Proof.Pass, Proof.Pass, Proof.NotChecked, "sender.example"));
        facts.Notes.Select(n => (n.Method, n.By, n.Words)).ShouldBe([
            (ProofMethod.Dmarc, KnownBy.LookUp, "sender.example stands behind it: sender.example signed it"),
            (ProofMethod.Spf, KnownBy.LookUp, "sender.example lets 9.9.9.9 send its mail"),
            (ProofMethod.Dkim, KnownBy.LookUp, "sender.example signed this, and nothing under its signature was changed"),
            (ProofMethod.Arc, KnownBy.Nobody, "Nobody sealed it on the way"),
        ]);
    }

    [Fact]
    public async Task Of_several_signatures_that_hold_the_senders_own_is_told()
    {
        var twice = Encoding.UTF8.GetString(SignedMail.Sign(zone, SignedText(), domain: "mailer.example", selector: "m1"));
        twice.IndexOf("d=mailer.example", StringComparison.Ordinal).ShouldBeLessThan(twice.IndexOf("d=sender.example", StringComparison.Ordinal));
        (await CheckAsync(twice)).DkimDomain.ShouldBe("sender.example");
    }

    [Fact]
    public async Task A_forged_mail_fails_and_the_judge_quotes_why()
    {
        var raw = Encoding.UTF8.GetBytes(Received("8.8.8.8") + SignedMail.Plain);
        var facts = await Checker().CheckAsync(raw, Ours, CancellationToken.None);
        (facts.Spf, facts.Dkim, facts.Dmarc).ShouldBe((Proof.Fail, Proof.None, Proof.Fail));
        var found = Shipped.MailJudge().Judge(raw, MailContext.Empty with { LookedUp = facts }).Findings.Single(f => f.RuleId == "auth.dmarc-fail");
        found.Evidence[0].ShouldBe(new Serjeant.Mail.Evidence(Place.Header, "sender.example does not stand behind it: neither a signature nor the way it came is theirs", "Looked up"));
    }

    [Theory]
    [InlineData("from a.example (a.example [9.9.9.9]) by mx.office.example with ESMTPS; Fri, 27 Nov 2026 09:00:00 +0000", Proof.Pass)]
    [InlineData("from a.example (9.9.9.9) by MX.office.example (10.0.0.1) with SMTP; Fri, 27 Nov 2026 09:00:00 +0000", Proof.Pass)]
    [InlineData("from [9.9.9.9] (helo=a.example) by mx.office.example with esmtp; Fri, 27 Nov 2026 09:00:00 +0000", Proof.Pass)]
    [InlineData("from a.example (a.example [8.8.8.8]) by mx.office.example; Fri, 27 Nov 2026 09:00:00 +0000", Proof.Fail)]
    [InlineData("from [9.9.9.9] (x [8.8.8.8]) by mx.office.example; Fri, 27 Nov 2026 09:00:00 +0000", Proof.NotChecked)]
    [InlineData("from a.example (a.example [9.9.9.9]) by mx.attacker.example; Fri, 27 Nov 2026 09:00:00 +0000", Proof.NotChecked)]
    [InlineData("from a.example (a.example [9.9.9.9]) by mx.office.example; Fri, 16 Oct 2026 09:00:00 +0000", Proof.NotChecked)]
    [InlineData("from a.example (a.example [9.9.9.9]) by mx.office.example; sometime", Proof.NotChecked)]
    public async Task Only_the_offices_own_server_tells_how_a_mail_came_and_only_in_one_way(string received, Proof expected) =>
        (await CheckAsync($"Return-Path: <jane@sender.example>\r\nReceived: {received}\r\n{SignedMail.Plain}")).Spf.ShouldBe(expected);

    [Fact]
    public async Task A_line_that_the_sender_wrote_below_the_servers_own_is_not_believed()
    {
        var forged = "Received: from x (x [9.9.9.9]) by mx.office.example; Fri, 27 Nov 2026 08:00:00 +0000\r\n";
        (await CheckAsync(Received("8.8.8.8") + forged + SignedMail.Plain)).Spf.ShouldBe(Proof.Fail);
        // Inside the office it goes on from machine to machine.
        var inner = "Received: from mx.office.example (mx [10.0.0.1]) by mx.office.example; Fri, 27 Nov 2026 09:01:00 +0000\r\n";
        (await CheckAsync(inner + Received("9.9.9.9") + SignedMail.Plain)).Spf.ShouldBe(Proof.Pass);
    }

    [Fact]
    public async Task Offline_everything_is_not_checked_and_nothing_counts_against_it()
    {
        var raw = Encoding.UTF8.GetBytes(Received("8.8.8.8") + SignedText());
        var facts = await new ProofChecker(new NoDomainNames(), Shipped.MailTables().Hosts, new Fixed()).CheckAsync(raw, Ours, CancellationToken.None);
        facts.AnyChecked.ShouldBeFalse();
        facts.Notes.ShouldAllBe(n => n.By == KnownBy.Nobody);
        Shipped.MailJudge().Judge(raw, MailContext.Empty with { LookedUp = facts }).Findings.ShouldNotContain(f => f.RuleId.StartsWith("auth.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_trusted_server_says_goes_before_what_is_looked_up_later()
    {
        var raw = Encoding.UTF8.GetBytes("Authentication-Results: mx.office.example; spf=pass; dmarc=fail\r\n" + Received("8.8.8.8") + SignedText());
        var looked = await Checker().CheckAsync(raw, Ours, CancellationToken.None);
        var facts = Shipped.MailJudge().Judge(raw, MailContext.Empty with { LookedUp = looked, Trusted = new(["mx.office.example"]) }).Message.Authentication;
        (facts.Spf, facts.Dmarc, facts.Dkim).ShouldBe((Proof.Pass, Proof.Fail, Proof.Pass));
        facts.Notes.Select(n => n.By).ShouldBe([KnownBy.TrustedServer, KnownBy.TrustedServer, KnownBy.LookUp, KnownBy.Nobody]);
    }

    [Theory]
    [InlineData("forwarder.example", "dmarc=pass", Proof.Pass)]
    [InlineData("forwarder.example", "dmarc=fail", Proof.None)]
    [InlineData("attacker.example", "dmarc=pass", Proof.None)]
    public async Task A_chain_excuses_only_when_its_sealers_are_trusted_and_saw_it_proved(string sealer, string saw, Proof expected)
    {
        var mail = SignedMail.Seal(zone, sealer, saw);
        (await CheckAsync(Encoding.UTF8.GetString(mail))).Arc.ShouldBe(expected);
        (await CheckAsync(Encoding.UTF8.GetString(mail.Changed("Are you free", "Are you rich")))).Arc.ShouldBe(Proof.Fail);
    }

    [Fact]
    public async Task A_network_that_is_away_leaves_everything_unchecked_and_counts_for_nothing()
    {
        var raw = Encoding.UTF8.GetBytes(Received("8.8.8.8") + SignedText());
        zone.Broken("sender.example").Broken("_dmarc.sender.example").Broken("s1._domainkey.sender.example");
        var facts = await Checker().CheckAsync(raw, Ours, CancellationToken.None);
        facts.AnyChecked.ShouldBeFalse();
        facts.Notes.ShouldAllBe(n => n.By == KnownBy.Nobody);
        facts.Notes[0].Words.ShouldBe("What sender.example says about its mail could not be asked now");
        Shipped.MailJudge().Judge(raw, MailContext.Empty with { LookedUp = facts }).Findings.ShouldNotContain(f => f.RuleId.StartsWith("auth.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forger_whose_own_name_servers_never_answer_is_found_out_all_the_same_and_in_time()
    {
        var slow = new NeverAnswering(zone, "attacker.example");
        // Eight signatures and a seal of the forger's, with keys that never come, and a sender's envelope of theirs.
        var mail = Enumerable.Range(1, 8).Aggregate(SignedMail.Plain, (text, i) => Encoding.UTF8.GetString(SignedMail.Sign(new TestZone(), text, $"d{i}.attacker.example")));
        mail = Encoding.UTF8.GetString(SignedMail.Seal(new TestZone(), "attacker.example", "dmarc=pass", mail));
        var raw = Encoding.UTF8.GetBytes(Received("8.8.8.8").Replace("jane@sender.example", "jane@attacker.example", StringComparison.Ordinal) + mail);
        var clock = Stopwatch.StartNew();
        var facts = await new ProofChecker(slow, Shipped.MailTables().Hosts, new FromNow()).CheckWithinAsync(raw, Ours, TimeSpan.FromSeconds(2), CancellationToken.None);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
        (facts.Dmarc, facts.Spf, facts.Dkim).ShouldBe((Proof.Fail, Proof.NotChecked, Proof.NotChecked));
        slow.Waited.ShouldBeGreaterThan(8);
    }

    private ProofChecker Checker() => new(zone, Shipped.MailTables().Hosts, new Fixed());

    private Task<AuthenticationFacts> CheckAsync(string mail) => Checker().CheckAsync(Encoding.UTF8.GetBytes(mail), Ours, TestContext.Current.CancellationToken);

    private string SignedText() => Encoding.UTF8.GetString(SignedMail.Sign(zone));

    private static string Received(string ip) =>
        $"Return-Path: <jane@sender.example>\r\nReceived: from out.sender.example (out.sender.example [{ip}]) by mx.office.example with ESMTPS; Fri, 27 Nov 2026 09:00:00 +0000\r\n";

    private sealed class Fixed : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>Begins at the test's hour and goes on as time does, with timers that fire.</summary>
    private sealed class FromNow : TimeProvider
    {
        private readonly DateTimeOffset began = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now + (System.GetUtcNow() - began);
    }
}
