using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Outlook;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;
using Serjeant.Outside.Mailboxes;
using Serjeant.Outside.Pictures.Codes;

namespace Serjeant.Chapters.Checks.ByMail;

/// <summary>Judges what was forwarded, with what the office knows and, where it allows that, with what is looked up about senders.</summary>
public sealed class ForwardJudge(CheckContext office, Lazy<MailJudge> judge, Lazy<MailTables> tables, IDomainNames names, TimeProvider time)
{
    private static readonly MailReader Reader = new();

    /// <summary>What is known about who sent the mail that came to the mailbox.</summary>
    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public async Task<AuthenticationFacts> ProofsOfAsync(byte[] raw, CheckingMailbox box, CancellationToken cancel)
    {
        var told = Reader.Read(raw, new TrustedServers(MailboxLines.Lines(box.TrustedIds))).Authentication;
        return told.FilledBy(await LookUpAsync(raw, box, cancel));
    }

    public async Task<IReadOnlyList<JudgedForward>> JudgeAsync(StaffMail mail, byte[] raw, CheckingMailbox box, CancellationToken cancel)
    {
        var context = await office.ReadAsync(cancel) with { Trusted = new TrustedServers(MailboxLines.Lines(box.TrustedIds)) };
        if (mail.Attached.Count == 0)
        {
            var inline = judge.Value.Judge(raw, context with { QrCodes = MailQrCodes.Of(raw) });
            return inline.Message.ForwardedFrom is null ? [] : [new JudgedForward(inline, true, null, new CheckedMessage(inline, CheckedForm.Mail, raw))];
        }
        var judged = new List<JudgedForward>();
        foreach (var attached in mail.Attached)
        {
            try
            {
                var read = OutlookMessage.IsOne(attached) ? OutlookMessage.ToMail(attached) : attached;
                var verdict = judge.Value.Judge(read, context with { LookedUp = await LookUpAsync(read, box, cancel), QrCodes = MailQrCodes.Of(read) });
                judged.Add(new JudgedForward(verdict, false, null, new CheckedMessage(verdict, OutlookMessage.IsOne(attached) ? CheckedForm.Outlook : CheckedForm.Mail, attached)));
            }
            catch (FormatException)
            {
                judged.Add(new JudgedForward(null, false, "One attached message could not be read. Save it from your mail program as a file and drop it on the page “Is this genuine?” at the desk."));
            }
        }
        return judged;
    }

    private Task<AuthenticationFacts> LookUpAsync(byte[] raw, CheckingMailbox box, CancellationToken cancel) =>
        new ProofChecker(box.LooksUp ? names : new NoDomainNames(), tables.Value.Hosts, time).CheckWithinAsync(raw, new BelievedServers(MailboxLines.Lines(box.ReceivingServers), []), ProofChecker.Patience, cancel);
}
