using System.Text;
using Serjeant.Mail;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Scoring;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

/// <summary>A lure may stand behind whatever is too much to be read: a message that is cut there is never "no warning signs", and each cut is told.</summary>
public sealed class CutTests
{
    private const string From = "From: Sam Lee <sam@example.org>\nTo: office@annlee.example\nSubject: Friday\nMIME-Version: 1.0\n";
    private const string Lure = "Your mailbox is full. Verify your account within 24 hours: https://parliarnent.uk.login.example/verify\n";

    [Theory]
    [InlineData(998, false)]
    [InlineData(1_010, true)]
    public void A_lure_behind_part_one_thousand_is_not_cleared(int parts, bool cut)
    {
        var mail = new StringBuilder(From + "Content-Type: multipart/mixed; boundary=b\n\n");
        for (var i = 0; i < parts - 2; i++) mail.Append("--b\nContent-Type: text/plain\n\nSee you on Friday.\n");
        if (cut) mail.Append("--b\nContent-Type: text/plain\n\n" + Lure);
        Told(mail.Append("--b--\n").ToString(), cut, "more parts");
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(60, true)]
    public void A_lure_at_depth_sixty_is_not_cleared(int depth, bool cut)
    {
        var mail = new StringBuilder(From);
        for (var i = 0; i < depth; i++) mail.Append(Inv($"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"));
        mail.Append("Content-Type: text/plain\n\n" + (cut ? Lure : "See you on Friday.\n"));
        for (var i = depth - 1; i >= 0; i--) mail.Append(Inv($"--b{i}--\n"));
        Told(mail.ToString(), cut, "within parts");
    }

    [Theory]
    [InlineData("text/plain", 190_000, false)]
    [InlineData("text/plain", 200_100, true)]
    [InlineData("text/html", 190_000, false)]
    [InlineData("text/html", 200_100, true)]
    public void A_lure_behind_the_longest_text_is_not_cleared(string type, int letters, bool cut) =>
        Told($"{From}Content-Type: {type}\n\n{string.Concat(Enumerable.Repeat("See you soon.\n", letters / 14))}{(cut ? Lure : "")}", cut, "very long");

    [Fact]
    public void Text_whose_letters_take_several_bytes_is_told_too() =>
        Told($"{From}Content-Type: text/plain; charset=utf-8\n\n{string.Concat(Enumerable.Repeat("Встреча в пятницу.\n", 8_000))}{Lure}", true, "very long");

    [Fact]
    public void A_page_whose_letters_take_several_bytes_is_told_too() =>
        Told($"{From}Content-Type: text/html; charset=utf-8\n\n<p>Friday<!--{new string('ж', 1_100_000)}-->{Lure}", true, "very long");

    [Fact]
    public void A_second_page_behind_a_long_one_is_told() =>
        Told($"{From}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Friday<!--{new string('x', 1_100_000)}-->\n--b\nContent-Type: text/html\n\n{Lure}\n--b--\n", true, "very long");

    [Fact]
    public void A_plain_twin_that_is_too_long_hides_nothing_of_the_page_that_is_shown() =>
        Told($"{From}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{new string('x', 250_000)}\n--b\nContent-Type: text/html\n\n<p>See you on Friday.\n--b--\n", false, "");

    [Theory]
    [InlineData(400, false)]
    [InlineData(401, true)]
    public void A_link_behind_the_last_that_is_read_is_not_cleared(int links, bool cut)
    {
        var pages = Enumerable.Range(0, links - 1).Select(i => Inv($"https://example.org/{i}")).Append(cut ? "https://parliarnent.uk.login.example/verify" : "https://example.org/last").ToArray();
        Told($"{From}Content-Type: text/plain\n\n{string.Join('\n', pages)}\n", cut, "more than 400 links");
        Told($"{From}Content-Type: text/html\n\n{string.Concat(pages.Select(p => $"<a href='{p}'>Page</a><br>"))}", cut, "more than 400 links");
        ShippedMail.Judge.JudgeChat(string.Join('\n', pages), MailContext.Empty).Message.IsPartial.ShouldBe(cut);
    }

