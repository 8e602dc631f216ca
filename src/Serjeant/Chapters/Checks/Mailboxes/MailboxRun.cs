using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Messages;
using Serjeant.Outside.Exports.Mail;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Checks.Mailboxes;

/// <summary>One worker's turn at a mailbox file: mail by mail out of the vault, in batches of which each is one change.</summary>
public sealed class MailboxRun(SerjeantDb db, OfficeChanges changes, Leases leases, OfficeVault vaults, MailChecks checks, CheckContext contexts, TimeProvider time, ILogger<MailboxRun> log)
{
    private const int BatchSize = 25;
    private const int MostProblems = 50;
    private static readonly TimeSpan LongestBatch = TimeSpan.FromSeconds(5);

    private sealed record One(int Number, CheckedMessage? Message, string? Problem);

    /// <returns>False when somebody else has the job.</returns>
    public async Task<bool> TryAsync(long id, string owner, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<MailboxCheck>(id, owner, cancel))
            return false;
        var job = await db.MailboxChecks.IgnoreQueryFilters().AsNoTracking().SingleAsync(m => m.Id == id, cancel);
        db.OfficeScope = job.OfficeId;
        if (job.State is not (MailboxState.Queued or MailboxState.Running) || job.FileHash is null)
        {
            await leases.ReleaseAsync<MailboxCheck>(id, owner, cancel);
            return false;
        }
        try
        {
            await db.MailboxChecks.Where(m => m.Id == id && m.LeaseOwner == owner).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailboxState.Running), cancel);
            var state = await ReadAsync(job, owner, cancel);
            if (state is { } end)
                await EndAsync(job, owner, end, null);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await leases.ReleaseAsync<MailboxCheck>(id, owner, CancellationToken.None);
            throw;
        }
        catch (Exception e) when (e is VaultException or FormatException)
        {
            await EndAsync(job, owner, MailboxState.Failed, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The exception's type only: its message may quote what somebody wrote.
            log.LogError("The check of mailbox {Mailbox} stopped: {Fault}", id, e.GetType().Name);
            await EndAsync(job, owner, MailboxState.Failed, "Something went wrong while reading it. What was checked so far is safe; try to go on, and if it stops again tell whoever looks after Serjeant.");
        }
        return true;
    }

    private async Task<MailboxState?> ReadAsync(MailboxCheck job, string owner, CancellationToken cancel)
    {
        await using var vault = await vaults.OpenAsync(job.OfficeId, cancel);
        await using var file = await vault.OpenAsync(new BlobRef(job.FileHash!, job.Bytes), cancel);
        var context = await contexts.ReadAsync(cancel);
        var batch = new List<One>();
        var began = time.GetUtcNow();
        await foreach (var mail in MboxSplitter.SplitAsync(file, MailLimits.Usual.Bytes, cancel))
        {
            if (mail.Number == 0)
                throw new FormatException("This is not a mailbox file: it does not begin with a line that starts with “From ”.");
            if (mail.Number <= job.Position)
                continue;
            batch.Add(Judge(mail, context));
            if (batch.Count < BatchSize && time.GetUtcNow() - began < LongestBatch)
                continue;
            var fraction = job.Bytes == 0 ? 1 : Math.Min(0.99, (double)file.Position / job.Bytes);
            if (!await WriteAsync(vault, job, owner, batch, fraction, cancel))
                return null;
            if (await db.MailboxChecks.AsNoTracking().AnyAsync(m => m.Id == job.Id && m.StopAsked, cancel))
                return MailboxState.Stopped;
            batch.Clear();
            began = time.GetUtcNow();
        }
        return batch.Count == 0 || await WriteAsync(vault, job, owner, batch, 1, cancel) ? MailboxState.Done : null;
    }

    private One Judge(MboxMail mail, MailContext context)
    {
        if (mail.Raw is null)
            return new One(mail.Number, null, $"larger than {MailLimits.Usual.Bytes >> 20} MB");
        try
        {
            return new One(mail.Number, checks.Of(CheckedForm.Mail, mail.Raw, context), null);
        }
        catch (FormatException)
        {
            return new One(mail.Number, null, "not a mail that can be read");
        }
    }

    /// <returns>False when somebody else has taken the job over.</returns>
    private async Task<bool> WriteAsync(OpenVault vault, MailboxCheck job, string owner, List<One> batch, double fraction, CancellationToken cancel)
    {
        // Messages with warning signs go into the vault; of the others a line is enough.
        var suspicious = batch.Where(o => o.Message is { Verdict.Verdict: not Verdict.None }).ToList();
        var blobs = new Dictionary<int, BlobRef>();
        foreach (var one in suspicious)
            blobs.Add(one.Number, await vault.StoreAsync(one.Message!.Bytes, cancel));
        var written = await changes.RunAsync(job.OfficeId, job.AskedById, async ledger =>
        {
            var now = time.GetUtcNow();
            var row = await db.MailboxChecks.SingleOrDefaultAsync(m => m.Id == job.Id && m.LeaseOwner == owner && m.Position == job.Position, cancel);
            if (row is null)
                return false;
            await BlobClaim.TakeAsync(db, vault, ledger, [.. blobs.Values], CheckKeeper.Gone, cancel);
            foreach (var one in batch)
                Add(row, one, blobs, now);
            (row.Position, row.Fraction, row.LeaseUntil) = (batch[^1].Number, fraction, now + Leases.Length);
            ledger.Record("mailbox.part-checked", "mailbox", job.Id, ("from", Text(batch[0].Number)), ("to", Text(batch[^1].Number)),
                ("red", Text(batch.Count(o => o.Message?.Verdict.Verdict == Verdict.Red))), ("amber", Text(batch.Count(o => o.Message?.Verdict.Verdict == Verdict.Amber))), ("unreadable", Text(batch.Count(o => o.Message is null))));
            return true;
        }, cancel);
        db.ChangeTracker.Clear();
        if (written)
            job.Position = batch[^1].Number;
        return written;
    }

    private void Add(MailboxCheck row, One one, Dictionary<int, BlobRef> blobs, DateTimeOffset now)
    {
        if (one.Message is not { } message)
        {
            row.Unreadable++;
            if (row.Unreadable <= MostProblems)
                row.Problems = (row.Problems is null ? "" : row.Problems + "\n") + $"Mail {Text(one.Number)}: {one.Problem}";
            return;
        }
        var check = CheckRows.Of(message, row.OfficeId, row.AskedById, now);
        (check.KeptAt, check.KeptById, check.MailboxId, check.Number) = (now, row.AskedById, row.Id, one.Number);
        if (blobs.TryGetValue(one.Number, out var blob))
            (check.MessageHash, check.MessageBytes) = (blob.Sha256, blob.Length);
        db.MessageChecks.Add(check);
        if (check.Answer == CheckAnswer.Red)
            row.Red++;
        else if (check.Answer == CheckAnswer.Amber)
            row.Amber++;
        else
            row.None++;
    }

    /// <summary>Written even when the program is closing, so that nobody has to wait for the lease to run out.</summary>
    private async Task EndAsync(MailboxCheck job, string owner, MailboxState state, string? error)
    {
        db.ChangeTracker.Clear();
        await changes.RunAsync(job.OfficeId, job.AskedById, async ledger =>
        {
            var row = await db.MailboxChecks.SingleOrDefaultAsync(m => m.Id == job.Id && m.LeaseOwner == owner);
            if (row is null)
                return;
            (row.State, row.Error, row.StopAsked, row.LeaseOwner, row.LeaseUntil, row.FinishedAt) = (state, error, false, null, null, time.GetUtcNow());
            if (state == MailboxState.Done)
            {
                row.Fraction = 1;
                MailboxJobs.LetFileGo(db, row);
            }
            ledger.Record($"mailbox.{state.ToString().ToLowerInvariant()}", "mailbox", job.Id, ("mails", Text(row.Position)), ("red", Text(row.Red)), ("amber", Text(row.Amber)), ("unreadable", Text(row.Unreadable)));
        }, CancellationToken.None);
        db.ChangeTracker.Clear();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
