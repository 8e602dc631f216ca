using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using QRCoder;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Ways;

/// <summary>What a person needs to add the desk to an authenticator app.</summary>
/// <param name="Sealed">The secret as the form carries it: encrypted for this person, good for 30 minutes.</param>
/// <param name="ManualKey">Base 32 in groups of four, for typing.</param>
/// <param name="QrPath">The dark squares as one SVG path in a square of <paramref name="QrSize"/> units.</param>
public sealed record AuthenticatorOffer(string Sealed, string ManualKey, string QrPath, int QrSize);

/// <summary>Time-based codes (RFC 6238: SHA-1, 6 digits, 30 seconds), each accepted once.</summary>
public sealed class Authenticator(
    SerjeantDb db, UserManager<Person> people, PersonStore store, IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan OfferLife = TimeSpan.FromMinutes(30);

    /// <summary>A new secret, which counts only when <see cref="AcceptAsync"/> has seen a code of it.</summary>
    public AuthenticatorOffer Offer(Person person) => Describe(person, Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(20)));

    /// <summary>The same offer again, for a form that came back with an error; null when it is too old or another person's.</summary>
    public AuthenticatorOffer? Again(Person person, string? offered) => Open(person, offered) is { } secret ? Describe(person, secret) : null;

    /// <summary>Keeps the offered secret as the person's, when <paramref name="code"/> proves that their app has it.</summary>
    public async Task<bool> AcceptAsync(Person person, string? offered, string? code, CancellationToken cancel)
    {
        if (Open(person, offered) is not { } secret || StepOf(secret, code) is not { } step)
            return false;
        await store.SetAuthenticatorKeyAsync(person, secret, cancel);
        person.LastTotpStep = step;
        person.TwoFactorEnabled = true;
        (await people.UpdateAsync(person)).ThrowIfFailed();
        return true;
    }

    /// <summary>True once for each code: the step is taken by one conditional UPDATE, so a replay finds it gone.</summary>
    public async Task<bool> ProveAsync(Person person, string? code, CancellationToken cancel)
    {
        if (await store.GetAuthenticatorKeyAsync(person, cancel) is not { } secret || StepOf(secret, code) is not { } step)
            return false;
        return await db.Users.IgnoreQueryFilters().Where(p => p.Id == person.Id && p.LastTotpStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.LastTotpStep, step), cancel) == 1;
    }

    private long? StepOf(string secret, string? code)
    {
        var digits = string.Concat((code ?? "").Where(char.IsAsciiDigit));
        var totp = new Totp(Base32Encoding.ToBytes(secret));
        return digits.Length == 6 && totp.VerifyTotp(time.GetUtcNow().UtcDateTime, digits, out var step, new VerificationWindow(1, 1)) ? step : null;
    }

    private AuthenticatorOffer Describe(Person person, string secret)
    {
        var label = Uri.EscapeDataString($"Serjeant:{person.Email}");
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode($"otpauth://totp/{label}?secret={secret}&issuer=Serjeant", QRCodeGenerator.ECCLevel.M);
        return new AuthenticatorOffer(
            Protector(person).Protect(secret, OfferLife), string.Join(' ', secret.Chunk(4).Select(g => new string(g))), QrPath(code), code.ModuleMatrix.Count);
    }

    private string? Open(Person person, string? offered)
    {
        if (string.IsNullOrEmpty(offered) || offered.Length > 2000)
            return null;
        try
        {
            return Protector(person).Unprotect(offered);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(Person person) =>
        protection.CreateProtector("Serjeant.SignIn.AuthenticatorOffer.v1", person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToTimeLimitedDataProtector();

    private static string QrPath(QRCodeData code)
    {
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
            for (var x = 0; x < code.ModuleMatrix[y].Count; x++)
                if (code.ModuleMatrix[y][x])
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return path.ToString();
    }
}
