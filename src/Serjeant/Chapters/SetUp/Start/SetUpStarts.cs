using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Data;

namespace Serjeant.Chapters.SetUp.Start;

/// <summary>Makes set-up links, and clears away what an abandoned set-up left.</summary>
public sealed class SetUpStarts(SerjeantDb db, OneTimeLinks links, OfficeChanges changes, TimeProvider time)
{
    public Task<bool> AnyOfficeAsync(CancellationToken cancel) => db.Offices.AnyAsync(o => o.SetUpAt != null, cancel);

    /// <summary>True while a browser is in the middle of setting up and may go on.</summary>
    public Task<bool> IsUnderWayAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return db.OneTimeLinks.AnyAsync(l => l.Kind == OneTimeLinkKind.SetUp && l.OpenedAt != null && l.UsedAt == null && l.ExpiresAt > now, cancel);
    }

    /// <summary>A link for the first office. Earlier ones that nobody took up stop working.</summary>
    public async Task<string> FirstAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await db.OneTimeLinks.Where(l => l.Kind == OneTimeLinkKind.SetUp && l.OpenedAt == null && l.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancel);
        return await FurtherAsync(cancel);
    }

    /// <summary>A link for one more office.</summary>
    public async Task<string> FurtherAsync(CancellationToken cancel)
    {
        var (_, token) = links.Create(OneTimeLinkKind.SetUp);
        await db.SaveChangesAsync(cancel);
        return token;
    }

    /// <summary>
    /// Ends every other unfinished first set-up and removes its office and person: whoever opened that link chose passwords
    /// and saw keys, and may not have been who opens this one. Their ledger stays. Does nothing once an office is set up.
    /// </summary>
    public async Task ClearUnfinishedAsync(CancellationToken cancel)
    {
        if (await AnyOfficeAsync(cancel))
            return;
        foreach (var office in await db.Offices.Where(o => o.SetUpAt == null && !o.IsDemo).ToListAsync(cancel))
            await changes.RunAsync(office.Id, null, async ledger =>
            {
                await RemoveAsync(office, cancel);
                ledger.Record("office.set-up-abandoned", "office", office.Id);
            }, cancel);
        var now = time.GetUtcNow();
        await db.OneTimeLinks.Where(l => l.Kind == OneTimeLinkKind.SetUp && l.OpenedAt != null && l.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancel);
    }

    private async Task RemoveAsync(Office office, CancellationToken cancel)
    {
        var people = await db.Users.IgnoreQueryFilters().Where(p => p.OfficeId == office.Id).ToListAsync(cancel);
        db.Users.RemoveRange(people);
        await db.SignInSessions.IgnoreQueryFilters().Where(x => x.OfficeId == office.Id).ExecuteDeleteAsync(cancel);
        await db.OfficeContacts.IgnoreQueryFilters().Where(x => x.OfficeId == office.Id).ExecuteDeleteAsync(cancel);
        await db.ProcessingPurposes.IgnoreQueryFilters().Where(x => x.OfficeId == office.Id).ExecuteDeleteAsync(cancel);
        await db.RetentionRules.IgnoreQueryFilters().Where(x => x.OfficeId == office.Id).ExecuteDeleteAsync(cancel);
        await db.ProtocolRules.IgnoreQueryFilters().Where(x => x.OfficeId == office.Id).ExecuteDeleteAsync(cancel);
        await db.Protocols.IgnoreQueryFilters().Where(x => x.OfficeId == office.Id).ExecuteDeleteAsync(cancel);
        db.Offices.Remove(office);
    }
}
