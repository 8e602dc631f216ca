using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Contacts;

/// <summary>A request that waits, with what it is about.</summary>
public sealed record WaitingRequest(GenuineRequest Request, MessageCheck Check);

/// <summary>"This is genuine", said by those who may not change the contact book: a note to those who may, which teaches nothing by itself.</summary>
public sealed class GenuineRequests(SerjeantDb db, OfficeChanges changes, ContactBookEditing book, TimeProvider time)
{
    private const int MostShown = 50;
    private const string Asked = "A colleague has asked this already. A manager or a moderator will look at it";

    /// <summary>Keeps the check, so that those who decide can see it.</summary>
    /// <returns>Null when it is done; else why not, for the form.</returns>
    public async Task<string?> AskAsync(MessageCheck check, GenuineForm form, Person by, CancellationToken cancel)
    {
        if (book.Refuses(check, form.Scope) is { } refused)
            return refused;
        return await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            if (await db.MessageChecks.VisibleTo(by).SingleOrDefaultAsync(c => c.Id == check.Id, cancel) is not { } row)
                return "The check is no longer there";
            if (await Waiting(db).AnyAsync(r => r.CheckId == check.Id, cancel))
                return Asked;
            var now = time.GetUtcNow();
            CheckKeeper.Keep(row, by.Id, now, ledger);
            var request = new GenuineRequest { OfficeId = by.OfficeId, CheckId = check.Id, Name = form.Name!.Trim(), WholeDomain = form.Scope == TrustScope.Domain, AskedById = by.Id, AskedAt = now };
            db.GenuineRequests.Add(request);
            ledger.Record("check.genuine-asked", "check", check.Id, ("scope", request.WholeDomain ? "domain" : "address"));
            ledger.Commit(CheckRemoval.SubjectOf(check.Id), "name", request.Name);
            return null;
        }, cancel);
    }

    /// <summary>Puts the sender into the contact book as was asked.</summary>
    /// <returns>Whether there is such an open request on that check; and null when it is done, else why not.</returns>
    public Task<(bool Found, string? Error)> AgreeAsync(long id, MessageCheck check, Person by, CancellationToken cancel) => changes.RunAsync<(bool, string?)>(by.OfficeId, by.Id, async ledger =>
    {
        if (await OpenAsync(id, check.Id, cancel) is not { } request)
            return (false, null);
        var error = await book.LearnAsync(check, new GenuineForm { Name = request.Name, Scope = request.WholeDomain ? TrustScope.Domain : TrustScope.Address }, by, ledger, cancel);
        // Whom somebody put in meanwhile is known, which is what was asked for.
        if (error is not null and not ContactBookEditing.KnownAlready)
            return (true, error);
        Decide(request, true, by, ledger);
        return (true, null);
    }, cancel);

    public Task<bool> DeclineAsync(long id, MessageCheck check, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await OpenAsync(id, check.Id, cancel) is not { } request)
            return false;
        Decide(request, false, by, ledger);
        return true;
    }, cancel);

    public async Task<IReadOnlyList<GenuineRequest>> OfAsync(long checkId, CancellationToken cancel) =>
        await db.GenuineRequests.AsNoTracking().Where(r => r.CheckId == checkId).OrderBy(r => r.Id).ToListAsync(cancel);

    /// <summary>Those that nobody has decided, oldest first.</summary>
    public async Task<IReadOnlyList<WaitingRequest>> WaitingAsync(CancellationToken cancel) =>
        await Waiting(db).AsNoTracking().OrderBy(r => r.Id).Take(MostShown).Join(db.MessageChecks, r => r.CheckId, c => c.Id, (r, c) => new WaitingRequest(r, c)).ToListAsync(cancel);

    public static IQueryable<GenuineRequest> Waiting(SerjeantDb db) => db.GenuineRequests.Where(r => r.DecidedAt == null);

    private Task<GenuineRequest?> OpenAsync(long id, long checkId, CancellationToken cancel) =>
        Waiting(db).SingleOrDefaultAsync(r => r.Id == id && r.CheckId == checkId, cancel);

    private void Decide(GenuineRequest request, bool agreed, Person by, LedgerWriter ledger)
    {
        (request.DecidedAt, request.DecidedById, request.Agreed) = (time.GetUtcNow(), by.Id, agreed);
        ledger.Record(agreed ? "check.genuine-agreed" : "check.genuine-declined", "check", request.CheckId, ("request", request.Id.ToString(CultureInfo.InvariantCulture)));
    }
}
