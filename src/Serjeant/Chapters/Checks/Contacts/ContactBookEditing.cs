using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;
using Serjeant.Mail;

namespace Serjeant.Chapters.Checks.Contacts;

/// <summary>Puts people into the office's contact book and takes them out. Nothing of it reaches the rules that every office shares.</summary>
public sealed class ContactBookEditing(SerjeantDb db, OfficeChanges changes, Lazy<MailJudge> judge, TimeProvider time)
{
    public const int Most = 5_000;
    public const string KnownAlready = "They are in the contact book already";
    public const string Full = "The contact book is full. Take out whom you no longer know";

    /// <summary>An address, or <c>@domain</c>.</summary>
    public static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        var domain = text[(at + 1)..];
        return at >= 0 && text.Length <= ContactForm.LongestAddress && domain.Contains('.', StringComparison.Ordinal) && !domain.StartsWith('.') && !domain.EndsWith('.')
            && Uri.CheckHostName(domain) == UriHostNameType.Dns && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) && text.IndexOf('@', StringComparison.Ordinal) == at;
    }

    /// <summary>Learns the sender of a checked message.</summary>
    /// <returns>Null when it is done; else why not, for the form.</returns>
    public async Task<string?> FromCheckAsync(MessageCheck check, GenuineForm form, Person by, CancellationToken cancel)
    {
        if (Refuses(check, form.Scope) is { } refused)
            return refused;
        return await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            if (await db.MessageChecks.VisibleTo(by).SingleOrDefaultAsync(c => c.Id == check.Id, cancel) is { } row)
                CheckKeeper.Keep(row, by.Id, time.GetUtcNow(), ledger);
            return await LearnAsync(check, form, by, ledger, cancel);
        }, cancel);
    }

    /// <summary>The same within a change. What <see cref="Refuses"/> is the caller's to ask first.</summary>
    internal Task<string?> LearnAsync(MessageCheck check, GenuineForm form, Person by, LedgerWriter ledger, CancellationToken cancel) =>
        AddAsync(New(form.Name!, form.Scope == TrustScope.Domain ? "@" + GenuineForm.DomainOf(check.SenderAddress!) : check.SenderAddress, check.Id, by), ledger, cancel);

    /// <summary>Why a check's sender can't be learned so, for the form; null where they can.</summary>
    public string? Refuses(MessageCheck check, TrustScope? scope)
    {
        if (check.SenderAddress is not { } sender || !IsAddress(sender.Trim()))
            return "This message has no address that could be put into the contact book";
        return scope == TrustScope.Domain && judge.Value.IsOpenToAnybody(GenuineForm.DomainOf(sender))
            ? $"Anybody can have an address at {GenuineForm.DomainOf(sender)}. Choose the one address" : null;
    }

    /// <returns>Null when it is done; else why not, for the form.</returns>
    public Task<string?> AddAsync(ContactForm form, Person by, CancellationToken cancel)
    {
        var contact = New(form.Name!, form.Address, null, by);
        (contact.Platform, contact.Handle) = form.Handle?.Trim() is { Length: > 0 } handle ? (Platforms.Find(form.Platform), PlainHandle(handle)) : (null, null);
        contact.Ours = form.Ours && contact.Handle is not null;
        if (contact.Address is { } address && address.StartsWith('@') && judge.Value.IsOpenToAnybody(address[1..]))
            return Task.FromResult<string?>($"Anybody can have an address at {address[1..]}. Enter the one address");
        return changes.RunAsync(by.OfficeId, by.Id, ledger => AddAsync(contact, ledger, cancel), cancel);
    }

    public Task<bool> RemoveAsync(long id, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.BookContacts.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } contact)
            return false;
        db.BookContacts.Remove(contact);
        var subject = SubjectOf(id);
        await db.SubjectKeys.Where(k => k.Subject == subject).ExecuteDeleteAsync(cancel);
        ledger.Record("contact.removed", "contact", id);
        return true;
    }, cancel);

    /// <summary>An account's name as it is compared: lower case, without @.</summary>
    public static string PlainHandle(string handle) => handle.Trim().TrimStart('@').ToLowerInvariant();

    private BookContact New(string name, string? address, long? checkId, Person by) => new()
    {
        OfficeId = by.OfficeId,
        Name = name.Trim(),
        Address = address?.Trim() is { Length: > 0 } written ? written.ToLowerInvariant() : null,
        CheckId = checkId,
        AddedById = by.Id,
        AddedAt = time.GetUtcNow(),
    };

    private async Task<string?> AddAsync(BookContact contact, LedgerWriter ledger, CancellationToken cancel)
    {
        if (await db.BookContacts.CountAsync(cancel) >= Most)
            return Full;
        if (await db.BookContacts.AnyAsync(c => c.Name == contact.Name && c.Address == contact.Address && c.Platform == contact.Platform && c.Handle == contact.Handle, cancel))
            return KnownAlready;
        db.BookContacts.Add(contact);
        await db.SaveChangesAsync(cancel);
        ledger.Record("contact.added", "contact", contact.Id, ("kind", contact.Handle is not null ? "account" : contact.Address!.StartsWith('@') ? "domain" : "address"), ("check", contact.CheckId?.ToString(CultureInfo.InvariantCulture) ?? "none"));
        ledger.Commit(SubjectOf(contact.Id), "name", contact.Name);
        ledger.Commit(SubjectOf(contact.Id), "address", contact.Address ?? $"{contact.Platform}:{contact.Handle}");
        return null;
    }

    private static string SubjectOf(long id) => "contact:" + id.ToString(CultureInfo.InvariantCulture);
}
