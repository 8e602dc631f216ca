using System.Text;
using Serjeant.Mail;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Scoring;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Mail;

/// <summary>Links of attached PDFs are judged as the mail's own, and their file is named.</summary>
public sealed class PdfLinkJudgeTests
{
    [Fact]
    public void A_link_in_a_pdf_is_judged_and_said_to_be_there()
    {
        Judged("Please see the file.").Verdict.ShouldBe(Verdict.None);
        var verdict = Judged("Please see the file.", "https://parliarnent.uk/sign-in", "http://192.0.2.7/a.zip");
        verdict.Verdict.ShouldBe(Verdict.Red);
        verdict.Findings.ShouldContain(f => f.RuleId == "link.looks-like" && f.Evidence[0].Quote == "in the PDF “minutes.pdf”: https://parliarnent.uk/sign-in");
        verdict.Findings.ShouldContain(f => f.RuleId == "link.number-address");
        verdict.Message.Links.Count(l => l.Kind == LinkKind.Pdf).ShouldBe(2);
    }

    [Fact]
    public void A_long_report_with_many_references_raises_no_alarm() =>
        Judged("Dear Ann, our report is attached. Best wishes, Sam", [.. Enumerable.Range(0, 80).Select(i => $"https://www.journal{i}.example/articles/{i}"), "https://www.gov.uk/guidance", "https://doi.org/10.1000/182", "https://www.youtube.com/watch?v=a"])
            .Verdict.ShouldBe(Verdict.None);

    [Fact]
    public void Links_of_a_file_do_not_water_down_what_the_text_s_do_together()
    {
        const string Text = "Your account is closed. Sign in now: https://sign.other.example/login";
        var alone = Judged(Text).Findings.Select(f => f.RuleId).ToArray();
        alone.ShouldContain("link.all-to-one-foreign");
        Judged(Text, "https://one.example/", "https://two.example/", "https://three.example/").Findings.Select(f => f.RuleId).ShouldBeSubsetOf([.. alone, "link.foreign-no-own"]);
        Judged(Text, "https://one.example/").Findings.ShouldContain(f => f.RuleId == "link.all-to-one-foreign");
    }

    private static MailVerdict Judged(string text, params string[] links) => ShippedMail.Judge.Judge(
        Encoding.UTF8.GetBytes($"From: Sam Lee <sam@papers.example>\nTo: office@annlee.example\nSubject: Minutes\nContent-Type: text/plain\n\n{text}\n"),
        ShippedMail.Office with { PdfLinks = [.. links.Select(l => new FileLink("minutes.pdf", l))] });
}
