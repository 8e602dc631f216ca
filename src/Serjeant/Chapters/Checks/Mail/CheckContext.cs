using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Connections;
using Serjeant.Mail.Contacts;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>What this office knows that a message alone doesn't say: its own people, and whom they put into the contact book.</summary>
public sealed class CheckContext(SerjeantDb db)
{
    public async Task<MailContext> ReadAsync(CancellationToken cancel)
    {
        var people = await db.Users.AsNoTracking().Where(p => p.Email != null).Select(p => new { Name = p.DisplayName, Address = p.Email! }).ToListAsync(cancel);
        var book = await db.BookContacts.AsNoTracking().Where(c => c.Address != null).Select(c => new { c.Name, Address = c.Address! }).ToListAsync(cancel);
        var accounts = await db.BookContacts.AsNoTracking().Where(c => c.Handle != null).Select(c => new KnownAccount(c.Name, c.Platform!, c.Handle!, c.Ours)).ToListAsync(cancel);
        var politician = await db.Offices.AsNoTracking().Where(o => o.Id == db.OfficeScope).Select(o => o.Politician).SingleOrDefaultAsync(cancel);
        return new MailContext
        {
            Contacts = new ContactBook(people.Concat(book).Select(p => (p.Name, p.Address))),
            Accounts = accounts,
            OwnNames = politician is null ? [] : [politician],
        };
    }
}
