using System.Globalization;
using System.Text;
using MimeKit;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Mail;
using Serjeant.Mail.Scoring;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.ByMail;

/// <summary>One message that was asked about, judged; or why it was not.</summary>
/// <param name="Inline">It stood in the text of the mail that brought it, so that its own header is lost.</param>
/// <param name="Problem">Why there is no verdict, as a sentence; null when there is one.</param>
/// <param name="Checked">For the history; null where there is no verdict.</param>
public sealed record JudgedForward(MailVerdict? Verdict, bool Inline, string? Problem, CheckedMessage? Checked = null);

/// <summary>Writes the answer to somebody who forwarded a message: plain words, nothing to press, nothing of the message attached.</summary>
public static class AnswerMail
{
    private const int MostFindings = 5;
    private const int MostQuotes = 2;
    private const int Width = 78;

    public static MimeMessage Write(StaffMail asked, IReadOnlyList<JudgedForward> judged, MailboxAddress from, MailboxAddress to, string messageId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var answer = new MimeMessage { Subject = Defanged.Text(Subject(asked.Subject)), Date = now, MessageId = messageId, Body = new TextPart("plain") { Text = Text(asked, judged) } };
        answer.From.Add(from);
        answer.To.Add(to);
        if (asked.MessageId.Length > 0)
        {
            answer.InReplyTo = asked.MessageId;
            foreach (var id in asked.References.Append(asked.MessageId).Distinct(StringComparer.Ordinal)) answer.References.Add(id);
        }
        answer.Headers.Add("Auto-Submitted", "auto-replied"); // RFC 3834 §5
        answer.Headers.Add("X-Auto-Response-Suppress", "All");
        answer.Headers.Add(StaffMailReader.AnswerField, "1");
        return answer;
    }

    internal static string Text(StaffMail asked, IReadOnlyList<JudgedForward> judged)
    {
        var text = new StringBuilder();
        if (judged.Count == 0)
        {
            Line(text, "There was no message to check in your mail.");
            Line(text, "");
            Line(text, "Forward the one you doubt as an attachment: in Outlook choose More, then Forward as attachment; in Gmail the three dots, then Forward as attachment; in Apple Mail Message, then Forward as Attachment. You can also drop its file on the page “Is this genuine?” at the desk.");
        }
        for (var i = 0; i < judged.Count; i++)
        {
            if (judged.Count > 1) Line(text, string.Create(CultureInfo.InvariantCulture, $"Message {i + 1} of {judged.Count}"));
            One(text, judged[i]);
            Line(text, "");
        }
        if (asked.AttachedMore)
        {
            Line(text, $"There were more messages in your mail than {StaffMailReader.MostAttached}. Send the rest in another.");
            Line(text, "");
        }
        Line(text, "Serjeant, your office’s safety desk, wrote this by itself. In it, addresses are written with [.] so that nothing can be pressed. It never says that a message is safe: if in doubt, ask the sender another way, by a number you knew before.");
        return Defanged.Text(text.ToString());
    }

    private static void One(StringBuilder text, JudgedForward judged)
    {
        if (judged.Verdict is not { } verdict)
        {
            Line(text, judged.Problem ?? "It could not be read.");
            return;
        }
        Line(text, verdict.Verdict switch { Verdict.Red => "VERY LIKELY NOT GENUINE", Verdict.Amber => "SOMETHING DOES NOT FIT", _ => "NO WARNING SIGNS FOUND" });
        if (verdict.Message.Subject.Length > 0) Line(text, $"Subject: {Cut(verdict.Message.Subject)}");
        Line(text, $"From: {Cut(verdict.Message.Sender.Name)} {Cut(verdict.Message.Sender.Email)}".TrimEnd());
        Line(text, "");
        Line(text, "What to do");
        for (var i = 0; i < verdict.Steps.Count; i++) Line(text, string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {verdict.Steps[i]}"));
        var signs = verdict.Findings.Where(f => f.Points > 0).Take(MostFindings).ToArray();
        if (signs.Length > 0)
        {
            Line(text, "");
            Line(text, "What it rests on");
            foreach (var sign in signs)
            {
                Line(text, $"- {sign.Reason}");
                foreach (var quote in sign.Evidence.Where(e => e.Quote.Length > 0).Take(MostQuotes)) Line(text, $"  “{Cut(quote.Quote)}”");
            }
        }
        Line(text, "");
        Line(text, "Who sent it");
        foreach (var known in SenderWords.Of(verdict.Message)) Line(text, $"- {known}.");
        if (judged.Inline)
        {
            Line(text, "");
            Line(text, "You forwarded it as text, so its own header and its files are lost, and links may have been changed. Only what is left was looked at. Forward it as an attachment for a better answer.");
        }
        foreach (var cut in verdict.Message.Cuts) Line(text, cut);
    }

    private static string Subject(string subject) => subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : $"Re: {subject}".TrimEnd();

    private static string Cut(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 160 ? line : line[..159].TrimEnd('\ud800', '\udbff') + "…";
    }

    // Wrapped by hand, so that format=flowed or quoted-printable changes nothing of how it reads.
    private static void Line(StringBuilder text, string line)
    {
        var indent = line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("  ", StringComparison.Ordinal) ? "  " : "";
        var length = 0;
        foreach (var word in line.Split(' '))
        {
            if (length > 0 && length + word.Length + 1 > Width)
            {
                text.Append('\n').Append(indent);
                length = indent.Length;
            }
            else if (length > 0 || (word.Length == 0 && text.Length > 0))
            {
                text.Append(' ');
                length++;
            }
            text.Append(word);
            length += word.Length;
        }
        text.Append('\n');
    }
}
