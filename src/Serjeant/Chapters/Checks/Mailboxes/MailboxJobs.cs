using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Workers;

namespace Serjeant.Chapters.Checks.Mailboxes;

/// <summary>Takes mailbox files in and stops and resumes their checks. The file goes into the vault as it comes: it is never laid down in plain.</summary>
public sealed class MailboxJobs(SerjeantDb db, OfficeChanges changes, OfficeVault vaults, MailboxSignal signal, TimeProvider time)
{
    public const long MaxFileBytes = EvidenceVault.DefaultLimit;
    private const int LongestName = 200;

    /// <summary>By its name, or as a program without endings saves it: a line of "From " at the very start (RFC 4155).</summary>
    public static bool IsMailbox(string fileName, ReadOnlyMemory<byte> start) =>
        fileName.EndsWith(".mbox", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".mbx", StringComparison.OrdinalIgnoreCase)
        || start.Span.StartsWith("From "u8) && !fileName.EndsWith(".eml", StringComparison.OrdinalIgnoreCase);

    /// <returns>The id of the check of the whole file.</returns>
    /// <exception cref="VaultException">There is no evidence store that opens, or the file is too large.</exception>
    public Task<long> TakeAsync(string fileName, Stream content, Person by, CancellationToken cancel) => TakeAsync(fileName, content, by.OfficeId, by.Id, (_, _) => { }, cancel);

    /// <param name="byId">Who brings it; null for the drop folder.</param>
    /// <param name="alongside">Writes in the same change, with the check's id.</param>
    /// <inheritdoc cref="TakeAsync(string, Stream, Person, CancellationToken)"/>
    public async Task<long> TakeAsync(string fileName, Stream content, long officeId, long? byId, Action<long, LedgerWriter> alongside, CancellationToken cancel)
    {
        await using var vault = await vaults.OpenAsync(officeId, cancel);
        var blob = await vault.StoreAsync(content, cancel);
        var id = await changes.RunAsync(officeId, byId, async ledger =>
        {
            var job = new MailboxCheck
            {
                OfficeId = officeId,
                FileName = new string([.. fileName.Where(c => !char.IsControl(c)).Take(LongestName)]),
                FileHash = blob.Sha256,
                Bytes = blob.Length,
                State = MailboxState.Queued,
                AskedById = byId,
                AskedAt = time.GetUtcNow(),
            };
            db.MailboxChecks.Add(job);
            await BlobClaim.TakeAsync(db, vault, ledger, [blob], CheckKeeper.Gone, cancel);
            await db.SaveChangesAsync(cancel);
            ledger.Record("mailbox.check-asked", "mailbox", job.Id, ("bytes", blob.Length.ToString(CultureInfo.InvariantCulture)));
            alongside(job.Id, ledger);
            return job.Id;
        }, cancel);
        signal.Ring();
        return id;
    }

    /// <summary>How long a stopped mailbox's file waits for somebody to go on with it.</summary>
    public static readonly TimeSpan StoppedStays = TimeSpan.FromDays(1);

    /// <summary>Leaves the file to the sweep of the vault; what was found stays.</summary>
    public static void LetFileGo(SerjeantDb db, MailboxCheck job)
    {
        if (job.FileHash is null)
            return;
        db.DoomedBlobs.Add(new DoomedBlob { OfficeId = job.OfficeId, Hash = job.FileHash, Bytes = job.Bytes });
        job.FileHash = null;
    }

    /// <returns>False where it runs no more.</returns>
    public async Task<bool> StopAsync(long id, Person by, CancellationToken cancel) => await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var asked = await db.MailboxChecks.Where(m => m.Id == id && (m.State == MailboxState.Queued || m.State == MailboxState.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.StopAsked, true), cancel) == 1;
        if (asked)
            ledger.Record("mailbox.stop-asked", "mailbox", id);
        return asked;
    }, cancel);

    /// <returns>False where there is nothing left to go on with.</returns>
    public async Task<bool> ResumeAsync(long id, Person by, CancellationToken cancel)
    {
        var resumed = await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            var queued = await db.MailboxChecks.Where(m => m.Id == id && m.FileHash != null && (m.State == MailboxState.Stopped || m.State == MailboxState.Failed))
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailboxState.Queued).SetProperty(m => m.StopAsked, false).SetProperty(m => m.Error, (string?)null), cancel) == 1;
            if (queued)
                ledger.Record("mailbox.resumed", "mailbox", id);
            return queued;
        }, cancel);
        if (resumed)
            signal.Ring();
        return resumed;
    }
}
