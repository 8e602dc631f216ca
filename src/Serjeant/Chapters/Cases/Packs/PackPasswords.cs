using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>A password for one pack, as it is shown once.</summary>
/// <param name="Words">Five groups of four characters.</param>
/// <param name="Token">The same, sealed by the program's key ring, for the form that fetches the pack: the server keeps neither.</param>
public sealed record PackPassword(long PackId, string Words, string Token);

/// <summary>
/// Draws passwords for packs. Nothing of one is stored or logged: it is in the page that shows it, and comes back from there sealed,
/// so that nobody can send a weak one of their own.
/// </summary>
public sealed class PackPasswords(IDataProtectionProvider protection)
{
    /// <summary>Without letters and digits that look alike. 31 of them: 20 characters have 99 bits of chance.</summary>
    public const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private const int Groups = 5, InGroup = 4;

    /// <summary>How long the page may lie open before the pack is fetched.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Serjeant.PackPassword").ToTimeLimitedDataProtector();

    public PackPassword Draw(long packId, Person by)
    {
        var words = string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, InGroup)));
        return new PackPassword(packId, words, protector.Protect(Bound(packId, by) + words, Lasts));
    }

    /// <returns>The password; null when the page lay open for too long, or the token is of another pack or person.</returns>
    public string? Open(string? token, long packId, Person by)
    {
        try
        {
            var plain = string.IsNullOrEmpty(token) ? "" : protector.Unprotect(token);
            return plain.StartsWith(Bound(packId, by), StringComparison.Ordinal) ? plain[Bound(packId, by).Length..] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Bound(long packId, Person by) => string.Create(CultureInfo.InvariantCulture, $"{packId}/{by.Id}/");
}
