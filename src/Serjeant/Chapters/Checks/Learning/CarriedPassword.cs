using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Learning;

/// <summary>Carries a password from the listing of folders to the choice among them: sealed in the page for one person and a quarter of an hour, kept nowhere.</summary>
public sealed class CarriedPassword(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    public string Seal(Person person, string password) => Protector(person).Protect(password, Lasts);

    /// <summary>Null where there is none, or it is somebody else's, or too old.</summary>
    public string? Open(Person person, string? carried)
    {
        if (string.IsNullOrEmpty(carried) || carried.Length > 10_000)
            return null;
        try
        {
            return Protector(person).Unprotect(carried);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(Person person) =>
        protection.CreateProtector("Serjeant.Contacts.Carried.v1", string.Create(CultureInfo.InvariantCulture, $"person:{person.Id}")).ToTimeLimitedDataProtector();
}
