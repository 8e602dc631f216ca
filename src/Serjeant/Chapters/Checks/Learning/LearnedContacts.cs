using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Mail.Contacts;

namespace Serjeant.Chapters.Checks.Learning;

/// <summary>Seals each office's key of what was learned of its contacts, so that neither the database nor a copy of it lets anybody try out addresses.</summary>
public sealed class ContactKeys(IDataProtectionProvider protection)
{
    public (string Text, ContactHashes Hashes) Create(long officeId)
    {
        var key = RandomNumberGenerator.GetBytes(ContactHashes.KeyLength);
        return (Convert.ToBase64String(Protector(officeId).Protect(key)), new ContactHashes(key));
    }

    /// <summary>Null where it was sealed with keys that are not here: then nothing that was learned can be told.</summary>
    public ContactHashes? Open(long officeId, string text)
    {
        try
        {
            return new ContactHashes(Protector(officeId).Unprotect(Convert.FromBase64String(text)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Protector(long officeId) => protection.CreateProtector("Serjeant.Contacts.Key.v1", FormattableString.Invariant($"office:{officeId}"));
}

/// <summary>
/// What counts of that which was learned: somebody to whom a mailbox's owner wrote twice or more, over two weeks or longer. Who only writes to us, or was answered once,
/// is nobody we know: whoever borrows a name tries to get an answer first.
/// </summary>
public sealed class LearnedContacts(SerjeantDb db, ContactKeys keys, LearnedContacts.Cache cache)
{
    public const int LeastWritten = 2;
    public static readonly TimeSpan LeastTime = TimeSpan.FromDays(14);

    /// <summary>The last that was read of each office; it stands until something is learned or forgotten.</summary>
    public sealed class Cache
    {
        internal ConcurrentDictionary<long, (string Stamp, LearnedBook? Book)> Books { get; } = new();
    }

    /// <summary>Null where nothing was learned.</summary>
    public async Task<LearnedBook?> ReadAsync(CancellationToken cancel)
    {
        if (db.OfficeScope is not { } office || await db.CheckSettings.AsNoTracking().Select(s => s.ContactKey).SingleOrDefaultAsync(cancel) is not { } sealedKey)
            return null;
        var learnings = await db.ContactLearnings.AsNoTracking().OrderBy(l => l.Id).Select(l => new { l.Id, l.Read }).ToListAsync(cancel);
        var stamp = string.Join(' ', learnings.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Id}:{l.Read}")));
        if (cache.Books.TryGetValue(office, out var known) && known.Stamp == stamp)
            return known.Book;
        var book = keys.Open(office, sealedKey) is { } hashes ? new LearnedBook(hashes, Counting(await db.LearnedContacts.AsNoTracking().ToListAsync(cancel))) : null;
        cache.Books[office] = (stamp, book);
        return book;
    }

    private static IEnumerable<(string, string)> Counting(List<LearnedContact> rows) => rows.GroupBy(r => (r.LearningId, r.AddressHash)) // the same mailbox may have been read twice
        .Where(g => g.Sum(r => r.Written) >= LeastWritten && g.Max(r => r.LastSeenAt) - g.Min(r => r.FirstSeenAt) >= LeastTime)
        .SelectMany(g => g.Select(r => (r.AddressHash, r.NameHash)));
}
