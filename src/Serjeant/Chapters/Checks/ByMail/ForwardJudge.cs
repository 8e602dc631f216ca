using Serjeant.Chapters.Checks.Mail;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Messages;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.ByMail;

/// <summary>Judges what was forwarded as if it had been handed over at the desk.</summary>
public sealed class ForwardJudge(SerjeantDb db, CheckContext office, MailChecks checks, SenderLookUps senders, Lazy<MailTables> tables)
{
    /// <summary>What is known about who sent the mail that came to the mailbox.</summary>
    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public async Task<AuthenticationFacts> ProofsOfAsync(byte[] raw, CancellationToken cancel)
    {
        var told = new MailReader(hosts: tables.Value.Hosts).Read(raw, (await SenderTrust.ReadAsync(db, cancel)).Trusted).Authentication;
        return await senders.AskAsync(raw, cancel) is { } lookedUp ? told.FilledBy(lookedUp.Facts) : told;
    }

    public async Task<IReadOnlyList<JudgedForward>> JudgeAsync(StaffMail mail, byte[] raw, CancellationToken cancel)
    {
        var context = await office.ReadAsync(cancel);
        if (mail.Attached.Count == 0)
        {
            var inline = checks.Of(CheckedForm.Mail, raw, context);
            return inline.Verdict.Message.ForwardedFrom is null ? [] : [new JudgedForward(inline.Verdict, true, null, inline)];
        }
        var judged = new List<JudgedForward>();
        foreach (var attached in mail.Attached)
        {
            try
            {
                var message = await checks.AskedAsync(MailChecks.MailForm(attached), attached, context, cancel);
                judged.Add(new JudgedForward(message.Verdict, false, null, message));
            }
            catch (FormatException)
            {
                judged.Add(new JudgedForward(null, false, "One attached message could not be read. Save it from your mail program as a file and drop it on the page “Is this genuine?” at the desk."));
            }
        }
        return judged;
    }
}
