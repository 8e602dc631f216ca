using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Forwarding;

/// <summary>The mail accounts that the office has watched, and what people say of the rules that were found.</summary>
public sealed class WatchedMailboxes(SerjeantDb db, OfficeChanges changes, SealedSecrets secrets, TimeProvider time)
{
    public const int Most = 50;

    public Task<List<WatchedMailbox>> AllAsync(CancellationToken cancel) => db.WatchedMailboxes.AsNoTracking().OrderBy(m => m.Name).ThenBy(m => m.Id).ToListAsync(cancel);

    public Task<List<FoundMailRule>> RulesAsync(CancellationToken cancel) =>
        db.FoundMailRules.AsNoTracking().OrderBy(r => r.GoneAt != null).ThenBy(r => r.KnownAt != null).ThenBy(r => !r.Active).ThenBy(r => r.Harm).ThenBy(r => r.Id).Take(500).ToListAsync(cancel);

    /// <summary>Who said to have looked, by account.</summary>
    public Task<Dictionary<long, string>> LookersAsync(CancellationToken cancel) =>
        db.WatchedMailboxes.Join(db.Users, m => m.CheckedById, p => (long?)p.Id, (m, p) => new { m.Id, p.DisplayName }).ToDictionaryAsync(m => m.Id, m => m.DisplayName, cancel);

    /// <returns>Null when it is there; else why not, for the form.</returns>
    public Task<string?> AddAsync(Person by, WatchedMailbox box, MailSecret secret, CancellationToken cancel) => changes.RunAsync<string?>(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.WatchedMailboxes.CountAsync(cancel) >= Most) return $"The list is full: it holds {Most}. Remove one first";
        var now = time.GetUtcNow();
        (box.OfficeId, box.AddedById, box.AddedAt, box.NextAt) = (by.OfficeId, by.Id, now, now);
        box.Secret = secrets.Seal(by.OfficeId, secret);
        db.WatchedMailboxes.Add(box);
        await db.SaveChangesAsync(cancel);
        ledger.Record("forwarding.watched", "watched-mailbox", box.Id, ("kind", box.Kind.ToString().ToLowerInvariant()), ("server", box.TokenAddress is { } address ? new Uri(address).Host : box.Kind == MailRulesKind.Sieve ? $"{box.Host}:{box.Port}" : "none"));
        return null;
    }, cancel);

    /// <returns>False when it is not there.</returns>
    public Task<bool> RemoveAsync(Person by, long id, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.WatchedMailboxes.SingleOrDefaultAsync(m => m.Id == id, cancel) is not { } box) return false;
        await db.FoundMailRules.Where(r => r.MailboxId == id).ExecuteDeleteAsync(cancel);
        db.WatchedMailboxes.Remove(box);
        ledger.Record("forwarding.unwatched", "watched-mailbox", id);
        return true;
    }, cancel);

    /// <summary>Somebody says that they looked at the account's settings themselves and found nothing they don't know.</summary>
    /// <returns>False when it is not there, or is read by the desk.</returns>
    public Task<bool> LookedAsync(Person by, long id, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.WatchedMailboxes.SingleOrDefaultAsync(m => m.Id == id && m.Kind == MailRulesKind.ByHand, cancel) is not { } box) return false;
        var now = time.GetUtcNow();
        (box.CheckedAt, box.CheckedById, box.NextAt) = (now, by.Id, now + ForwardingNews.ByHandEvery);
        ledger.Record("forwarding.looked-by-hand", "watched-mailbox", id, ("found", "nothing unknown"));
        return true;
    }, cancel);

    /// <summary>Somebody says that the account's owner made this rule.</summary>
    /// <returns>False when it is not there.</returns>
    public Task<bool> KnownAsync(Person by, long id, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.FoundMailRules.SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } rule) return false;
        if (rule.KnownAt is not null) return true;
        (rule.KnownAt, rule.KnownById) = (time.GetUtcNow(), by.Id);
        ledger.Record("forwarding.known", "watched-mailbox", rule.MailboxId, ("rule-sha256", rule.Key));
        return true;
    }, cancel);
}
