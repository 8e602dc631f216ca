using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>
/// Writes checks down: the message goes into the vault, a row says what it is found by. Until somebody keeps it a check passes after an hour, so that a person
/// can report what they just checked without having decided to keep it.
/// </summary>
public sealed class CheckKeeper(SerjeantDb db, OfficeChanges changes, OfficeVault vaults, CheckRemoval removal, TimeProvider time)
{
    /// <summary>For <see cref="BlobClaim"/>.</summary>
    internal const string Gone = "The message was cleared away while it was being kept. Try again.";

    /// <summary>How long a check is there that nobody keeps.</summary>
    public static readonly TimeSpan Passing = TimeSpan.FromHours(1);

    /// <param name="also">What the same change does besides.</param>
    /// <returns>The check's id.</returns>
    /// <exception cref="VaultException">There is no evidence store that opens; what was asked is in the ledger all the same.</exception>
    public async Task<long> RecordAsync(CheckedMessage message, Person by, bool keep, CancellationToken cancel, Func<MessageCheck, LedgerWriter, Task>? also = null)
    {
        OpenVault vault;
        try
        {
            vault = await vaults.OpenAsync(by.OfficeId, cancel);
        }
        catch (VaultException)
        {
            await changes.RunAsync(by.OfficeId, by.Id, ledger =>
            {
                Record(ledger, "none", message, "no");
                return Task.CompletedTask;
            }, cancel);
            throw;
        }
        await using (vault)
        {
            var blob = await vault.StoreAsync(message.Bytes, cancel);
            return await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
            {
                var check = CheckRows.Of(message, by.OfficeId, by.Id, time.GetUtcNow());
                (check.MessageHash, check.MessageBytes) = (blob.Sha256, blob.Length);
                if (keep)
                    (check.KeptAt, check.KeptById) = (check.AskedAt, by.Id);
                db.MessageChecks.Add(check);
                await BlobClaim.TakeAsync(db, vault, ledger, [blob], Gone, cancel);
                await db.SaveChangesAsync(cancel);
                Record(ledger, check.Id.ToString(CultureInfo.InvariantCulture), message, keep ? "yes" : "hour");
                ledger.Commit(CheckRemoval.SubjectOf(check.Id), "message", blob.Sha256);
                if (also is not null)
                    await also(check, ledger);
                return check.Id;
            }, cancel);
        }
    }

    /// <summary>Keeps it for as long as the office keeps checks. Nothing changes where it is kept already.</summary>
    public static void Keep(MessageCheck check, long byId, DateTimeOffset now, LedgerWriter ledger)
    {
        if (check.KeptAt is not null)
            return;
        (check.KeptAt, check.KeptById) = (now, byId);
        ledger.Record("check.kept", "check", check.Id);
    }

    public Task<bool> KeepAsync(long id, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.MessageChecks.VisibleTo(by).SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } check)
            return false;
        Keep(check, by.Id, time.GetUtcNow(), ledger);
        return true;
    }, cancel);

    /// <summary>Deletes one that only its asker sees yet.</summary>
    public Task<bool> DiscardAsync(long id, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (!await db.MessageChecks.AnyAsync(c => c.Id == id && c.KeptAt == null && c.AskedById == by.Id, cancel))
            return false;
        await removal.RemoveAsync([id], "asker", ledger, cancel);
        return true;
    }, cancel);

    internal static void Record(LedgerWriter ledger, string id, CheckedMessage message, string kept, params ReadOnlySpan<(string, string)> more) => ledger.Record(
        "message.checked", "check", id, [("verdict", message.Verdict.Verdict.ToString().ToLowerInvariant()), ("kind", message.Form.ToString().ToLowerInvariant()), ("kept", kept), .. more]);
}
