using System.Diagnostics;
using System.Text;
using Serjeant.Mail;
using Serjeant.Mail.Messages;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

public sealed class HostileMailTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Fact]
    public void Parts_nested_a_thousand_deep_are_read_as_far_as_fifty_and_told()
    {
        var mail = new StringBuilder("From: a@example.org\nMIME-Version: 1.0\n");
        for (var i = 0; i < 1_000; i++) mail.Append(Inv($"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"));
        mail.Append("Content-Type: text/plain\n\ndeep\n");
        var verdict = Quick(mail.ToString());
        verdict.Verdict.ShouldBe(Verdict.Amber);
        verdict.Message.Cuts.ShouldHaveSingleItem().ShouldContain("50 deep");
    }

    [Fact]
    public void Messages_within_messages_do_no_harm()
    {
        var mail = new StringBuilder();
        for (var i = 0; i < 2_000; i++) mail.Append("From: a@example.org\nContent-Type: message/rfc822\n\n");
        Quick(mail.ToString());
    }

    [Fact]
    public void Ten_thousand_parts_are_cut_and_told()
    {
        var mail = new StringBuilder("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n");
        for (var i = 0; i < 10_000; i++) mail.Append("--b\nContent-Type: text/plain\n\nx\n");
        Quick(mail.Append("--b--\n").ToString()).Message.Cuts.ShouldNotBeEmpty();
    }

    [Fact]
    public void Header_bombs_are_cut_and_told()
    {
        Quick("From: a@example.org\nSubject: " + new string('a', 5_000_000) + "\n\nhello").Message.Cuts.ShouldNotBeEmpty();
        var many = new StringBuilder("From: a@example.org\n");
        for (var i = 0; i < 100_000; i++) many.Append(Inv($"X-{i}: {i}\n"));
        Quick(many.Append("\nhello").ToString()).Message.Cuts.ShouldNotBeEmpty();
        var groups = string.Concat(Enumerable.Repeat("a:", 5_000));
        Quick($"From: {groups}\nTo: {string.Concat(Enumerable.Repeat("<", 8_000))}\nSubject: {string.Concat(Enumerable.Repeat("=?utf-8?B?", 800))}\n\nhello");
    }

    [Fact]
    public void A_hundred_megabytes_of_attachment_are_read_in_bounded_time()
    {
        var head = Encoding.ASCII.GetBytes("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhello\n--b\nContent-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n");
        var raw = new byte[100 * 1024 * 1024];
        head.CopyTo(raw, 0);
        for (var i = head.Length; i < raw.Length; i++) raw[i] = i % 77 == 0 ? (byte)'\n' : (byte)'A';
        var clock = Stopwatch.StartNew();
        var verdict = ShippedMail.Judge.Judge(raw, ShippedMail.Office);
        clock.Elapsed.ShouldBeLessThan(Longest);
        verdict.Message.Cuts.ShouldNotBeEmpty();
        verdict.Message.Text.ShouldContain("hello");
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("x-nonsense")]
    [InlineData("utf-16")]
    [InlineData("\"")]
    public void Broken_charsets_are_read_somehow(string charset) =>
        Quick($"From: a@example.org\nContent-Type: text/plain; charset={charset}\n\nhello \u00ff\u00fe there").Message.Text.ShouldNotBeEmpty();

    [Theory]
    [InlineData("display:none")]
    [InlineData("DISPLAY : none !important")]
    [InlineData("visibility:hidden")]
    [InlineData("font-size:0")]
    [InlineData("font-size:1px")]
    [InlineData("color:#fff")]
    [InlineData("color:rgb(255,255,254)")]
    [InlineData("opacity:0")]
    [InlineData("max-height:0;overflow:hidden")]
    [InlineData("text-indent:-9999px")]
    public void Words_hidden_by_style_are_found_and_are_no_part_of_what_is_shown(string style)
    {
        var read = Html($"<p>Shown words come first here.</p><div style=\"{style}\">secret words that nobody who reads this mail can see at all</div><p>more</p>");
        read.Text.ShouldNotContain("secret");
        read.Hidden.ShouldContain(h => h.Text.Contains("secret") && !h.Preheader);
    }

    [Fact]
    public void Hidden_by_a_class_is_found_and_what_holds_for_narrow_screens_is_not()
    {
        Html("<style>.x{display:none} @media (max-width:9px){.y{display:none}}</style><p>Hello</p><div class=x>secret words that nobody can see</div><div class=y>open words</div>")
            .ShouldSatisfyAllConditions(r => r.Text.ShouldContain("open"), r => r.Text.ShouldNotContain("secret"));
    }

    [Fact]
    public void A_short_preheader_is_no_hiding() =>
        Html("<div style=\"display:none\">See what is new this month in our letter</div><p>Hello, here is our letter.</p>").Hidden.ShouldAllBe(h => h.Preheader);

    [Fact]
    public void Hostile_html_takes_bounded_time()
    {
        foreach (var piece in new[] { "<div>", "<a href=x>", "<p style='", "<!--", "&#1;&amp", "<table><tr><td>", "<style>a{", "<style>/*", "</div>", "<b style='color:red;background:blue'>x" })
            Quick("From: a@example.org\nContent-Type: text/html\n\n" + string.Concat(Enumerable.Repeat(piece, 1_500_000 / piece.Length)));
    }

    [Fact]
    public void Hostile_text_takes_bounded_time()
    {
        foreach (var piece in new[] { "http://", "www.", "{{", "a@", "\u200b\u0430a", "<", "From: ", "1234567 ", "aB3", "\ud83d", "verify your ", "> " })
            Quick("From: a@example.org\nSubject: Fwd: x\n\n" + string.Concat(Enumerable.Repeat(piece, 500_000 / piece.Length)));
    }

    private static MailReading Html(string html) => Quick("From: a@example.org\nContent-Type: text/html; charset=utf-8\n\n" + html).Message;

    private static Serjeant.Mail.Scoring.MailVerdict Quick(string mail)
    {
        var bytes = Encoding.UTF8.GetBytes(mail);
        var clock = Stopwatch.StartNew();
        var verdict = ShippedMail.Judge.Judge(bytes, ShippedMail.Office);
        clock.Elapsed.ShouldBeLessThan(Longest, mail[..Math.Min(200, mail.Length)]);
        return verdict;
    }

    private static string Inv(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
