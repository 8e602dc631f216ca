using System.Text;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Ways;

/// <summary>
/// What a password must be (NIST SP 800-63B-4 §3.1.1): 16 characters or more, hard to guess, no rules of composition. A
/// full list of breached passwords is too large to ship; the estimate knows the common ones and their variations.
/// </summary>
public static class PasswordRules
{
    public const int Shortest = 16;

    /// <summary>So that nobody can make the server hash a book.</summary>
    public const int Longest = 256;

    /// <summary>The estimate slows down with length; what comes after only makes a password better.</summary>
    private const int Estimated = 64;

    /// <summary>Below 10^10 guesses: what an attacker with a stolen hash would try first.</summary>
    private const int WeakestScore = 3;

    /// <summary>A sentence that says what to change, or null when it will do.</summary>
    /// <param name="known">Words that others know about the person and the office.</param>
    public static string? Problem(string? password, IEnumerable<string> known)
    {
        var normal = Normal(password ?? "");
        var length = normal.EnumerateRunes().Count();
        if (length == 0)
            return "Enter a password";
        if (length < Shortest)
            return $"Make the password at least {Shortest} characters long. Three or more random words do well";
        if (length > Longest)
            return $"Make the password no longer than {Longest} characters";
        var words = known.SelectMany(k => k.Split([' ', '@', '.', '-'], StringSplitOptions.RemoveEmptyEntries).Append(k)).Where(w => w.Length > 2).Append("serjeant");
        var estimate = Zxcvbn.Zxcvbn.MatchPassword(normal[..Math.Min(normal.Length, Estimated)], words);
        return estimate.Score < WeakestScore || normal.Distinct().Count() < 6
            ? "This password is easy to guess: it is common, repeats itself, or is built from names and dates. Try three or more random words"
            : null;
    }

    /// <summary>The same password typed on another keyboard or system gives the same bytes (NFKC).</summary>
    public static string Normal(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair: not something a keyboard makes. It is compared as it is.
            return password;
        }
    }

    public static IEnumerable<string> KnownWords(Person person, Office? office) =>
        new[] { person.DisplayName, person.Email ?? "", office?.Politician ?? "", office?.Area ?? "", office?.PublicEmail ?? "" };
}
