using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.Learning;

/// <summary>Begins, stops and undoes the learning from somebody's own mailbox.</summary>
public sealed class LearningJobs(SerjeantDb db, OfficeChanges changes, SealedSecrets secrets, TimeProvider time)
{
    public const int Most = 20;

    public Task<List<ContactLearning>> AllAsync(CancellationToken cancel) => db.ContactLearnings.AsNoTracking().OrderByDescending(l => l.Id).ToListAsync(cancel);

    /// <param name="job">As typed: without office, owner and secret.</param>
    /// <returns>Null when it is asked for; else why not, for the form.</returns>
    public Task<string?> AskAsync(Person by, ContactLearning job, MailSecret secret, CancellationToken cancel) => changes.RunAsync<string?>(by.OfficeId, by.Id, async ledger =>
    {
        if (await BrokenOff(by).FirstOrDefaultAsync(l => l.Host == job.Host && l.User == job.User && l.Folder == job.Folder, cancel) is { } before)
        {
            // Agreed to and begun, and broken off: it goes on from its place with what was entered now.
            (before.Port, before.Tls, before.Way, before.SignInAddress, before.TokenAddress, before.ClientId, before.Scopes) = (job.Port, job.Tls, job.Way, job.SignInAddress, job.TokenAddress, job.ClientId, job.Scopes);
            before.Secret = secrets.Seal(by.OfficeId, secret);
            Again(before, job.State = job.Way == MailSignInWay.OAuth && secret.RefreshToken is null ? LearningState.Asked : LearningState.Queued, ledger);
            return null;
        }
        if (await db.ContactLearnings.CountAsync(cancel) >= Most)
            return $"The office has learned from {Most} mailboxes. Undo one first";
        (job.OfficeId, job.PersonId, job.AskedAt) = (by.OfficeId, by.Id, time.GetUtcNow());
        job.State = job.Way == MailSignInWay.OAuth && secret.RefreshToken is null ? LearningState.Asked : LearningState.Queued;
        job.Secret = secrets.Seal(by.OfficeId, secret);
        db.ContactLearnings.Add(job);
        await db.SaveChangesAsync(cancel);
        ledger.Record("contacts.learning-agreed", "contact-learning", job.Id, ("server", $"{job.Host}:{job.Port}"));
        return null;
    }, cancel);

    /// <summary>Goes on after a failure, by its owner alone and while the secret is still there.</summary>
    public Task<bool> AgainAsync(Person by, long id, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await BrokenOff(by).FirstOrDefaultAsync(l => l.Id == id && l.Secret != "", cancel) is not { } job)
            return false;
        Again(job, LearningState.Queued, ledger);
        return true;
    }, cancel);

    private IQueryable<ContactLearning> BrokenOff(Person by) =>
        db.ContactLearnings.Where(l => l.PersonId == by.Id && (l.State == LearningState.Failed || l.State == LearningState.Stopped)).OrderByDescending(l => l.Id);

    // Nobody signs in for a day: then it is forgotten like one that was never begun, so the day counts from now.
    private void Again(ContactLearning job, LearningState state, LedgerWriter ledger)
    {
        (job.State, job.Error, job.FinishedAt, job.StopAsked, job.AskedAt) = (state, null, null, false, time.GetUtcNow());
        ledger.Record("contacts.learning-resumed", "contact-learning", job.Id, ("messages", FormattableString.Invariant($"{job.Read}")));
    }

    /// <summary>By its owner alone.</summary>
    public Task<bool> StopAsync(Person by, long id, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.ContactLearnings.Where(l => l.Id == id && l.PersonId == by.Id && (l.State == LearningState.Queued || l.State == LearningState.Running)).ExecuteUpdateAsync(set => set.SetProperty(l => l.StopAsked, true), cancel) == 0)
            return false;
        ledger.Record("contacts.learning-stop-asked", "contact-learning", id);
        return true;
    }, cancel);

    /// <summary>Forgets everything that was learned from a mailbox, and the key with the last: by its owner, or by who manages the office.</summary>
    public Task<bool> UndoAsync(Person by, bool manager, long id, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.ContactLearnings.SingleOrDefaultAsync(l => l.Id == id && (manager || l.PersonId == by.Id), cancel) is not { } job)
            return false;
        var gone = await db.LearnedContacts.Where(c => c.LearningId == id).ExecuteDeleteAsync(cancel);
        db.ContactLearnings.Remove(job);
        if (!await db.ContactLearnings.AnyAsync(l => l.Id != id, cancel))
            await db.CheckSettings.ExecuteUpdateAsync(set => set.SetProperty(s => s.ContactKey, (string?)null), cancel);
        ledger.Record("contacts.forgotten", "contact-learning", id, ("rows", FormattableString.Invariant($"{gone}")));
        return true;
    }, cancel);
}
