using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Outlook;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;

namespace Serjeant.Chapters.Checks.Senders;

/// <summary>Looks up who sent a mail, where the office lets it, while somebody waits (<see cref="ProofChecker.Patience"/>).</summary>
public sealed class SenderLookUps(SerjeantDb db, Lazy<MailTables> tables, IDomainNames names, TimeProvider time)
{
    /// <param name="raw">A mail, or a message that classic Outlook saved.</param>
    /// <returns>Null where the office lets nobody be asked, or these bytes are no mail.</returns>
    public async Task<SenderLookUp?> AskAsync(byte[] raw, CancellationToken cancel)
    {
        var trust = await SenderTrust.ReadAsync(db, cancel);
        if (!trust.LooksUp)
            return null;
        try
        {
            var mail = OutlookMessage.IsOne(raw) ? OutlookMessage.ToMail(raw) : raw;
            return new SenderLookUp(time.GetUtcNow(), await new ProofChecker(names, tables.Value.Hosts, time).CheckWithinAsync(mail, trust.Believed, ProofChecker.Patience, cancel));
        }
        catch (FormatException)
        {
            return null; // Whoever judges it says what is wrong with it.
        }
    }
}
