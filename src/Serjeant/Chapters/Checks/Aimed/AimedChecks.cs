using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Aimed;

/// <summary>The log of spear-phishing: messages that somebody noted as aimed at the office. A note lives with its check, and goes with it.</summary>
public sealed class AimedChecks(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    private const string Noted = "A colleague has noted this already";

    /// <summary>Keeps the check, so that colleagues see it.</summary>
    /// <returns>Null when it is done; else why not, for the form.</returns>
    public Task<string?> NoteAsync(long checkId, AimedForm form, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.MessageChecks.VisibleTo(by).SingleOrDefaultAsync(c => c.Id == checkId, cancel) is not { } check)
            return "The check is no longer there";
        if (check.AimedAt is not null)
            return Noted;
        var now = time.GetUtcNow();
        CheckKeeper.Keep(check, by.Id, now, ledger);
        (check.AimedAt, check.AimedById, check.AimedWhom, check.AimedAddress) = (now, by.Id, form.Whom!.Trim(), form.Address);
        ledger.Record("check.aimed-at-us", "check", checkId, ("address", form.Address == AimedAddress.Personal ? "personal" : "work"));
        ledger.Commit(CheckRemoval.SubjectOf(checkId), "whom", check.AimedWhom);
        return (string?)null;
    }, cancel);

    /// <summary>The check itself stays kept.</summary>
    /// <returns>False where there is no such note.</returns>
    public Task<bool> TakeBackAsync(long checkId, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.MessageChecks.VisibleTo(by).SingleOrDefaultAsync(c => c.Id == checkId && c.AimedAt != null, cancel) is not { } check)
            return false;
        (check.AimedAt, check.AimedById, check.AimedWhom, check.AimedAddress) = (null, null, null, null);
        ledger.Record("check.not-aimed-at-us", "check", checkId);
        return true;
    }, cancel);
}
