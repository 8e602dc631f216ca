using Serjeant.Mail.Authentication;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.ByMail;

/// <summary>Whether a mail to the checking mailbox is really from the person whom it names. Without a proof nothing is answered: a forged sender would get mail.</summary>
public static class SenderProof
{
    /// <param name="facts">What trusted servers wrote and what was looked up about the mail itself.</param>
    /// <returns>How it is proved, for the ledger; null when it is not.</returns>
    public static string? Of(StaffMail mail, AuthenticationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(facts);
        if (mail.SubmittedTo is not null) return "signed-in-at-server";
        if (facts.Dmarc == Proof.Pass) return "dmarc";
        // The very domain: a subdomain may be anybody's, and without DMARC nobody said that it isn't.
        var domain = mail.From[(mail.From.LastIndexOf('@') + 1)..];
        return facts.Dkim == Proof.Pass && facts.DkimDomain.Equals(domain, StringComparison.OrdinalIgnoreCase) && facts.Dmarc != Proof.Fail ? "dkim" : null;
    }
}
