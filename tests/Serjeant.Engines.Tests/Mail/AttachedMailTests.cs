using System.Text;
using Serjeant.Engines.Tests.Mail.Outlook;
using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Scoring;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

/// <summary>A harmless note with a lure attached is never "no warning signs", however the lure is wrapped, and what is said of each message rests on its own words.</summary>
public sealed class AttachedMailTests
{
    private const string Cover = "From: Sam Lee <sam@example.org>\nTo: office@annlee.example\nSubject: Friday\nMIME-Version: 1.0\n";
    private const string Harmless = "From: Joan Baker <joan@bakers.example>\nTo: office@annlee.example\nSubject: Village hall\n\nDear Ann, the committee meets on Tuesday at seven. Joan\n";
    private const string Lure = "From: \"PayPal Support\" <help@pay-pal-secure.example>\nTo: office@annlee.example\nSubject: Your account is suspended\nContent-Type: text/html; charset=utf-8\n\n" + SampleOutlook.Page + "\n";

    [Theory]
    [InlineData("Content-Type: message/rfc822", false)]
    [InlineData("Content-Type: message/rfc822; name=\"fwd.eml\"\nContent-Disposition: attachment; filename=\"fwd.eml\"", false)]
    [InlineData("Content-Type: message/rfc822", true)]
    [InlineData("Content-Type: application/octet-stream; name=\"letter.eml\"", true)]
    [InlineData("Content-Type: text/plain\nContent-Disposition: attachment; filename=\"letter.EML\"", true)]
    public void A_lure_attached_to_a_harmless_note_is_as_red_as_by_itself(string head, bool coded) => Red(Judge(With(Part(head, Lure, coded))));

    [Fact]
    public void A_lure_attached_as_Outlook_saved_it_is_as_red_as_by_itself() =>
        Red(Judge(With($"Content-Type: application/vnd.ms-outlook; name=\"letter.msg\"\nContent-Transfer-Encoding: base64\n\n{Lines(SampleOutlook.Fraud().Save())}")));

    [Fact]
    public void A_lure_within_a_message_of_Outlook_is_judged_too()
    {
        var file = new SampleOutlook().Text(0x0037, "Friday").Text(0x0042, "Sam Lee").Text(0x5D02, "sam@example.org").Text(0x1000, "See you on Friday.")
            .Message(inner => inner.Text(0x0037, "Your account is suspended").Text(0x0042, "PayPal Support").Text(0x5D02, "help@pay-pal-secure.example").Bytes(0x1013, Encoding.UTF8.GetBytes(SampleOutlook.Page))).Save();
        Red(ShippedMail.Judge.Judge(file, ShippedMail.Office));
    }

