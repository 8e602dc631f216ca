using Microsoft.EntityFrameworkCore;
using MimeKit;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside.Authentication;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Mailboxes;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks.ByMail;

/// <summary>From a forwarded message to the answer, over real servers.</summary>
public sealed class CheckingMailboxTests
{
    private const string Phish = "From: \"Microsoft account\" <support@rnicrosoft-verify.top>\r\nTo: jane@office.example\r\nSubject: Verify your account within 24 hours\r\nMessage-ID: <p1@rnicrosoft-verify.top>\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>Dear user, your mailbox will be closed. <a href=\"http://203.0.113.7/login?u=jane@office.example\">https://login.microsoft.com</a></p>\r\n";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_forwarded_as_attachment_is_answered_once_in_its_thread_with_nothing_to_press()
    {
        await using var mail = await MailDesk.StartAsync();
        var asked = MailDesk.Forward(MailDesk.Jane, Phish);
        await mail.SendAsync(asked, MailDesk.Jane);

        (await mail.PassAsync()).ShouldBe(1);
        (await mail.PassAsync()).ShouldBe(0);

        var answer = (await AnswersAsync(mail, MailDesk.Jane, 1)).Single();
        (answer.InReplyTo, answer.Subject, answer.Headers["Auto-Submitted"]).ShouldBe((asked.MessageId, "Re: Fwd: Your mailbox is full", "auto-replied"));
        answer.References.ShouldContain(asked.MessageId);
        answer.Body.ShouldBeOfType<TextPart>().ContentType.MimeType.ShouldBe("text/plain");
        var text = Words(answer);
        text.ShouldContain("VERY LIKELY NOT GENUINE");
        text.ShouldContain("rnicrosoft-verify[.]top");
        text.ShouldNotContain("rnicrosoft-verify.top");
        text.ShouldNotContain("203.0.113.7");
        text.ShouldNotContain("http:");
        (await mail.MailOfAsync(MailDesk.Box)).ShouldBeEmpty();
        (await mail.MailOfAsync(MailDesk.Box, MailboxSession.Answered)).Count.ShouldBe(1);
        var entry = await mail.Desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "check-mail.answered", Cancel));
        // It is in their history, as if they had asked at the desk: once, for an hour.
        var check = await mail.Desk.WithDbAsync(db => db.MessageChecks.SingleAsync(Cancel));
        (check.AskedById, check.Form, check.Answer, check.KeptAt, check.Subject).ShouldBe((entry.ActorId!.Value, CheckedForm.Mail, CheckAnswer.Red, null, "Verify your account within 24 hours"));
        check.MessageHash.ShouldNotBeNull();
        entry.ActorId.ShouldBe(await mail.Desk.WithDbAsync(db => db.Users.Where(p => p.Email == MailDesk.Jane).Select(p => (long?)p.Id).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Strangers_and_forged_colleagues_get_nothing_and_cause_nothing()
    {
        await using var mail = await MailDesk.StartAsync();
        await mail.SendAsync(MailDesk.Forward("stranger@office.example", Phish), "stranger@office.example");
        await mail.SendAsync(MailDesk.Forward(MailDesk.Jane, Phish), null);
        var two = MailDesk.Forward(MailDesk.Jane, Phish);
        two.From.Add(MailboxAddress.Parse(MailDesk.Sam));
        await mail.SendAsync(two, MailDesk.Jane);

        (await mail.PassAsync()).ShouldBe(3);

        (await mail.RowsAsync()).Select(r => (r.State, r.Why)).ShouldBe([
            (ForwardedState.Ignored, "It is not from one of the office’s people"),
            (ForwardedState.Ignored, "It names one of the office’s people, but nothing proves that they sent it"),
            (ForwardedState.Ignored, "It is not from one of the office’s people")]);
        (await mail.RowsAsync()).ShouldAllBe(r => r.PersonId == null && r.MessageKey == null);
        await Task.Delay(500, Cancel);
        foreach (var user in new[] { MailDesk.Jane, MailDesk.Sam, "stranger@office.example" }) (await mail.MailOfAsync(user)).ShouldBeEmpty();
        (await mail.MailOfAsync(MailDesk.Box, MailboxSession.Left)).Count.ShouldBe(3);
        (await mail.Desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action.StartsWith("check-mail."), Cancel))).ShouldBe(0, "or strangers could fill the ledger");
    }

    [Fact]
    public async Task Mail_from_outside_is_answered_when_the_senders_domain_signed_it()
    {
        await using var mail = await MailDesk.StartAsync();
        var signed = SignedMail.Sign(mail.Zone, SignedMail.Plain.Replace("jane@sender.example", MailDesk.Jane, StringComparison.Ordinal), domain: "office.example");
        using var message = MimeMessage.Load(new MemoryStream(signed));
        await mail.SendAsync(message, null);
        using var spoiled = MimeMessage.Load(new MemoryStream(signed.Changed("Are you free", "Are you rich")));
        await mail.SendAsync(spoiled, null);

        await mail.PassAsync();

        (await mail.RowsAsync()).Select(r => r.State).ShouldBe([ForwardedState.Answered, ForwardedState.Ignored]);
        Words((await AnswersAsync(mail, MailDesk.Jane, 1)).Single()).ShouldContain("There was no message to check");
    }

    [Theory]
    [InlineData("Auto-Submitted", "auto-replied")]
    [InlineData("Precedence", "bulk")]
    [InlineData("List-Id", "<news.example>")]
    [InlineData("X-Serjeant-Answer", "1")]
    [InlineData("Message-Id", "<serjeant-check-1-abc@office.example>")]
    [InlineData("In-Reply-To", "<serjeant-check-1-abc@office.example>")]
    public async Task Machines_and_answers_to_answers_are_left_alone(string field, string value)
    {
        var message = MailDesk.Write(MailDesk.Jane, "Thanks", new TextPart("plain") { Text = "Thanks" });
        message.Headers.Replace(field, value);
        using var bytes = new MemoryStream();
        message.WriteTo(bytes, Cancel);
        var read = await StaffMailReader.ReadAsync(bytes.ToArray(), MailDesk.Box, [], Cancel);
        (read.Machine is not null || (read.AnswersUs && read.Attached.Count == 0)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("from x by mx.office.example with esmtpsa id 1; Sat, 28 Nov 2026 09:00:00 +0000", true)]
    [InlineData("from mx.office.example by mx.office.example with LMTP id 2\r\nReceived: from [10.0.0.7] (x [10.0.0.7]) by MX.office.example (Postfix) with ESMTPSA id 1", true)]
    [InlineData("from x by mx.office.example with esmtps id 1\r\nReceived: from x by mx.office.example with esmtpsa id 1", false)]
    [InlineData("from x by mx.elsewhere.example with esmtpsa id 1", false)]
    [InlineData("from x (y by mx.office.example with esmtpsa) by mx.office.example with esmtps id 1", false)]
    [InlineData("from by mx.office.example with esmtpsa id by mx.office.example with esmtps id 1", false)]
    [InlineData("from x by mx.office.example with http id 1", false)]
    public async Task Only_the_offices_own_server_tells_that_somebody_had_signed_in(string received, bool expected)
    {
        var raw = System.Text.Encoding.ASCII.GetBytes($"Received: {received}\r\nFrom: {MailDesk.Jane}\r\nSubject: x\r\n\r\nx\r\n");
        ((await StaffMailReader.ReadAsync(raw, MailDesk.Box, ["mx.office.example"], Cancel)).SubmittedTo is not null).ShouldBe(expected);
    }

    [Fact]
    public async Task A_phishing_exercise_is_congratulated_by_mail_and_judged_as_it_was()
    {
        await using var mail = await MailDesk.StartAsync();
        await mail.SendAsync(MailDesk.Forward(MailDesk.Jane, "X-PHISHTEST: This is a phishing security test\r\n" + Phish), MailDesk.Jane);
        await mail.PassAsync();
        var answer = Words((await AnswersAsync(mail, MailDesk.Jane, 1)).Single());
        answer.ShouldContain("Well spotted!");
        answer.ShouldContain("VERY LIKELY NOT GENUINE");
    }

    [Fact]
    public async Task Our_own_answer_that_comes_back_starts_no_loop()
    {
        await using var mail = await MailDesk.StartAsync();
        await mail.SendAsync(MailDesk.Forward(MailDesk.Jane, Phish), MailDesk.Jane);
        await mail.PassAsync();
        var answer = (await AnswersAsync(mail, MailDesk.Jane, 1)).Single();
        await mail.SendAsync(answer, MailDesk.Jane);
        answer.From.Clear();
        answer.From.Add(MailboxAddress.Parse(MailDesk.Jane));
        await mail.SendAsync(answer, MailDesk.Jane);

        await mail.PassAsync();

        (await mail.RowsAsync()).Select(r => r.State).ShouldBe([ForwardedState.Answered, ForwardedState.Ignored, ForwardedState.Ignored]);
    }

    [Fact]
    public async Task A_message_forwarded_as_text_is_judged_by_what_is_left_and_the_answer_says_so()
    {
        await using var mail = await MailDesk.StartAsync();
        var text = "fyi\r\n\r\n---------- Forwarded message ---------\r\nFrom: Netflix <billing@netflix-billing.top>\r\nDate: Fri, 27 Nov 2026\r\nSubject: Your payment failed\r\nTo: <jane@office.example>\r\n\r\nYour account is suspended. Verify your account within 24 hours: http://netflix-billing.top/login\r\n";
        await mail.SendAsync(MailDesk.Write(MailDesk.Jane, "Fwd: Your payment failed", new TextPart("plain") { Text = text }), MailDesk.Jane);
        await mail.PassAsync();
        var answer = Words((await AnswersAsync(mail, MailDesk.Jane, 1)).Single());
        answer.ShouldContain("Only what is left was looked at");
        answer.ShouldContain("VERY LIKELY NOT GENUINE");
        answer.ShouldContain("netflix-billing[.]top");
    }

    [Fact]
    public async Task Who_sent_the_attached_message_is_looked_up_and_told()
    {
        await using var mail = await MailDesk.StartAsync();
        mail.Zone.Text("_dmarc.sender.example", "v=DMARC1; p=reject");
        var signed = System.Text.Encoding.UTF8.GetString(SignedMail.Sign(mail.Zone));
        await mail.SendAsync(MailDesk.Forward(MailDesk.Jane, signed), MailDesk.Jane);
        await mail.PassAsync();
        var answer = Words((await AnswersAsync(mail, MailDesk.Jane, 1)).Single());
        answer.ShouldContain("sender[.]example stands behind it: sender[.]example signed it (looked up)");
        answer.ShouldContain("How it came to your mail server is not known (not checked)");
    }

    private static string Words(MimeMessage message) => string.Join(' ', (message.TextBody ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IReadOnlyList<MimeMessage>> AnswersAsync(MailDesk mail, string user, int count)
    {
        for (var i = 0; i < 100; i++)
        {
            var found = await mail.MailOfAsync(user);
            if (found.Count >= count) return found;
            await Task.Delay(50, Cancel);
        }
        return await mail.MailOfAsync(user);
    }
}
