using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Ways;

/// <summary>
/// Passkeys through Identity's SignInManager. A passkey asks for the finger, face or PIN of the device, so it is both steps
/// at once. The challenge travels in a short-lived encrypted cookie.
/// </summary>
public sealed class Passkeys(SignInManager<Person> signIn, UserManager<Person> people, TimeProvider time)
{
    public const string TooLate = "That took too long, or the page was open twice. Try again";
    public const string Refused = "That passkey does not open this desk. Try again, or use your password";

    /// <summary>Real answers are a few kilobytes.</summary>
    private const int LongestAnswer = 64 * 1024;
    public const int Most = 10;

    public Task<string> RequestOptionsAsync(Person? person = null) => signIn.MakePasskeyRequestOptionsAsync(person);

    public Task<string> CreationOptionsAsync(Person person) => signIn.MakePasskeyCreationOptionsAsync(
        new PasskeyUserEntity { Id = IdOf(person), Name = person.Email!, DisplayName = person.DisplayName });

    /// <summary>Who the answer proves; else a sentence for the screen.</summary>
    public async Task<(Person? Person, string? Problem)> ProveAsync(string? answer)
    {
        if (!CouldBeAnswer(answer))
            return (null, Refused);
        try
        {
            var result = await signIn.PerformPasskeyAssertionAsync(answer!);
            if (!result.Succeeded || result.User.HasLeft(time.GetUtcNow()))
                return (null, Refused);
            (await people.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).ThrowIfFailed();
            return (result.User, null);
        }
        catch (InvalidOperationException)
        {
            // Identity throws this where the cookie with the challenge has run out or was used.
            return (null, TooLate);
        }
        catch (Exception bad) when (bad is JsonException or PasskeyException or FormatException)
        {
            return (null, Refused);
        }
    }

    /// <summary>Adds the new passkey to the person; null when done, else a sentence for the screen.</summary>
    public async Task<string?> AddAsync(Person person, string? answer, string? name)
    {
        if (!CouldBeAnswer(answer))
            return TooLate;
        try
        {
            var result = await signIn.PerformPasskeyAttestationAsync(answer!);
            if (!result.Succeeded || result.UserEntity.Id != IdOf(person) || (await people.GetPasskeysAsync(person)).Count >= Most)
                return "That passkey could not be added. Try again";
            result.Passkey.Name = string.IsNullOrWhiteSpace(name) ? "Passkey" : name.Trim();
            person.TwoFactorEnabled = true;
            (await people.AddOrUpdatePasskeyAsync(person, result.Passkey)).ThrowIfFailed();
            return null;
        }
        catch (InvalidOperationException)
        {
            return TooLate;
        }
        catch (Exception bad) when (bad is JsonException or PasskeyException or FormatException)
        {
            return "That passkey could not be added. Try again";
        }
    }

    private static bool CouldBeAnswer(string? answer) => answer is { Length: > 0 and <= LongestAnswer };

    private static string IdOf(Person person) => person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
