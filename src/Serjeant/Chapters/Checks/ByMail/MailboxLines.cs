using Serjeant.Data;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.ByMail;

/// <summary>A mailbox's row, as the outside wants it.</summary>
internal static class MailboxLines
{
    internal static MailServer Imap(this CheckingMailbox box) => new(box.ImapHost, box.ImapPort, box.ImapTls == MailTls.StartTls);

    internal static MailServer Smtp(this CheckingMailbox box) => new(box.SmtpHost, box.SmtpPort, box.SmtpTls == MailTls.StartTls);
}