    [Fact]
    public void Harmless_messages_make_nothing_worse()
    {
        var verdict = Judge(With([.. Enumerable.Repeat(Part("Content-Type: message/rfc822", Harmless), 10)]));
        (verdict.Verdict, verdict.Score, verdict.Attached.Count, verdict.Message.IsPartial).ShouldBe((Verdict.None, 0, 10, false));
        verdict.Attached.ShouldAllBe(a => a.Verdict!.Verdict == Verdict.None && a.Title == "Village hall");
        verdict.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_harmless_message_makes_a_red_one_no_milder()
    {
        var own = Judge(Lure);
        var wrapped = Judge($"From: \"PayPal Support\" <help@pay-pal-secure.example>\nTo: office@annlee.example\nSubject: Your account is suspended\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n{SampleOutlook.Page}\n--b\n{Part("Content-Type: message/rfc822", Harmless)}\n--b--\n");
        (wrapped.Verdict, wrapped.Score, wrapped.RestsOnAttached).ShouldBe((Verdict.Red, own.Score, false));
        wrapped.Findings.Select(f => f.RuleId).ShouldBe(own.Findings.Select(f => f.RuleId));
    }

    [Fact]
    public void Beside_a_red_note_a_lure_is_told_and_adds_nothing()
    {
        var verdict = Judge($"From: \"PayPal Support\" <help@pay-pal-secure.example>\nTo: office@annlee.example\nSubject: Your account is suspended\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n{SampleOutlook.Page}\n--b\n{Part("Content-Type: message/rfc822", Lure)}\n--b--\n");
        (verdict.Verdict, verdict.Score).ShouldBe((Verdict.Red, Judge(Lure).Score));
        verdict.Findings.Single(f => f.RuleId == "message.attached").Points.ShouldBe(0);
    }

    [Theory]
    [InlineData(3, Verdict.Red, "")]
    [InlineData(4, Verdict.Amber, "more than 3 deep")]
    [InlineData(9, Verdict.Amber, "more than 3 deep")]
    public void A_lure_is_judged_three_deep_and_deeper_ones_are_told(int depth, Verdict expected, string told)
    {
        var mail = Lure;
        for (var i = 0; i < depth; i++) mail = $"{Cover}Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\nContent-Type: text/plain\n\nSee you on Friday.\n--b{i}\nContent-Type: message/rfc822\n\n{mail}\n--b{i}--\n";
        var verdict = Judge(mail);
        verdict.Verdict.ShouldBe(expected, Told(verdict));
        verdict.Score.ShouldBe(verdict.Findings.Sum(f => f.Points));
        var deepest = verdict;
        while (deepest.Attached.Count > 0) deepest = deepest.Attached[0].Verdict!;
        if (told.Length > 0) deepest.Message.Cuts.ShouldContain(c => c.Contains(told, StringComparison.Ordinal));
        else deepest.Message.Subject.ShouldBe("Your account is suspended");
    }

    [Fact]
    public void The_eleventh_message_is_not_judged_and_that_is_told()
    {
        var verdict = Judge(With([.. Enumerable.Repeat(Part("Content-Type: message/rfc822", Harmless), 10), Part("Content-Type: message/rfc822", Lure)]));
        (verdict.Verdict, verdict.Attached.Count).ShouldBe((Verdict.Amber, 10));
        verdict.Message.Cuts.ShouldHaveSingleItem().ShouldContain("more than 10 attached messages");
    }

    [Fact]
    public void Ten_are_judged_altogether_and_not_ten_of_each()
    {
        var pile = With([.. Enumerable.Repeat(Part("Content-Type: message/rfc822", Harmless), 4)]);
        var verdict = Judge(With([.. Enumerable.Repeat(Part("Content-Type: message/rfc822", pile, coded: true), 4)]));
        Count(verdict).ShouldBe(10);
        verdict.Message.IsPartial.ShouldBeTrue();

        static int Count(MailVerdict of) => of.Attached.Sum(a => 1 + Count(a.Verdict!));
    }

    [Fact]
    public void What_calls_itself_a_message_and_is_none_is_not_cleared()
    {
        var verdict = Judge(With(Part("Content-Type: application/octet-stream; name=\"letter.eml\"", "\u0001 no mail at all", coded: true)));
        verdict.Verdict.ShouldBe(Verdict.Amber);
        verdict.Attached.ShouldHaveSingleItem().Verdict.ShouldBeNull();
        verdict.Message.Cuts.ShouldContain(c => c.Contains("could not be read", StringComparison.Ordinal));
    }

    [Fact]
    public void What_an_attached_message_says_of_its_own_proofs_is_not_believed()
    {
        const string Proofs = "Authentication-Results: mx.office.example; dmarc=pass header.from=bakers.example; spf=pass smtp.mailfrom=bakers.example\nReceived: from x by mx.office.example; Mon, 2 Nov 2026 09:00:00 +0000\n";
        Judge(Proofs + Harmless).Message.Authentication.Dmarc.ShouldBe(Proof.Pass, "the same by itself is believed");
        var verdict = Judge(With(Part("Content-Type: message/rfc822", Proofs + Harmless)));
        verdict.Attached.ShouldHaveSingleItem().Verdict!.Message.Authentication.Dmarc.ShouldBe(Proof.NotChecked);
    }

    [Fact]
    public void Codes_of_an_attached_message_count_there_and_not_for_the_note()
    {
        var mail = Encoding.UTF8.GetBytes(With(Part("Content-Type: message/rfc822", Harmless)));
        var verdict = ShippedMail.Judge.Judge(mail, ShippedMail.Office with { Attached = [ShippedMail.Office with { QrCodes = ["https://parliament.uk.sign-in.example/confirm"] }] });
        verdict.Message.Links.ShouldBeEmpty();
        var within = verdict.Attached.ShouldHaveSingleItem().Verdict!;
        within.Findings.ShouldContain(f => f.RuleId.StartsWith("qr.", StringComparison.Ordinal));
        verdict.Findings.ShouldNotContain(f => f.RuleId.StartsWith("qr.", StringComparison.Ordinal));
        verdict.Verdict.ShouldBe(within.Verdict);
        Judge(Encoding.UTF8.GetString(mail)).Verdict.ShouldBe(Verdict.None);
    }

    private static void Red(MailVerdict verdict)
    {
        verdict.Verdict.ShouldBe(Verdict.Red, Told(verdict));
        verdict.RestsOnAttached.ShouldBeTrue();
        var finding = verdict.Findings[0];
        finding.ShouldSatisfyAllConditions(f => f.RuleId.ShouldBe("message.attached"), f => f.Reason.ShouldContain("no warning signs themselves"), f => f.Evidence.ShouldHaveSingleItem().Quote.ShouldBe("Your account is suspended"));
        verdict.Score.ShouldBe(verdict.Findings.Sum(f => f.Points));
        verdict.Steps[0].ShouldContain("attached message");
        verdict.Steps.Count.ShouldBeLessThanOrEqualTo(5);
        var within = verdict.Attached.ShouldHaveSingleItem().Verdict!;
        within.Verdict.ShouldBe(Verdict.Red);
        within.Findings.Count(f => f.Points > 0).ShouldBeGreaterThan(1);
        verdict.Findings.ShouldNotContain(f => within.Findings.Any(w => w.RuleId == f.RuleId));
    }

    private static string With(params string[] parts)
    {
        var boundary = "b" + parts.Sum(p => p.Length);
        return $"{Cover}Content-Type: multipart/mixed; boundary={boundary}\n\n--{boundary}\nContent-Type: text/plain\n\nDear Ann, see you on Friday. Sam\n{string.Concat(parts.Select(p => $"--{boundary}\n{p}\n"))}--{boundary}--\n";
    }

    private static string Part(string head, string mail, bool coded = false) => coded ? $"{head}\nContent-Transfer-Encoding: base64\n\n{Lines(Encoding.UTF8.GetBytes(mail))}" : $"{head}\n\n{mail}";

    private static string Lines(byte[] bytes) => Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);

    private static string Told(MailVerdict verdict) => string.Join("; ", verdict.Findings.Select(f => f.RuleId).Concat(verdict.Message.Cuts));

    private static MailVerdict Judge(string mail) => ShippedMail.Judge.Judge(Encoding.UTF8.GetBytes(mail), ShippedMail.Office);
}
