using System.Text;
using Serjeant.Moderation;
using Serjeant.Outside.Exports;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Outside.Exports;

public sealed class MailTests : IDisposable
{
    private readonly ExportFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task A_mail_gives_its_sender_subject_date_thread_and_text_and_keeps_its_bytes()
    {
        const string raw = "From: \"Jo Bloggs\" <jo@example.org>\r\nTo: mp@example.parliament.uk\r\nSubject: =?utf-8?q?Pothole_=E2=80=93_again?=\r\n" +
            "Date: Tue, 3 Mar 2026 09:30:00 +0100\r\nMessage-ID: <m1@example.org>\r\nReferences: <m0@example.org>\r\nIn-Reply-To: <m0@example.org>\r\n\r\nPlease help.\r\n";
        var mail = (await fixture.ReadAsync(fixture.Write("a.eml", raw))).Messages().ShouldHaveSingleItem();

        mail.Platform.ShouldBe(Platform.Email);
        mail.Kind.ShouldBe(MessageKind.Email);
        mail.Author.Handle.ShouldBe("jo@example.org");
        mail.Author.DisplayName.ShouldBe("Jo Bloggs");
        mail.Subject.ShouldBe("Pothole – again");
        mail.SentAt.ShouldBe(new DateTimeOffset(2026, 3, 3, 9, 30, 0, TimeSpan.FromHours(1)));
        mail.ThreadId.ShouldBe("m0@example.org");
        mail.InReplyTo.ShouldBe("m0@example.org");
        mail.Account.ShouldBe("mp@example.parliament.uk");
        mail.Text.ShouldBe("Please help.");
        Encoding.UTF8.GetString(mail.Raw.Span).ShouldBe(raw);
    }

    [Fact]
    public async Task A_stranger_who_reuses_a_message_id_does_not_push_the_other_mail_out()
    {
        const string first = "From - Mon Jan  1 10:00:00 2024\nFrom: a@example.org\nMessage-ID: <same@x>\n\nkind words\n\n";
        const string second = "From - Mon Jan  1 10:00:01 2024\nFrom: b@example.org\nMessage-ID: <same@x>\n\na threat\n\n";
        var mails = (await fixture.ReadAsync(fixture.Write("two.mbox", first + second))).Messages();

        mails.Select(m => m.ExternalId).Distinct().Count().ShouldBe(2);
        mails.ShouldAllBe(m => m.ExternalId.StartsWith("same@x~"));
    }

    [Fact]
    public async Task The_words_of_an_html_mail_are_read_without_its_scripts_and_styles()
    {
        const string raw = "From: a@example.org\nContent-Type: text/html; charset=utf-8\n\n<html><head><title>t</title><style>p{color:red}</style></head>" +
            "<body><p>First&nbsp;line &amp; more</p><script>alert('x')</script><div>Second</div><table><tr><td>a</td><td>b</td></tr></table></body></html>";

        (await fixture.ReadAsync(fixture.Write("h.eml", raw))).Messages()[0].Text.ShouldBe("First line & more\nSecond\na\nb");
    }

    [Fact]
    public async Task Plain_text_is_preferred_and_a_mail_of_attachments_says_so()
    {
        const string both = "From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>rich</p>\n" +
            "--b\nContent-Type: text/plain\n\nplain\n--b--\n";
        const string only = "From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\nContent-Disposition: attachment\n\nx\n--b--\n";

        (await fixture.ReadAsync(fixture.Write("both.eml", both))).Messages()[0].Text.ShouldBe("plain");
        (await fixture.ReadAsync(fixture.Write("only.eml", only))).Messages()[0].Text.ShouldBe("[1 attachment]");
    }

    [Fact]
    public async Task Text_that_claims_utf8_and_is_not_is_read_as_windows_1252()
    {
        byte[] raw = [.. "From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\ncaf"u8, 0xE9, .. " \u20AC "u8, 0x80];

        (await fixture.ReadAsync(fixture.Write("w.eml", raw))).Messages()[0].Text.ShouldBe("café € €");
    }

    [Fact]
    public async Task A_mailbox_is_split_at_its_separators_only_and_quoted_lines_come_back()
    {
        const string box = "From jo@example.org Mon Jan  1 10:00:00 2024\nFrom: jo@example.org\nSubject: one\n\nHello\n\nFrom here on it gets worse\n>From quoted\n>>From twice\n\n" +
            "From - Tue Jan  2 10:00:00 2024\nFrom: al@example.org\nSubject: two\n\nSecond\n\n";
        var mails = (await fixture.ReadAsync(fixture.Write("Inbox", box))).Messages();

        mails.Select(m => m.Subject).ShouldBe(["one", "two"]);
        mails[0].Text.ShouldBe("Hello\n\nFrom here on it gets worse\nFrom quoted\n>From twice");
        mails[1].Text.ShouldBe("Second");
    }

    [Fact]
    public async Task A_mail_that_is_too_large_is_named_and_the_next_one_comes_in()
    {
        fixture.Options = new ReadOptions { Limits = new ExportLimits { MailBytes = 100_000 } };
        var box = "From - Mon Jan  1 10:00:00 2024\nSubject: big\n\n" + new string('x', 300_000) + "\n\nFrom - Tue Jan  2 10:00:00 2024\nSubject: small\n\nok\n";
        var items = await fixture.ReadAsync(fixture.Write("big.mbox", box));

        items.Lost().ShouldHaveSingleItem().Where.ShouldBe("big.mbox, mail 1");
        items.Messages().ShouldHaveSingleItem().Subject.ShouldBe("small");
    }

    [Fact]
    public async Task A_mail_of_too_many_parts_is_refused_and_deep_nesting_is_survived()
    {
        var many = new StringBuilder("From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n");
        for (var i = 0; i < 60_000; i++)
            many.Append("--b\n\nx\n");
        var deep = new StringBuilder("From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (var i = 0; i < 2_000; i++)
            deep.Append($"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n");

        (await fixture.ReadAsync(fixture.Write("many.eml", many.ToString()))).Lost()[0].Reason.ShouldContain("1,000 parts");
        (await fixture.ReadAsync(fixture.Write("deep.eml", deep.ToString()))).Messages().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_hundred_thousand_nested_elements_take_no_more_time_than_their_length()
    {
        var raw = "From: a@example.org\nContent-Type: text/html\n\n" + string.Concat(Enumerable.Repeat("<div><b>", 100_000)) + "words";
        var clock = System.Diagnostics.Stopwatch.StartNew();

        (await fixture.ReadAsync(fixture.Write("nest.eml", raw))).Messages()[0].Text.ShouldBe("words");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task What_is_not_a_mail_says_what_to_do()
    {
        (await fixture.ReadAsync(fixture.Write("x.eml", "just some words"))).Lost()[0].Reason.ShouldContain("save it again as .eml");
        (await fixture.ReadAsync(fixture.Write("mail.pst", "!BDN...."))).Lost()[0].Reason.ShouldContain("Outlook data file");
        (await fixture.ReadAsync(fixture.Write("empty.eml", ""))).Lost()[0].Reason.ShouldContain("empty");
    }

    [Fact]
    public async Task A_nul_is_replaced_in_text_and_kept_in_the_raw_mail()
    {
        var mail = (await fixture.ReadAsync(fixture.Write("n.eml", "From: a@example.org\nSubject: a\u0001b\n\nbe\0fore \u202Ebidi"))).Messages()[0];

        mail.Text.ShouldBe("be\uFFFDfore \u202Ebidi");
        mail.Raw.Span.Contains((byte)0).ShouldBeTrue();
    }
}
