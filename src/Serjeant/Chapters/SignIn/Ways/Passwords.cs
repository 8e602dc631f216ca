using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Ways;

/// <summary>Sets and checks passwords. A password alone never opens anything: a second step always follows.</summary>
public sealed class Passwords(SerjeantDb db, UserManager<Person> people, IPasswordHasher<Person> hasher, Tries tries, TimeProvider time)
{
    private static readonly Person Nobody = new() { DisplayName = "Nobody" };
    private static string? hashOfNobody;

    public async Task SetAsync(Person person, string password)
    {
        person.PasswordHash = hasher.HashPassword(person, PasswordRules.Normal(password));
        (await people.UpdateSecurityStampAsync(person)).ThrowIfFailed();
    }

    /// <summary>
    /// The person, when address and password are right and the account isn't resting. Every "no" takes the same time and
    /// looks the same, whether or not there is such a person.
    /// </summary>
    public async Task<Person?> ProveAsync(string? email, string? password, CancellationToken cancel)
    {
        var name = people.NormalizeName(email?.Trim() ?? "");
        var person = await db.Users.IgnoreQueryFilters().SingleOrDefaultAsync(p => p.NormalizedUserName == name, cancel);
        return await ProveAsync(person, password, cancel) ? person : null;
    }

    public async Task<bool> ProveAsync(Person? person, string? password, CancellationToken cancel)
    {
        var usable = person is { PasswordHash: not null, TwoFactorEnabled: true } && !person.HasLeft(time.GetUtcNow());
        var mayTry = usable && await tries.TakeAsync(person!.Id, cancel);
        var right = Matches(person, password);
        return mayTry && right;
    }

    private bool Matches(Person? person, string? password)
    {
        if (password is null || password.Length > PasswordRules.Longest * 2)
            password = "";
        hashOfNobody ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        return hasher.VerifyHashedPassword(person ?? Nobody, person?.PasswordHash ?? hashOfNobody, PasswordRules.Normal(password))
            != PasswordVerificationResult.Failed && person?.PasswordHash is not null;
    }
}