    [Fact]
    public void An_address_behind_more_attributes_than_are_read_is_told() =>
        Told($"{From}Content-Type: text/html\n\n<p>Friday <a {string.Concat(Enumerable.Range(0, 70).Select(i => Inv($"a{i}=x ")))}href='https://login.example/'>here</a>", true, "links");

    [Theory]
    [InlineData("To", false)]
    [InlineData("Reply-To", true)]
    public void A_field_that_is_left_out_counts_where_warnings_rest_on_it(string field, bool cut)
    {
        var verdict = Judge($"{From}{field}: {string.Join(",\n ", Enumerable.Range(0, 1_000).Select(i => Inv($"person{i}@example.org")))}\n\nSee you on Friday.\n");
        verdict.Message.Cuts.ShouldHaveSingleItem().ShouldContain("longer headers");
        (verdict.Message.IsPartial, verdict.Verdict).ShouldBe((cut, cut ? Verdict.Amber : Verdict.None));
    }

    [Fact]
    public void A_file_behind_the_last_that_is_listed_is_not_cleared()
    {
        string Files(int count) => $"{From}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee you on Friday.\n{string.Concat(Enumerable.Range(0, count).Select(i => Inv($"--b\nContent-Type: image/png; name={i}.png\n\nx\n")))}--b--\n";
        Told(Files(100), false, "");
        Told(Files(101), true, "more than 100 attached files");
    }

    [Fact]
    public void An_archive_with_more_names_than_are_read_is_told()
    {
        var zip = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(zip, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < 1_100; i++) archive.CreateEntry(Inv($"{i}.txt"));
        Judge($"{From}Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(zip.ToArray(), Base64FormattingOptions.InsertLineBreaks)}\n").Message.Cuts.ShouldHaveSingleItem().ShouldContain("Not all names");
    }

    [Fact]
    public void A_cut_makes_no_warning_worse_and_is_told_beside_it()
    {
        var (amber, red) = (0, 0);
        foreach (var one in SpearCase.All.Where(c => !c.Fields.ContainsKey("chat")))
        {
            var (whole, cut) = (one.Judge(), one.Judge("There is more."));
            if (whole.Verdict == Verdict.None)
            {
                cut.Verdict.ShouldBe(Verdict.Amber, one.ToString());
                continue;
            }
            (cut.Verdict, cut.Score, cut.Findings.Count).ShouldBe((whole.Verdict, whole.Score, whole.Findings.Count + 1), one.ToString());
            cut.Findings[^1].ShouldSatisfyAllConditions(f => f.RuleId.ShouldBe(MailScoring.CutRule), f => f.Points.ShouldBe(0));
            if (whole.Verdict == Verdict.Red) red++;
            else amber++;
        }
        (amber > 5, red > 5).ShouldBe((true, true), $"{amber} amber, {red} red");
    }

    private static void Told(string mail, bool cut, string words)
    {
        var verdict = Judge(mail);
        verdict.Message.IsPartial.ShouldBe(cut);
        if (!cut)
        {
            (verdict.Verdict, verdict.Message.Cuts.Count).ShouldBe((Verdict.None, 0), string.Join("; ", verdict.Findings.Select(f => f.RuleId).Concat(verdict.Message.Cuts)));
            return;
        }
        verdict.Verdict.ShouldBe(Verdict.Amber);
        verdict.Message.Cuts.ShouldContain(c => c.Contains(words, StringComparison.Ordinal));
        var finding = verdict.Findings.Single(f => f.RuleId == MailScoring.CutRule);
        finding.Reason.ShouldStartWith("Only the first part of this message could be read");
        finding.Points.ShouldBeGreaterThan(0);
        finding.Evidence.Select(e => e.Quote).ShouldBe(verdict.Message.Cuts);
        verdict.Score.ShouldBe(verdict.Findings.Sum(f => f.Points));
        verdict.Steps[0].ShouldContain("Press nothing");
    }

    private static MailVerdict Judge(string mail) => ShippedMail.Judge.Judge(Encoding.UTF8.GetBytes(mail), ShippedMail.Office);

    private static string Inv(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
