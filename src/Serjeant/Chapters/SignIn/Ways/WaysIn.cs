using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Ways;

/// <summary>How one person can sign in.</summary>
public sealed record Ways(bool Password, bool Authenticator, int RecoveryCodes, IReadOnlyList<UserPasskeyInfo> Passkeys)
{
    /// <summary>Two-step verification is compulsory: a password counts only with an authenticator beside it.</summary>
    public bool CanSignIn => Passkeys.Count > 0 || (Password && Authenticator);
}

/// <summary>Reads, and takes away, a person's ways of signing in.</summary>
public sealed class WaysIn(SerjeantDb db, UserManager<Person> people, PersonStore store, RecoveryCodes codes, TimeProvider time)
{
    public async Task<Ways> OfAsync(Person person, CancellationToken cancel) => new(
        person.PasswordHash is not null,
        await store.GetAuthenticatorKeyAsync(person, cancel) is not null,
        await codes.LeftAsync(person),
        [.. await people.GetPasskeysAsync(person)]);

    /// <summary>People of an office who can sign in, by id: with a passkey, or a password and an authenticator.</summary>
    public IQueryable<Person> ThatCanSignIn(long officeId, DateTimeOffset now) =>
        from p in db.Users.IgnoreQueryFilters()
        where p.OfficeId == officeId && p.LeftAt == null && (p.LeavesAt == null || p.LeavesAt > now)
        where db.Set<IdentityUserPasskey<long>>().Any(k => k.UserId == p.Id) || (p.PasswordHash != null && p.TwoFactorEnabled)
        select p;

    /// <summary>Takes every way in away and ends every session: before a new link, or when somebody leaves.</summary>
    public async Task ClearAsync(Person person, string why, CancellationToken cancel)
    {
        person.PasswordHash = null;
        person.TwoFactorEnabled = false;
        await db.Set<IdentityUserPasskey<long>>().Where(k => k.UserId == person.Id).ExecuteDeleteAsync(cancel);
        await db.Set<IdentityUserToken<long>>().Where(t => t.UserId == person.Id).ExecuteDeleteAsync(cancel);
        (await people.UpdateSecurityStampAsync(person)).ThrowIfFailed();
        await EndSessionsAsync(person.Id, except: null, why, cancel);
    }

    public Task<int> EndSessionsAsync(long personId, long? except, string why, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return db.SignInSessions.IgnoreQueryFilters().Where(s => s.PersonId == personId && s.EndedAt == null && s.Id != except)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now).SetProperty(s => s.EndedWhy, why), cancel);
    }

    public Task<int> EndOneAsync(long sessionId, string why, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return db.SignInSessions.Where(s => s.Id == sessionId && s.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now).SetProperty(s => s.EndedWhy, why), cancel);
    }

    /// <summary>Where somebody is signed in now: what is idle too long or past its day is over, even if nobody has tried it yet.</summary>
    public async Task<IReadOnlyList<SignInSession>> OpenSessionsAsync(Person person, Office office, CancellationToken cancel)
    {
        var idle = time.GetUtcNow().AddMinutes(-office.IdleMinutes);
        return await db.SignInSessions.AsNoTracking().Where(s => s.PersonId == person.Id && s.EndedAt == null && s.LastSeenAt >= idle)
            .OrderByDescending(s => s.LastSeenAt).ToListAsync(cancel);
    }
}
