using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Data;
using Serjeant.Mail.Contacts;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.Learning;

/// <summary>One worker's turn at somebody's mailbox: From and To of the newest messages, in batches of which each is one change. The secret goes when it ends; after a failure it stays a day, so that a press goes on.</summary>
public sealed class LearningRun(SerjeantDb db, OfficeChanges changes, Leases leases, MailConnections connections, SealedSecrets secrets, ContactKeys keys, TimeProvider time, ILogger<LearningRun> log)
{
    public const int MostMessages = 20_000;

    /// <summary>Addresses with names that an office keeps.</summary>
    public const int MostContacts = 50_000;

    private sealed record Seen(string Address, string Name, int Written, DateTimeOffset First, DateTimeOffset Last);

    /// <returns>False when somebody else has it, or there is nothing to do.</returns>
    public async Task<bool> TryAsync(long id, string owner, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<ContactLearning>(id, owner, cancel))
            return false;
        var job = await db.ContactLearnings.IgnoreQueryFilters().AsNoTracking().SingleAsync(l => l.Id == id, cancel);
        db.OfficeScope = job.OfficeId;
        if (job.State is not (LearningState.Queued or LearningState.Running))
        {
            await leases.ReleaseAsync<ContactLearning>(id, owner, cancel);
            return false;
        }
        try
        {
            if (await ReadAsync(job, owner, cancel) is { } end)
                await EndAsync(job, owner, end.State, end.Error);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await leases.ReleaseAsync<ContactLearning>(id, owner, CancellationToken.None);
            throw;
        }
        catch (MailboxException e)
        {
            await EndAsync(job, owner, LearningState.Failed, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.LogError("The learning from mailbox {Learning} stopped: {Fault}", id, e.GetType().Name);
            await EndAsync(job, owner, LearningState.Failed, "Something went wrong while reading");
        }
        return true;
    }

    /// <summary>Null when somebody else has taken it over.</summary>
    private async Task<(LearningState State, string? Error)?> ReadAsync(ContactLearning job, string owner, CancellationToken cancel)
    {
        var own = await OwnAddressesAsync(job, cancel);
        await using var folder = await MailHeaders.OpenAsync(
            await connections.ImapAsync(new MailServer(job.Host, job.Port, job.Tls == MailTls.StartTls), secrets.LoginOf(job, job.User, job.Way), cancel), job.Host, job.Folder, cancel);
        if (job.UidValidity is { } before && before != folder.UidValidity)
            return (LearningState.Stopped, "The mail server numbered the folder anew, so it can’t be gone on with. Undo it and begin again");
        var waiting = await folder.NewestAsync(MostMessages - job.Read, (uint?)job.LowestUid, cancel);
        (job.UidValidity, job.Total) = (folder.UidValidity, job.Read + waiting.Count);
        var hashes = await HashesAsync(job, cancel);
        foreach (var batch in waiting.Chunk(MailHeaders.Batch))
        {
            var seen = Count(await folder.ReadAsync(batch, cancel), own, folder.IsSent, hashes);
            if (!await WriteAsync(job, owner, batch, seen, cancel))
                return null;
            if (await db.ContactLearnings.AsNoTracking().AnyAsync(l => l.Id == job.Id && l.StopAsked, cancel))
                return (LearningState.Stopped, null);
            if (await db.LearnedContacts.CountAsync(cancel) >= MostContacts)
                return (LearningState.Done, "The office keeps 50,000 contacts and no more, so older messages were not read");
        }
        return (LearningState.Done, null);
    }

