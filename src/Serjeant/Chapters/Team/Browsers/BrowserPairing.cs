using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Team.Browsers;

/// <summary>A browser that was just paired.</summary>
/// <param name="Token">For the extension; known only here.</param>
public sealed record Paired(Person Person, Office Office, string Token);

/// <summary>
/// Pairs browsers with people and ends that again. A signed-in person makes a code, types it in the extension, and the extension
/// gets a token that acts for that person alone, until either ends it.
/// </summary>
public sealed class BrowserPairing(SerjeantDb db, OfficeChanges changes, OneTimeLinks links, TimeProvider time)
{
    /// <summary>How many browsers one person may have paired at once.</summary>
    public const int Most = 10;

    /// <summary>The code as it is shown; it works once, for <see cref="OneTimeLinks.CodeLife"/>.</summary>
    /// <returns>Null when the person has <see cref="Most"/> browsers already.</returns>
    public Task<string?> MakeCodeAsync(Person person, CancellationToken cancel) => changes.RunAsync(person.OfficeId, person.Id, async ledger =>
    {
        if (await db.PairedBrowsers.CountAsync(b => b.PersonId == person.Id && b.EndedAt == null, cancel) >= Most)
            return null;
        var code = await links.CreateCodeAsync(person, OneTimeLinkKind.Browser, cancel);
        ledger.Record("browser.code-made", "person", person.Id);
        return code;
    }, cancel);

    /// <summary>Takes a code up for one browser.</summary>
    /// <param name="device">What the browser says it is, in our own words.</param>
    /// <returns>Null when the code is wrong, too old or used, or its person may not pair any more.</returns>
    public async Task<Paired?> PairAsync(string? typed, string device, CancellationToken cancel)
    {
        if (await links.OfCodeAsync(typed, OneTimeLinkKind.Browser, cancel) is not { OfficeId: { } officeId, PersonId: { } personId } code)
            return null;
        db.OfficeScope = officeId;
        return await changes.RunAsync(officeId, personId, async ledger =>
        {
            var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, cancel);
            var now = time.GetUtcNow();
            if (person is null || person.HasLeft(now) || !RolePermissions.Of(person.Role).Contains(Permission.PairBrowsers) || !await links.UseUpAsync(code, cancel))
                return null;
            var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var browser = new PairedBrowser
            {
                OfficeId = officeId,
                PersonId = personId,
                TokenHash = SessionHandler.HashOf(token),
                Device = device,
                PairedAt = now,
                LastSeenAt = now,
            };
            db.PairedBrowsers.Add(browser);
            await db.SaveChangesAsync(cancel);
            ledger.Record("browser.paired", "browser", browser.Id, ("device", device));
            return new Paired(person, await db.Offices.SingleAsync(o => o.Id == officeId, cancel), token);
        }, cancel);
    }

    /// <summary>Ends one browser of one person; false when there is none.</summary>
    public Task<bool> EndAsync(Person by, long personId, long browserId, string why, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var browser = await db.PairedBrowsers.SingleOrDefaultAsync(b => b.Id == browserId && b.PersonId == personId && b.EndedAt == null, cancel);
        if (browser is null)
            return false;
        (browser.EndedAt, browser.EndedWhy) = (time.GetUtcNow(), why);
        ledger.Record("browser.ended", "browser", browser.Id, ("why", why));
        return true;
    }, cancel);

    /// <summary>Ends all of a person's, and the code that waits, inside the caller's change: they left, or their role lost it.</summary>
    public async Task EndAllAsync(Person person, string why, LedgerWriter ledger, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var browser in await db.PairedBrowsers.Where(b => b.PersonId == person.Id && b.EndedAt == null).ToListAsync(cancel))
        {
            (browser.EndedAt, browser.EndedWhy) = (now, why);
            ledger.Record("browser.ended", "browser", browser.Id, ("why", why));
        }
        await links.WithdrawAsync(person.Id, OneTimeLinkKind.Browser, cancel);
    }

    /// <summary>Those that work now, the one used last first.</summary>
    public async Task<IReadOnlyList<PairedBrowser>> OfAsync(long personId, CancellationToken cancel)
    {
        var unusedSince = time.GetUtcNow() - BrowserTokenHandler.LongestUnused;
        return await db.PairedBrowsers.AsNoTracking().Where(b => b.PersonId == personId && b.EndedAt == null && b.LastSeenAt >= unusedSince)
            .OrderByDescending(b => b.LastSeenAt).ToListAsync(cancel);
    }
}
