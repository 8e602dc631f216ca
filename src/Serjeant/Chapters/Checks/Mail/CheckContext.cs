using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Learning;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Connections;
using Serjeant.Mail.Contacts;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>What this office knows that a message alone doesn't say: its own people and domains, and whom they put into the contact book.</summary>
public sealed class CheckContext(SerjeantDb db, Lazy<MailJudge> judge, LearnedContacts learned)
{
    /// <summary>With the contact book and the trusted servers: what messages are judged beside.</summary>
    public async Task<MailContext> ReadAsync(CancellationToken cancel)
    {
        var people = await db.Users.AsNoTracking().Where(p => p.Email != null).Select(p => new { Name = p.DisplayName, Address = p.Email! }).ToListAsync(cancel);
        var book = await db.BookContacts.AsNoTracking().Where(c => c.Address != null).Select(c => new { c.Name, Address = c.Address! }).ToListAsync(cancel);
        var accounts = await db.BookContacts.AsNoTracking().Where(c => c.Handle != null).Select(c => new KnownAccount(c.Name, c.Platform!, c.Handle!, c.Ours)).ToListAsync(cancel);
        return await OfOfficeAsync([.. people.Select(p => p.Address)], cancel) with
        {
            Contacts = new ContactBook(people.Concat(book).Select(p => (p.Name, p.Address)), await learned.ReadAsync(cancel)),
            Accounts = accounts,
            Trusted = (await SenderTrust.ReadAsync(db, cancel)).Trusted,
        };
    }

    /// <summary>The office's own names and domains alone, which is all that links and pages are judged beside: a book may have thousands of people.</summary>
    public async Task<MailContext> ReadOwnAsync(CancellationToken cancel) =>
        await OfOfficeAsync(await db.Users.AsNoTracking().Where(p => p.Email != null).Select(p => p.Email!).ToListAsync(cancel), cancel);

    private async Task<MailContext> OfOfficeAsync(IReadOnlyList<string> addresses, CancellationToken cancel)
    {
        var office = await db.Offices.AsNoTracking().Where(o => o.Id == db.OfficeScope).Select(o => new { o.Politician, o.PublicEmail }).SingleOrDefaultAsync(cancel);
        return new MailContext
        {
            OwnNames = office is null ? [] : [office.Politician],
            Protected = [.. addresses.Append(office?.PublicEmail ?? "").Select(DomainOf).Where(d => d.Length > 0 && !judge.Value.IsOpenToAnybody(d)).Distinct(StringComparer.Ordinal)],
        };
    }

    private static string DomainOf(string address) => address.LastIndexOf('@') is var at and >= 0 ? address[(at + 1)..].Trim().ToLowerInvariant() : "";
}
