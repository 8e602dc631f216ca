using Serjeant.Chapters.Checks.Connections;
using Serjeant.Chapters.Checks.Contacts;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Scoring;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>What of a message goes into its row, and who may see the row.</summary>
public static class CheckRows
{
    private const int LongestName = 400;
    private const int LongestSubject = 1_000;

    /// <param name="byId">Who asked; null for the drop folder.</param>
    public static MessageCheck Of(CheckedMessage message, long officeId, long? byId, DateTimeOffset now)
    {
        var (verdict, mail) = (message.Verdict, message.Verdict.Message);
        var name = mail.From.Count > 0 || mail.ForwardedFrom is not null ? Cut(mail.Sender.Name, LongestName) : null;
        var address = mail.From.Count > 0 || mail.ForwardedFrom is not null ? Cut(mail.Sender.Email, LongestName) : null;
        // Of a chat, its first words tell one from another.
        var subject = Cut(message.Form switch
        {
            CheckedForm.Words => FirstWords(mail.Text),
            CheckedForm.Picture => FirstWords($"QR code: {mail.Text}"),
            CheckedForm.Page => LookFile.Read(message.Bytes).Page is var page ? $"Page at {(Uri.TryCreate(page.Final ?? page.Asked, UriKind.Absolute, out var at) ? at.IdnHost : "no address")}: {page.Title}".TrimEnd(':', ' ') : "",
            CheckedForm.Connection => $"Asks to connect on {Platforms.NameOf(ConnectionFile.Read(message.Bytes).Platform)}",
            _ => mail.Subject,
        }, LongestSubject);
        return new MessageCheck
        {
            OfficeId = officeId,
            Form = message.Form,
            Answer = CheckWords.Of(verdict.Verdict),
            Score = verdict.Score,
            Training = verdict.Training,
            SenderName = name,
            SenderAddress = address,
            Subject = subject,
            Words = string.Join(' ', name, address, subject).ToLowerInvariant(),
            Findings = string.Join(' ', WithAttached(verdict).Where(f => f.Points > 0).Select(f => f.RuleId).Distinct(StringComparer.Ordinal)),
            LookedUp = message.LookedUp?.Write(),
            AskedById = byId,
            AskedAt = now,
        };
    }

    /// <summary>Kept ones are the office's; one that passes in an hour is its asker's.</summary>
    public static IQueryable<MessageCheck> VisibleTo(this IQueryable<MessageCheck> checks, Person reader) =>
        checks.Where(c => c.KeptAt != null || c.AskedById == reader.Id);

    // Of a message that somebody passed on, what was found lies in the attached one.
    private static IEnumerable<Finding> WithAttached(MailVerdict verdict) =>
        verdict.Findings.Concat(verdict.Attached.Where(a => a.Verdict is not null).SelectMany(a => WithAttached(a.Verdict!)));

    private static string FirstWords(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= 80 ? line : line[..80].TrimEnd() + "…";
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
