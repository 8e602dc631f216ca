using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Links;
using Serjeant.Workers;

namespace Serjeant.Chapters.Checks.Looks;

/// <summary>A look that was asked for, or why it is not made.</summary>
public sealed record AskedLook(long? Id, string? Refused);

/// <summary>Takes requests to look behind a link: one press each, counted by the hour, since every look makes this server knock at a stranger's door.</summary>
public sealed class LinkLooks(SerjeantDb db, OfficeChanges changes, Lazy<MailTables> tables, LookBell bell, TimeProvider time)
{
    /// <summary>In an hour, for one person.</summary>
    public const int MostForPerson = 20;

    /// <summary>In an hour, for the office.</summary>
    public const int MostForOffice = 60;

    /// <summary>How long a row is there.</summary>
    public static readonly TimeSpan Stays = TimeSpan.FromHours(1);

    public LinkReading? Read(string link) => tables.Value.Links.Read(link, out _);

    /// <summary>Where a pasted link would be looked at; null where it opens no page.</summary>
    public LookAddress? AddressOf(string link) => Read(link) is { } read && LookAddress.TryOf(read, out var address, out _) ? address : null;

    /// <param name="link">As it was pasted or stands in a mail.</param>
    public Task<AskedLook> AskAsync(string? link, Person by, CancellationToken cancel)
    {
        if (tables.Value.Links.Read(link ?? "", out var error) is not { } read)
            return Task.FromResult(new AskedLook(null, error?.TrimEnd('.') ?? "That is no link"));
        return LookAddress.TryOf(read, out var address, out var problem) ? AskAsync(address, by, cancel) : Task.FromResult(new AskedLook(null, problem));
    }

    private async Task<AskedLook> AskAsync(LookAddress address, Person by, CancellationToken cancel)
    {
        var asked = await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            var now = time.GetUtcNow();
            var since = now - Stays;
            if (await db.LinkLooks.CountAsync(l => l.AskedById == by.Id && l.AskedAt > since, cancel) >= MostForPerson)
                return new AskedLook(null, $"You had {MostForPerson} links looked at in the last hour. Wait a little");
            if (await db.LinkLooks.CountAsync(l => l.AskedAt > since, cancel) >= MostForOffice)
                return new AskedLook(null, $"Your office had {MostForOffice} links looked at in the last hour. Wait a little");
            var look = new LinkLook { OfficeId = by.OfficeId, Address = address.Uri.AbsoluteUri, State = LinkLookState.Queued, AskedById = by.Id, AskedAt = now };
            db.LinkLooks.Add(look);
            await db.SaveChangesAsync(cancel);
            // The address is not in the ledger: it may be made for one person.
            ledger.Record("link.look-asked", "look", look.Id);
            return new AskedLook(look.Id, null);
        }, cancel);
        if (asked.Id is not null)
            bell.Ring();
        return asked;
    }

    /// <summary>Whoever asked sees it on its way; colleagues see it once its check is kept.</summary>
    public Task<LinkLook?> FindAsync(long id, Person reader, CancellationToken cancel) =>
        db.LinkLooks.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id && (l.AskedById == reader.Id || db.MessageChecks.Any(c => c.Id == l.CheckId && c.KeptAt != null)), cancel);
}
