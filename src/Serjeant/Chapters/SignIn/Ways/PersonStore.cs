using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Ways;

/// <summary>
/// Identity's store over <see cref="Person"/>, with three differences: people are found before their office is known,
/// recovery codes are kept as hashes, and the authenticator's secret is encrypted with the key ring.
/// </summary>
public sealed class PersonStore(SerjeantDb db, IDataProtectionProvider protection)
    : UserOnlyStore<Person, SerjeantDb, long, IdentityUserClaim<long>, IdentityUserLogin<long>, IdentityUserToken<long>, IdentityUserPasskey<long>>(db)
{
    private readonly IDataProtector authenticator = protection.CreateProtector("Serjeant.SignIn.Authenticator.v1");

    public override IQueryable<Person> Users => Context.Users.IgnoreQueryFilters();

    public override async Task<Person?> FindByIdAsync(string userId, CancellationToken cancellationToken = default)
    {
        var id = ConvertIdFromString(userId);
        return await Users.SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
    }

    protected override Task<Person?> FindUserAsync(long userId, CancellationToken cancellationToken) =>
        Users.SingleOrDefaultAsync(p => p.Id == userId, cancellationToken);

    public override Task SetAuthenticatorKeyAsync(Person user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, authenticator.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Person user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { Length: > 0 } sealedKey ? authenticator.Unprotect(sealedKey) : null;

    public override Task ReplaceCodesAsync(Person user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(HashOf), cancellationToken);

    public override Task<bool> RedeemCodeAsync(Person user, string code, CancellationToken cancellationToken) =>
        RedeemAsync(user, HashOf(code), cancellationToken);

    /// <summary>The codes are 80 random bits, so one plain hash is enough: there is nothing to guess from a list.</summary>
    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RecoveryCodes.Normal(code))));

    private async Task<bool> RedeemAsync(Person user, string hash, CancellationToken cancel)
    {
        var kept = (await GetTokenAsync(user, Provider, CodesName, cancel) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (!kept.Contains(hash, StringComparer.Ordinal))
            return false;
        await base.ReplaceCodesAsync(user, kept.Where(k => k != hash), cancel);
        return true;
    }

    /// <summary>The names under which Identity's base class keeps the codes.</summary>
    private const string Provider = "[AspNetUserStore]";
    private const string CodesName = "RecoveryCodes";
}
