using System.Text;
using Serjeant.Engines.Tests.Mail.Outlook;
using Serjeant.Mail;
using Serjeant.Mail.Scoring;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

/// <summary>What somebody who has read our rules would write into a red message to have it called clean: one cheap field or sentence each.</summary>
public sealed class ForgedSignTests
{
    private const string From = "From: \"PayPal Support\" <help@accounts-desk.example>\n";
    private const string List = "List-Id: <news.example.net>\nPrecedence: list\n";
    private const string Answer = "In-Reply-To: <1@example.net>\nReferences: <1@example.net>\n";
    private const string Unsubscribe = "List-Unsubscribe: <https://example.net/u>\n";
    private const string Passed = "From: {0}\nSent: Monday\nSubject: News\n\n";

    public static TheoryData<string> Fields => [List, Answer, Unsubscribe, List + Answer, List + Answer + Unsubscribe, "List-Id: <news.example.net>\nList-Post: <mailto:news@example.net>\n" + Answer];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Signs_of_a_list_or_an_answer_never_clear_what_is_red_without_them(string fields)
    {
        Page().Verdict.ShouldBe(Verdict.Red);
        Page(fields: fields).Verdict.ShouldNotBe(Verdict.None);
        Page(fields: fields, subject: "Re: Your account is suspended").Verdict.ShouldNotBe(Verdict.None);
    }

    [Theory]
    [InlineData("Jonathan Okafor <jonathan.okafor@parliament.uk>")]
    [InlineData("HM Revenue and Customs <news@hmrc.gov.uk>")]
    [InlineData("Kim Reed <kim.reed@northborough-news.example>")]
    [InlineData("Kim Reed <kim.reed@northborough-news.example>", List + Answer + Unsubscribe)]
    public void A_head_of_a_message_that_was_never_passed_on_does_not_clear_it(string inner, string fields = "") =>
        Page(fields: fields, subject: "Fwd: Your account is suspended", words: string.Format(System.Globalization.CultureInfo.InvariantCulture, Passed, inner)).Verdict.ShouldNotBe(Verdict.None);

    [Fact]
    public void Links_to_the_senders_own_site_and_quoted_lines_do_not_clear_it()
    {
        Page(words: "See https://accounts-desk.example/ for us.\n").Verdict.ShouldNotBe(Verdict.None);
        Page(words: "On Monday, Ann Example wrote:\n> thank you\n", fields: Answer).Verdict.ShouldNotBe(Verdict.None);
    }

