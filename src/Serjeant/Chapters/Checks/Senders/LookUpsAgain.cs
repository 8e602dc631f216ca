using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Checks.Senders;

/// <summary>Somebody has the sender of a kept mail looked up again. What is found out replaces what was kept with the check, and the message is judged by it.</summary>
public sealed class LookUpsAgain(SerjeantDb db, OfficeChanges changes, CheckReader reader, MailChecks checks, SenderLookUps senders)
{
    /// <summary>Whether the office lets anybody be asked.</summary>
    public async Task<bool> MayAsync(CancellationToken cancel) => (await SenderTrust.ReadAsync(db, cancel)).LooksUp;

    /// <returns>Whether the new answer is kept, which one that knows less than the old is not; null where there is no such mail, or the office lets nobody be asked.</returns>
    /// <exception cref="VaultException">The mail can't be read again.</exception>
    public async Task<bool?> AskAsync(long id, Person by, CancellationToken cancel)
    {
        if (await reader.FindAsync(id, by, cancel) is not { Form: CheckedForm.Mail or CheckedForm.Outlook } check
            || await reader.MessageAsync(check, cancel) is not { } raw || await senders.AskAsync(raw, cancel) is not { } answer)
            return null;
        var judged = CheckRows.Of(await checks.AgainAsync(check.Form, raw, answer, cancel), by.OfficeId, by.Id, answer.At);
        return await changes.RunAsync<bool?>(by.OfficeId, by.Id, async ledger =>
        {
            if (await db.MessageChecks.VisibleTo(by).SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } row)
                return null;
            var better = answer.Known >= (SenderLookUp.Read(row.LookedUp)?.Known ?? 0);
            if (better)
            {
                row.FirstAnswer ??= judged.Answer == row.Answer ? null : row.Answer;
                (row.LookedUp, row.Answer, row.Score, row.Findings) = (judged.LookedUp, judged.Answer, judged.Score, judged.Findings);
            }
            ledger.Record("check.sender-looked-up", "check", id, ("answer", row.Answer.ToString()), ("known", answer.Known.ToString(CultureInfo.InvariantCulture)), ("kept", better ? "yes" : "no"));
            return better;
        }, cancel);
    }
}
