using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Chapters.Checks.Mailboxes;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Outside.Drops;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Uploads;

namespace Serjeant.Chapters.Checks.Dropped;

/// <summary>
/// One turn at an office's drop folder. A whole file is renamed to a key first; the check and the key are written in one change; the file is moved away last. Killed
/// anywhere, the next turn finds the key written and only moves, or not written and begins that file again.
/// </summary>
public sealed class DropTurn(
    SerjeantDb db, OfficeChanges changes, Leases leases, OfficeVault vaults, MailChecks checks, MailboxJobs mailboxes, DropPaths paths, DropSightings sightings, TimeProvider time)
{
    /// <summary>Dealt with in one turn.</summary>
    public const int Most = 50;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <returns>How many files were dealt with; null when somebody else has the folder or it is off.</returns>
    public async Task<int?> RunAsync(long id, string owner, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<DropFolder>(id, owner, cancel))
            return null;
        try
        {
            if (await db.DropFolders.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancel) is not { On: true } folder)
                return null;
            db.OfficeScope = folder.OfficeId;
            var (handled, left, problem) = (0, folder.LeftAlone, (string?)null);
            try
            {
                var place = DropPlace.Open(paths.Of(folder));
                (var files, left) = place.List();
                foreach (var file in sightings.Whole(id, files, time.GetUtcNow()).Take(Most))
                    place.Claim(file);
                foreach (var file in place.Claimed())
                {
                    if (!await leases.ClaimAsync<DropFolder>(id, owner, cancel))
                        return handled;
                    try
                    {
                        await OneAsync(folder, place, file, cancel);
                        handled++;
                    }
                    catch (DropException e)
                    {
                        // One that can't be read or moved must not keep the others waiting; it is tried again each turn.
                        problem = e.Message;
                    }
                }
            }
            catch (Exception e) when (e is DropException or VaultException)
            {
                problem = e.Message.TrimEnd('.');
            }
            await db.DropFolders.Where(f => f.Id == id && (f.Problem != problem || f.LeftAlone != left)).ExecuteUpdateAsync(set => set.SetProperty(f => f.Problem, problem).SetProperty(f => f.LeftAlone, left), cancel);
            return handled;
        }
        finally
        {
            await leases.ReleaseAsync<DropFolder>(id, owner, CancellationToken.None);
        }
    }

    private async Task OneAsync(DropFolder folder, DropPlace place, ClaimedFile file, CancellationToken cancel)
    {
        var state = await db.DroppedFiles.Where(f => f.Key == file.Key).Select(f => (DroppedState?)f.State).SingleOrDefaultAsync(cancel) ?? await JudgeAsync(folder, place, file, cancel);
        db.ChangeTracker.Clear();
        place.Finish(file, state == DroppedState.Failed ? DropPlace.Failed : DropPlace.Done);
    }

    private async Task<DroppedState> JudgeAsync(DropFolder folder, DropPlace place, ClaimedFile file, CancellationToken cancel)
    {
        try
        {
            await using var stream = place.OpenRead(file);
            var content = await PeekedStream.OfAsync(stream, cancel);
            if (MailboxJobs.IsMailbox(file.Name, content.Start))
                await MailboxAsync(folder, file, content, stream.Length, cancel);
            else
                await MailAsync(folder, file, content, cancel);
            return DroppedState.Taken;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException or VaultException or DropException or DbUpdateException or System.Data.Common.DbException))
        {
            // Whatever it is about this file, it must not keep the next ones waiting. Anything but our own sentence may quote what somebody wrote.
            db.ChangeTracker.Clear();
            var why = e is FormatException or UploadTooLargeException ? e.Message : "Something went wrong while it was read.";
            await changes.RunAsync(folder.OfficeId, null, ledger =>
            {
                Write(folder, file, 0, DroppedState.Failed, why: why);
                ledger.Record("drop.failed", "dropped-file", file.Key);
                return Task.CompletedTask;
            }, cancel);
            return DroppedState.Failed;
        }
    }

    private async Task MailAsync(DropFolder folder, ClaimedFile file, Stream content, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await new BoundedStream(content, MailChecks.MaxFileBytes, file.Name).CopyToAsync(bytes, cancel);
        var message = await checks.FileAsync(bytes.ToArray(), cancel);
        await using var vault = await vaults.OpenAsync(folder.OfficeId, cancel);
        // As of a mailbox: what has warning signs is kept whole, of the rest a line.
        IReadOnlyList<BlobRef> blobs = message.Verdict.Verdict == Verdict.None ? [] : [await vault.StoreAsync(message.Bytes, cancel)];
        await changes.RunAsync(folder.OfficeId, null, async ledger =>
        {
            var check = CheckRows.Of(message, folder.OfficeId, null, time.GetUtcNow());
            check.KeptAt = check.AskedAt;
            await BlobClaim.TakeAsync(db, vault, ledger, blobs, CheckKeeper.Gone, cancel);
            foreach (var blob in blobs)
                (check.MessageHash, check.MessageBytes) = (blob.Sha256, blob.Length);
            db.MessageChecks.Add(check);
            await db.SaveChangesAsync(cancel);
            Write(folder, file, message.Bytes.Length, DroppedState.Taken, check.Id);
            CheckKeeper.Record(ledger, check.Id.ToString(CultureInfo.InvariantCulture), message, "yes", ("from", "drop-folder"));
            foreach (var blob in blobs)
                ledger.Commit(CheckRemoval.SubjectOf(check.Id), "message", blob.Sha256);
        }, cancel);
    }

    private Task MailboxAsync(DropFolder folder, ClaimedFile file, Stream content, long length, CancellationToken cancel) =>
        mailboxes.TakeAsync(file.Name, new BoundedStream(content, MailboxJobs.MaxFileBytes, file.Name), folder.OfficeId, null, (mailbox, ledger) =>
        {
            Write(folder, file, length, DroppedState.Taken, mailboxId: mailbox);
            ledger.Record("drop.mailbox-taken", "mailbox", mailbox);
        }, cancel);

    private void Write(DropFolder folder, ClaimedFile file, long bytes, DroppedState state, long? checkId = null, long? mailboxId = null, string? why = null) => db.DroppedFiles.Add(new DroppedFile
    {
        OfficeId = folder.OfficeId,
        Key = file.Key,
        Name = file.Name,
        Bytes = bytes,
        State = state,
        CheckId = checkId,
        MailboxId = mailboxId,
        Why = why,
        At = time.GetUtcNow(),
    });

    /// <summary>What became of files is known for as long as of forwarded mails; their checks have a time of their own.</summary>
    public Task<int> ForgetAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow() - Remembered;
        return db.DroppedFiles.IgnoreQueryFilters().Where(f => f.At < before).ExecuteDeleteAsync(cancel);
    }
}