    [Fact]
    public void What_is_said_of_it_names_the_signs_and_is_enough_for_amber()
    {
        var verdict = Of($"From: Kim Reed <kim@x7k2q9zz4bvh.top>\nTo: office@annlee.example\nSubject: Papers\n{List}Content-Type: text/plain; charset=utf-8\n\nHere it is: https://k2q9zz4bvh7x.top/login\n");
        verdict.Verdict.ShouldBe(Verdict.Amber);
        var finding = verdict.Findings[0];
        finding.ShouldSatisfyAllConditions(f => f.RuleId.ShouldBe(ExcusedScoring.Rule), f => f.Points.ShouldBeGreaterThan(0), f => f.Reason.ShouldContain("anybody can write"), f => f.Evidence.Select(e => e.Field).ShouldContain("List-Id"));
        verdict.Score.ShouldBeGreaterThanOrEqualTo(ShippedMail.Weights.Amber);
        verdict.Steps.ShouldAllBe(s => !s.Contains("No warning signs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dmarc=fail header.from=parliament.uk")]
    [InlineData("arc=none; dmarc=fail header.from=parliament.uk")]
    public void A_contacts_address_warns_where_its_own_domain_disowns_the_message(string results)
    {
        var forged = Proved(results, "From: Jonathan Okafor <jonathan.okafor@parliament.uk>\n", "Ann, the paper is at https://papers-share.example/view Jonathan");
        forged.Verdict.ShouldNotBe(Verdict.None);
        forged.Findings.Select(f => f.RuleId).ShouldContain("contact.not-theirs");
        Proved("dmarc=pass header.from=parliament.uk", "From: Jonathan Okafor <jonathan.okafor@parliament.uk>\n", "Ann, the paper is at https://papers-share.example/view Jonathan").Verdict.ShouldBe(Verdict.None);
    }

    [Fact]
    public void Seals_that_anybody_can_make_do_not_clear_a_forged_firm()
    {
        const string Forged = "From: PayPal <service@paypal.com>\n";
        const string Words = "Your account has been suspended. Verify your account within 24 hours: https://x7k2q9zz4bvh.top/login";
        Proved("spf=fail; dmarc=fail", Forged, Words).Verdict.ShouldBe(Verdict.Red);
        Proved("arc=pass; spf=fail; dmarc=fail", Forged, Words).Verdict.ShouldNotBe(Verdict.None);
    }

    [Theory]
    [InlineData("spf=fail; dmarc=fail header.from=paypal.com")]
    [InlineData("arc=pass; spf=fail; dmarc=fail header.from=paypal.com")]
    public void A_false_head_does_not_hide_that_a_firm_disowns_what_was_really_sent(string results)
    {
        const string Forged = "From: PayPal <service@paypal.com>\n";
        const string Words = "From: Northborough Council <news@northborough.gov.uk>\nSent: Monday\nSubject: News\n\nSee you on Friday.";
        Proved(results, Forged, Words, subject: "Fwd: Papers").Verdict.ShouldBe(Verdict.Amber);
        Proved("spf=pass; dmarc=pass header.from=paypal.com", Forged, Words, subject: "Fwd: Papers").Verdict.ShouldBe(Verdict.None);
    }

    [Fact]
    public void What_servers_say_of_whoever_passed_it_on_is_never_said_of_who_wrote_it()
    {
        var passed = Proved("dmarc=fail header.from=priya.example", "From: Priya <priya@priya.example>\n", "From: Kim Reed <kim@example.org>\nSent: Monday\nSubject: Tea\n\nSee you on Friday.", subject: "Fwd: Tea");
        passed.Verdict.ShouldBe(Verdict.None);
        passed.Findings.ShouldNotContain(f => f.RuleId.StartsWith("auth.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("WhatsApp Support: to keep your account, please reply with the code you received. Never share this code with anyone else.")]
    [InlineData("Signal Security Team. If you did not request this, send us the code we sent you.")]
    [InlineData("Hi it's me, I had a code sent to your phone by mistake. Please send me the code. If you didn't request anything that is fine.")]
    public void A_warning_never_to_share_codes_does_not_clear_who_asks_for_one(string words) => ShippedMail.Judge.JudgeChat(words, ShippedMail.Office).Verdict.ShouldNotBe(Verdict.None);

    [Theory]
    [InlineData("Your code is 482910. Never share it with anyone.")]
    [InlineData("482910 is your verification code. We will never ask you to send us the code. If you did not request this, ignore it.")]
    public void A_code_that_nobody_asks_for_is_left_alone(string words) => ShippedMail.Judge.JudgeChat(words, ShippedMail.Office).Verdict.ShouldBe(Verdict.None);

    [Theory]
    [InlineData("invoice.html", "attach.web-page")]
    [InlineData("invoice.exe", "attach.runs")]
    public void An_attached_page_or_program_is_no_better_for_coming_by_a_list(string file, string rule) =>
        Of($"From: Tom Reed <tom@reed.example>\nTo: office@annlee.example\nSubject: Invoice\n{List}{Answer}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHere it is.\n--b\nContent-Type: application/octet-stream; name=\"{file}\"\nContent-Disposition: attachment; filename=\"{file}\"\n\nfile\n--b--\n")
            .Findings.Where(f => f.Points > 0).Select(f => f.RuleId).ShouldContain(rule);

    [Fact]
    public void A_firms_name_does_not_excuse_a_form_that_anybody_can_put_up()
    {
        const string Form = "From: PayPal <service@paypal.com>\nTo: office@annlee.example\nSubject: Your account is suspended\nContent-Type: text/html; charset=utf-8\n\n<p>Your account has been suspended. Verify your account within 24 hours.</p><a href=\"https://docs.google.com/forms/d/e/1FAI/viewform\">Verify your account</a> <a href=\"https://www.paypal.com/\">PayPal</a>\n";
        Of(Form).Verdict.ShouldNotBe(Verdict.None);
    }

    [Theory]
    [InlineData("From: Tom Reed <tom@reed.example>\nList-Id: <allotments.lists.example>\nPrecedence: list\nIn-Reply-To: <1@lists.example>\nReferences: <1@lists.example>\nSubject: Re: Water butts\nContent-Type: text/plain; charset=utf-8\n\nThe offer ends on Friday, see https://water-butts.example/sale\n\nOn Monday, Sue wrote:\n> which ones?\n")]
    [InlineData("From: Tom Reed <tom@reed.example>\nIn-Reply-To: <1@annlee.example>\nReferences: <1@annlee.example>\nSubject: Re: Surgery\nContent-Type: text/plain; charset=utf-8\n\nThank you, Thursday at four suits me. The letter is at https://www.northborough.gov.uk/letters/12 Tom\n")]
    public void Ordinary_answers_are_left_alone(string mail) => Of("To: office@annlee.example\n" + mail).Verdict.ShouldBe(Verdict.None);

    private static MailVerdict Page(string fields = "", string subject = "Your account is suspended", string words = "", string page = SampleOutlook.Page, string from = From)
    {
        var lines = string.Concat(words.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => $"<div>{System.Net.WebUtility.HtmlEncode(l)}</div>"));
        return Of($"{from}To: office@annlee.example\nSubject: {subject}\n{fields}Content-Type: text/html; charset=utf-8\n\n{lines}{page}\n");
    }

    private static MailVerdict Proved(string results, string from, string words, string subject = "Papers") =>
        Of($"Authentication-Results: mx.office.example; {results}\nReceived: from mail.other.example by mx.office.example; Mon, 2 Nov 2026 09:00:00 +0000\n{from}To: office@annlee.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{words}\n");

    private static MailVerdict Of(string mail) => ShippedMail.Judge.Judge(Encoding.UTF8.GetBytes(mail), ShippedMail.Office);
}
