using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Serjeant.Data;
using Serjeant.Mail.Outlook;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>
/// Reports of mail to the national phishing service, and of texts to 7726. The draft opens in the person's own mail program with the message attached, so that
/// it is sent from their own address and by their own hand.
/// </summary>
public sealed class CheckReports(SerjeantDb db, OfficeChanges changes, CheckReader reader, TimeProvider time)
{
    /// <summary>NCSC's Suspicious Email Reporting Service.</summary>
    public const string Phishing = "report@phishing.gov.uk";

    /// <summary>All United Kingdom networks take texts passed on to it.</summary>
    public const string TextNumber = "7726";

    public const string DraftSubject = "Suspicious email";
    public const string DraftWords = "The attached message is reported as suspicious. It has not been answered, and no link or file in it was opened to write this report.";

    public static string MailTo { get; } = $"mailto:{Phishing}?subject={Uri.EscapeDataString(DraftSubject)}&body={Uri.EscapeDataString(DraftWords.Replace("attached", "forwarded", StringComparison.Ordinal))}";

    /// <summary>A mail ready to send, with the message attached as it was received; null where there is no mail to attach.</summary>
    public async Task<byte[]?> DraftAsync(MessageCheck check, Person by, CancellationToken cancel)
    {
        if (check.Form is not (CheckedForm.Mail or CheckedForm.Outlook) || await reader.MessageAsync(check, cancel) is not { } original)
            return null;
        await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            if (await db.MessageChecks.SingleOrDefaultAsync(c => c.Id == check.Id, cancel) is { } row)
                CheckKeeper.Keep(row, by.Id, time.GetUtcNow(), ledger);
            ledger.Record("check.report-drafted", "check", check.Id, ("to", Phishing));
        }, cancel);
        return Draft(check.Form == CheckedForm.Outlook ? OutlookMessage.ToMail(original) : original, by);
    }

    public Task<bool> MarkAsync(long id, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.MessageChecks.VisibleTo(by).SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } check)
            return false;
        var to = check.Form switch { CheckedForm.Words => TextNumber, CheckedForm.Connection => "the platform", _ => Phishing };
        var now = time.GetUtcNow();
        CheckKeeper.Keep(check, by.Id, now, ledger);
        (check.ReportedAt, check.ReportedById, check.ReportedTo) = (now, by.Id, to);
        ledger.Record("check.reported", "check", id, ("to", to));
        return true;
    }, cancel);

    /// <summary>Written by hand: the original goes in byte for byte, which no builder of mail promises (RFC 5322, RFC 2046 §5.2.1).</summary>
    internal static byte[] Draft(byte[] original, Person by)
    {
        var boundary = "=_" + Guid.NewGuid().ToString("N");
        var head = new StringBuilder();
        if (by.Email is { } address && MailboxAddress.TryParse(address, out var from))
            head.Append("From: ").Append(from.Address).Append("\r\n");
        head.Append("To: ").Append(Phishing).Append("\r\nSubject: ").Append(DraftSubject).Append("\r\n");
        // Mail programs open a message with this mark as one that is still to be sent.
        head.Append("X-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"").Append(boundary).Append("\"\r\n\r\n");
        head.Append("--").Append(boundary).Append("\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n").Append(DraftWords).Append("\r\n\r\n");
        head.Append("--").Append(boundary).Append("\r\nContent-Type: message/rfc822; name=\"suspicious.eml\"\r\nContent-Disposition: attachment; filename=\"suspicious.eml\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
        var draft = new MemoryStream(original.Length + 2_000);
        draft.Write(Encoding.ASCII.GetBytes(head.ToString()));
        draft.Write(original);
        draft.Write(Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"));
        return draft.ToArray();
    }
}
