using System.Text;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Messages;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Mail;

/// <summary>A trusted server's word counts only where that server would have put it (RFC 8601 §5, §7.1).</summary>
public sealed class TraceTests
{
    private const string Word = "Authentication-Results: mx.office.example; spf=pass; dmarc=pass\n";
    private const string Nameless = "Authentication-Results: spf=pass smtp.mailfrom=a.example; dkim=none; dmarc=pass action=none\n";
    private const string FromOutside = "Received: from mail.sender.example (mail.sender.example [198.51.100.7])\n by mx.office.example (Postfix) with ESMTPS id 1; Mon, 2 Nov 2026 09:00:00 +0000\n";
    private const string Sent = "Received: from laptop (cpe [192.0.2.9]) by mail.sender.example with ESMTPSA; Mon, 2 Nov 2026 08:59:59 +0000\n";

    private static readonly MailReader Reader = new(hosts: Domains.Tables.Shipped.Hosts);

    public static TheoryData<string, string> Honest => new()
    {
        { "it shows no way at all", Word },
        { "a filter writes above its server's own line", Word + FromOutside + Sent },
        { "or below it", FromOutside + Word + Sent },
        { "the server names itself by its domain", FromOutside + Word.Replace("mx.office", "office", StringComparison.Ordinal) + Sent },
        { "it goes on to another machine of the office", "Received: from mx.office.example by store.office.example with LMTP; Mon, 2 Nov 2026 09:00:01 +0000\n" + Word + FromOutside + Sent },
        { "through a filter on the same machine", "Received: from localhost (localhost [127.0.0.1]) by mx.office.example; x\nReceived: from mx.office.example by localhost (filter, port 10024); x\n" + FromOutside + Word + Sent },
        { "to a machine that the office named", "Received: from mx.office.example by inner.elsewhere.example; x\n" + Word + FromOutside },
        { "to Exchange Online, which the office believes too", "Received: from mx.office.example by LO1.GBRP265.PROD.OUTLOOK.COM; x\n" + Word + FromOutside },
        { "a provider passes it on by number", "Received: by 2002:a05:7300:c60c:b0:d1:8d26:8e73 with SMTP id x; y\nReceived: by 10.1.2.3 with SMTP id x; y\n" + FromOutside + Word + Sent },
        { "Exchange Online's nameless field", "Received: from A.GBRP265.PROD.OUTLOOK.COM (2603:10a6::1) by B.GBRP265.PROD.OUTLOOK.COM with HTTPS; x\n" + Nameless + "Received: from mail.sender.example (198.51.100.7) by AM1EUR.mail.protection.outlook.com (10.0.0.1) with SMTP; x\n" },
    };

    public static TheoryData<string, string> Forged => new()
    {
        { "another server did", Word + "Received: from x by mx.other.example; y\n" },
        { "it came to a private mailbox afterwards", "Received: from mx.office.example by mx.mailbox.example; x\n" + Word + FromOutside },
        { "though the office's own line stands above too", FromOutside + "Received: from a by mx.mailbox.example; x\n" + Word + FromOutside },
        { "a likely name", "Received: from x by mx.office.example.attacker.example; y\n" + Word + FromOutside },
        { "a neighbour under one public suffix", Word.Replace("mx.office.example", "office.org.uk", StringComparison.Ordinal) + "Received: from x by attacker.org.uk; y\n" },
        { "the name is in a remark", Word + "Received: from x (HELO a by mx.office.example) by mx.other.example; y\n" },
        { "the name is what the sender called itself", Word + "Received: from a by mx.office.example by mx.other.example; y\n" },
        { "a step by number that says from whom", "Received: from x by 198.51.100.9 with SMTP; y\n" + Word + FromOutside },
        { "a line longer than any", "Received: from x by mx.office.example " + new string('x', 3_000) + "\n" + Word + FromOutside },
        { "Exchange Online's, and it never was there", Nameless + FromOutside },
        { "Exchange Online's, by a likely name", Nameless + "Received: from x by mail.protection.outlook.com.attacker.example; y\n" },
    };

    [Theory]
    [MemberData(nameof(Honest))]
    public void An_honest_mail_is_believed(string how, string header) => Read(header).Dmarc.ShouldBe(Proof.Pass, how);

    [Theory]
    [MemberData(nameof(Forged))]
    public void A_forged_word_counts_for_nothing_and_is_told(string how, string header)
    {
        var facts = Read(header);
        facts.AnyChecked.ShouldBeFalse(how);
        facts.Notes.ShouldHaveSingleItem().Words.ShouldContain("not where that server would have put it");
        // What is looked up takes its place.
        var looked = AuthenticationFacts.NotChecked with { Dmarc = Proof.Fail, Notes = [new ProofNote(ProofMethod.Dmarc, Proof.Fail, KnownBy.LookUp, "x")] };
        facts.FilledBy(looked).Notes.ShouldHaveSingleItem().By.ShouldBe(KnownBy.LookUp);
        facts.FilledBy(looked).Dmarc.ShouldBe(Proof.Fail);
    }

    private static AuthenticationFacts Read(string header) => Reader.Read(
        Encoding.UTF8.GetBytes(header + "From: a@sender.example\nSubject: Papers\n\nx"),
        new TrustedServers(["mx.office.example", "office.example", "office.org.uk", TrustedServers.ExchangeOnline]) { Inside = ["inner.elsewhere.example"] }).Authentication;
}
