using System.Security.Cryptography;

namespace Serjeant.Chapters.SignIn.Links;

/// <summary>
/// A code that people read off one screen and type on another: eight of Crockford's 32 characters, 40 random bits, in two
/// groups. Letters that look like digits are read as those.
/// </summary>
internal static class TypedCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 8;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static string Show(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";

    /// <summary>The code in its one spelling; null when it can't be one.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null or { Length: > 40 })
            return null;
        var code = string.Concat(typed.ToUpperInvariant().Where(c => c is not ('-' or '\u2013' or '\u2011') && !char.IsWhiteSpace(c)))
            .Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return code.Length == Length && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? code : null;
    }
}
