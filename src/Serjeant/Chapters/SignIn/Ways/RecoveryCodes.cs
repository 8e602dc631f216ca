using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Ways;

/// <summary>
/// Ten codes that each stand in for the authenticator once. Sixteen characters of Crockford's base 32 (80 random bits) in
/// four groups; I, L and O are read as the digits that they look like.
/// </summary>
public sealed class RecoveryCodes(UserManager<Person> people, PersonStore store)
{
    public const int Count = 10;
    private const int Length = 16;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Makes new codes and forgets the old ones. The caller shows them once; only hashes are kept.</summary>
    public async Task<IReadOnlyList<string>> ReplaceAsync(Person person, CancellationToken cancel)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => Create()).ToList();
        await store.ReplaceCodesAsync(person, codes, cancel);
        (await people.UpdateAsync(person)).ThrowIfFailed();
        return codes;
    }

    public Task<int> LeftAsync(Person person) => people.CountRecoveryCodesAsync(person);

    /// <summary>Uses a code up. Two requests with the same code at once: one is refused.</summary>
    public async Task<bool> RedeemAsync(Person person, string typed) =>
        Normal(typed).Length == Length && (await people.RedeemTwoFactorRecoveryCodeAsync(person, typed)).Succeeded;

    public static string Normal(string code)
    {
        Span<char> kept = stackalloc char[Length];
        var count = 0;
        foreach (var typed in code)
        {
            var c = char.ToUpperInvariant(typed) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            if (!Alphabet.Contains(c))
                continue;
            if (count == Length)
                return "";
            kept[count++] = c;
        }
        return new string(kept[..count]);
    }

    private static string Create() =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(4).Select(group => new string(group)));
}
