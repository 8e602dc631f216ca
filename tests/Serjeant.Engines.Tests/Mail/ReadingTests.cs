using System.Text;
using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Contacts;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;
using Serjeant.Moderation;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

public sealed class ReadingTests
{
    private static readonly MailReader Reader = new();

    [Fact]
    public void Only_the_topmost_field_of_a_trusted_server_counts()
    {
        const string Fields = "Authentication-Results: mx.office.example; spf=pass; dkim=pass header.d=a.example; dmarc=fail (p=none; x)\nAuthentication-Results: mx.office.example; dmarc=pass\nAuthentication-Results: mx.evil.example; arc=pass\nReceived: from x by mx.office.example; Mon, 2 Nov 2026 09:00:00 +0000\n";
        var facts = Read(Fields + "From: a@example.org\n\nx", "MX.office.example").Authentication;
        facts.Dmarc.ShouldBe(Proof.Fail);
        facts.DkimDomain.ShouldBe("a.example");
        facts.Arc.ShouldBe(Proof.NotChecked);
        Read(Fields + "From: a@example.org\n\nx").Authentication.ShouldBe(AuthenticationFacts.NotChecked);
    }

    [Fact]
    public void The_nameless_field_of_exchange_online_is_believed_only_by_its_name()
    {
        const string Mail = "Authentication-Results: spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=a.example; dkim=none; dmarc=fail action=none\nReceived: from x by AM1.mail.protection.outlook.com; Mon, 2 Nov 2026 09:00:00 +0000\nFrom: a@example.org\n\nx";
        Read(Mail, TrustedServers.ExchangeOnline).Authentication.Spf.ShouldBe(Proof.Fail);
        Read(Mail, "mx.office.example").Authentication.ShouldBe(AuthenticationFacts.NotChecked);
    }

    [Fact]
    public void Look_ups_given_as_input_replace_headers()
    {
        var verdict = ShippedMail.Judge.Judge("From: a@example.org\n\nhello"u8.ToArray(), MailContext.Empty with { LookedUp = AuthenticationFacts.NotChecked with { Dmarc = Proof.Fail } });
        verdict.Findings.ShouldContain(f => f.RuleId == "auth.dmarc-fail");
    }

    [Fact]
    public void What_is_passed_on_in_the_text_is_judged_and_not_who_passed_it_on()
    {
        var read = Read("From: Priya <priya@annlee.example>\nSubject: Fwd: Your account\n\nIs this genuine?\n\n---------- Forwarded message ----------\nFrom: PayPal <x@scam.example>\nDate: Mon, 4 May\nSubject: Your account is limited\n\nVerify your account");
        read.Sender.ShouldBe(new Address("PayPal", "x@scam.example"));
        read.Subject.ShouldBe("Your account is limited");
        Read("From: Priya <priya@annlee.example>\nSubject: Re: lunch\n\nYes!\n\nFrom: Sam <s@example.org>\nDate: Mon\nSubject: lunch").Sender.Email.ShouldBe("priya@annlee.example");
    }

    [Fact]
    public void A_link_knows_what_it_shows_and_where_it_stands()
    {
        var read = Read("From: a@example.org\nContent-Type: text/html\n\n<p>Please <a href='https://b.example/x'>look <b>here</b></a> now, or at www.c.example/y.</p>");
        read.Links[0].ShouldBe(new MailLink("look here", "https://b.example/x", 7, LinkKind.Anchor));
        read.Text.Substring(read.Links[0].Start, 9).ShouldBe("look here");
        read.Links[1].Target.ShouldBe("http://www.c.example/y");
    }

    [Fact]
    public void Names_within_a_zip_are_read_without_unpacking()
    {
        using var zip = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(zip, System.IO.Compression.ZipArchiveMode.Create, true)) archive.CreateEntry("folder/invoice.pdf.js");
        var mail = $"From: a@example.org\nContent-Type: application/zip; name=a.zip\nContent-Disposition: attachment; filename=a.zip\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(zip.ToArray())}\n";
        Read(mail).Attachments.ShouldHaveSingleItem().Inside.ShouldContain("folder/invoice.pdf.js");
        var found = ShippedMail.Judge.Judge(Encoding.UTF8.GetBytes(mail), MailContext.Empty).Findings.Select(f => f.RuleId).ToArray();
        found.ShouldContain("attach.runs");
        found.ShouldContain("attach.false-ending");
    }

    [Fact]
    public void Contacts_are_known_by_name_in_any_order_and_by_hashed_address()
    {
        var book = new ContactBook([("Dr Jane Smith", AddressKey.Of("Jane@Example.org"))]);
        book.KnowsAddress("jane@example.org").ShouldBeTrue();
        book.IsNewAddressOf("Smith, Jane", "jane@other.example").ShouldBeTrue();
        book.IsNewAddressOf("Jane", "jane@other.example").ShouldBeFalse();
    }

    [Fact]
    public void A_training_mark_congratulates_and_makes_nothing_milder()
    {
        const string Mail = "From: PayPal <x@paypa1.com>\nSubject: Verify your account\n\nVerify your account: https://paypa1.com/login\n";
        var plain = ShippedMail.Judge.Judge(Encoding.UTF8.GetBytes(Mail), MailContext.Empty);
        var marked = ShippedMail.Judge.Judge(Encoding.UTF8.GetBytes("X-PHISHTEST: 1\n" + Mail), MailContext.Empty);
        marked.Training.ShouldBeTrue();
        marked.Verdict.ShouldBe(plain.Verdict);
        marked.Steps[0].ShouldContain("Well spotted");
    }

    [Fact]
    public void Weak_signs_alone_are_never_red_nor_is_one_sign()
    {
        var weak = ShippedMail.Rules.Rules.Where(r => r.Weak).ToArray();
        var strong = ShippedMail.Rules.Rules.First(r => !r.Weak && !r.Quiet);
        MailScoring.Of(99, weak, ShippedMail.Weights).ShouldBe(Serjeant.Mail.Verdict.Amber);
        MailScoring.Of(99, weak.Append(strong), ShippedMail.Weights).ShouldBe(Serjeant.Mail.Verdict.Red);
        MailScoring.Of(99, [strong], ShippedMail.Weights).ShouldBe(Serjeant.Mail.Verdict.Amber);
        MailScoring.Of(99, [weak[0]], ShippedMail.Weights).ShouldBe(Serjeant.Mail.Verdict.None);
    }

    [Theory]
    [InlineData("id: a\npoints: 1\nreason: X.\nmatch: [a]\nleave: [b]", "looks for nothing")]
    [InlineData("id: a\npoints: 1.3\nreason: X.\nphrases: [a b]\nmatch: [a]\nleave: [b]", "halves")]
    [InlineData("id: a\npoints: 1\nreason: X.\nphrases: [a b]\nleave: [b]", "must match")]
    [InlineData("id: a\npoints: 1\nreason: X.\nphrases: ['(a']\nmatch: [a]\nleave: [b]", "lacks a ')'")]
    [InlineData("id: a\npoints: 1\nreason: X.\nall: [a]\nmatch: [a]\nleave: [b]", "itself")]
    public void A_broken_rule_says_what_to_do(string yaml, string says) =>
        Should.Throw<SourceFileException>(() => MailRuleSet.Load([new SourceFile("rules/mail/x/a.yaml", yaml)])).Message.ShouldContain(says);

    private static MailReading Read(string mail, params string[] servers) => Reader.Read(Encoding.UTF8.GetBytes(mail), new TrustedServers(servers));
}