    private async Task<HashSet<string>> OwnAddressesAsync(ContactLearning job, CancellationToken cancel)
    {
        var email = await db.Users.AsNoTracking().Where(p => p.Id == job.PersonId).Select(p => p.Email).SingleOrDefaultAsync(cancel);
        return new[] { email, job.User }.OfType<string>().Select(a => a.Trim().ToLowerInvariant()).Where(a => a.Contains('@', StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The office's key, made with the first learning.</summary>
    private Task<ContactHashes> HashesAsync(ContactLearning job, CancellationToken cancel) => changes.RunAsync(job.OfficeId, job.PersonId, async _ =>
    {
        var settings = await db.CheckSettings.SingleOrDefaultAsync(cancel);
        if (settings is null)
            db.CheckSettings.Add(settings = new CheckSettings { OfficeId = job.OfficeId });
        if (settings.ContactKey is { } text)
            return keys.Open(job.OfficeId, text) ?? throw new MailboxException("What was learned before can’t be opened with the keys that are here. Undo it and begin again");
        (settings.ContactKey, var hashes) = keys.Create(job.OfficeId);
        return hashes;
    }, cancel);

    /// <summary>Of what the owner wrote, whom it went to. What others wrote tells nothing: anybody can write to anybody.</summary>
    private static List<Seen> Count(IReadOnlyList<SeenHeader> headers, HashSet<string> own, bool sent, ContactHashes hashes) =>
    [
        .. headers.Where(h => sent || h.From.Any(f => own.Contains(f.Address)))
            .SelectMany(h => h.To.Where(t => !own.Contains(t.Address)).DistinctBy(t => t.Address).Select(t => (t.Address, t.Name, At: Day(h.At))))
            .GroupBy(t => (Address: hashes.OfAddress(t.Address), Name: t.Name == t.Address ? "" : hashes.OfName(t.Name) ?? ""))
            .Select(g => new Seen(g.Key.Address, g.Key.Name, g.Count(), g.Min(t => t.At), g.Max(t => t.At))),
    ];

    /// <summary>A day is enough, and says less than a minute.</summary>
    private static DateTimeOffset Day(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    /// <returns>False when somebody else has taken it over.</returns>
    private async Task<bool> WriteAsync(ContactLearning job, string owner, uint[] batch, List<Seen> seen, CancellationToken cancel)
    {
        var written = await changes.RunAsync(job.OfficeId, job.PersonId, async _ =>
        {
            var row = await db.ContactLearnings.SingleOrDefaultAsync(l => l.Id == job.Id && l.LeaseOwner == owner && l.LowestUid == job.LowestUid, cancel);
            if (row is null)
                return false;
            var addresses = seen.Select(s => s.Address).Distinct().ToList();
            var known = (await db.LearnedContacts.Where(c => c.LearningId == job.Id && addresses.Contains(c.AddressHash)).ToListAsync(cancel)).ToDictionary(c => (c.AddressHash, c.NameHash));
            foreach (var one in seen)
            {
                if (!known.TryGetValue((one.Address, one.Name), out var contact))
                    db.LearnedContacts.Add(contact = new LearnedContact { OfficeId = job.OfficeId, LearningId = job.Id, AddressHash = one.Address, NameHash = one.Name, FirstSeenAt = one.First, LastSeenAt = one.Last });
                contact.Written += one.Written;
                (contact.FirstSeenAt, contact.LastSeenAt) = (one.First < contact.FirstSeenAt ? one.First : contact.FirstSeenAt, one.Last > contact.LastSeenAt ? one.Last : contact.LastSeenAt);
            }
            (row.State, row.UidValidity, row.LowestUid, row.Read, row.Total, row.LeaseUntil) = (LearningState.Running, job.UidValidity, batch[^1], row.Read + batch.Length, job.Total, time.GetUtcNow() + Leases.Length);
            return true;
        }, cancel);
        db.ChangeTracker.Clear();
        if (written)
            (job.LowestUid, job.Read) = (batch[^1], job.Read + batch.Length);
        return written;
    }

    /// <summary>Written even when the program is closing.</summary>
    private async Task EndAsync(ContactLearning job, string owner, LearningState state, string? error)
    {
        db.ChangeTracker.Clear();
        await changes.RunAsync(job.OfficeId, job.PersonId, async ledger =>
        {
            if (await db.ContactLearnings.SingleOrDefaultAsync(l => l.Id == job.Id && l.LeaseOwner == owner) is not { } row)
                return;
            (row.State, row.Error, row.Secret, row.StopAsked, row.LeaseOwner, row.LeaseUntil, row.FinishedAt) = (state, error, state == LearningState.Failed ? row.Secret : "", false, null, null, time.GetUtcNow());
            var contacts = await db.LearnedContacts.Where(c => c.LearningId == job.Id).Select(c => c.AddressHash).Distinct().CountAsync();
            ledger.Record($"contacts.learning-{state.ToString().ToLowerInvariant()}", "contact-learning", job.Id, ("messages", FormattableString.Invariant($"{row.Read}")), ("addresses", FormattableString.Invariant($"{contacts}")));
        }, CancellationToken.None);
        db.ChangeTracker.Clear();
    }
}
