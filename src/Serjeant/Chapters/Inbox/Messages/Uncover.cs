using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Components;

namespace Serjeant.Chapters.Inbox.Messages;

/// <summary>How many messages a person has uncovered today, against what the office holds to be enough.</summary>
public sealed record Dose(int Today, int Enough)
{
    public bool Past => Today > Enough;
}

/// <summary>Keeps note of who uncovered which text. One note a person, message and day: looking twice isn't a bigger dose.</summary>
public sealed class Uncover(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    public Task NoteAsync(Office office, long personId, long messageId, CancellationToken cancel) =>
        changes.RunAsync(office.Id, personId, async _ =>
        {
            var since = StartOfToday(office);
            if (!await db.Uncoverings.AnyAsync(u => u.PersonId == personId && u.MessageId == messageId && u.At >= since, cancel))
                db.Uncoverings.Add(new Uncovering { OfficeId = office.Id, PersonId = personId, MessageId = messageId, At = time.GetUtcNow() });
        }, cancel);

    public async Task<Dose> DoseAsync(Office office, long personId, CancellationToken cancel)
    {
        var since = StartOfToday(office);
        return new Dose(await db.Uncoverings.CountAsync(u => u.PersonId == personId && u.At >= since, cancel), office.DailyDose);
    }

    private DateTimeOffset StartOfToday(Office office)
    {
        var zone = OfficeTime.Zone(office.TimeZone);
        var local = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone);
        return new DateTimeOffset(local.Date, zone.GetUtcOffset(local.Date)).ToUniversalTime();
    }
}
