namespace Serjeant.Text;

/// <summary>The other spellings that a token may hide: signs read as letters, stretched letters made single.</summary>
public static class Variants
{
    /// <summary>Longer words are left as they stand; nobody disguises a word of this length.</summary>
    public const int LongestWord = 32;

    private const int MostRuns = 3;

    /// <summary>Tries every spelling until one is taken. Stars are given as they are (<c>f**k</c>).</summary>
    /// <returns>What <paramref name="take"/> gave for the first spelling it took, or 0.</returns>
    public static int First(ReadOnlySpan<char> word, TokenMarks marks, Func<ReadOnlySpan<char>, int> take)
    {
        if (word.Length > 4 * LongestWord) return 0;
        if ((marks & TokenMarks.Disguised) == 0) return Unstretch(word, take);
        Span<char> plain = stackalloc char[word.Length];
        foreach (var one in "il")
        {
            for (var i = 0; i < word.Length; i++) plain[i] = LetterFor(word[i], one);
            if (Unstretch(plain, take) is var found and not 0) return found;
        }
        return 0;
    }

    /// <summary>The letter that a digit or sign is used for inside a word; itself when there is none.</summary>
    public static char LetterFor(char c, char one = 'i') => c switch
    {
        '0' => 'o',
        '1' or '!' or '|' => one,
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' or '+' => 't',
        '8' => 'b',
        '9' => 'g',
        _ => c,
    };

    // Every run of three or more becomes two letters or one (shooot is shoot before it is shot): with up to three runs, at most eight spellings.
    private static int Unstretch(ReadOnlySpan<char> word, Func<ReadOnlySpan<char>, int> take)
    {
        Span<char> plain = stackalloc char[word.Length];
        var choices = 1;
        for (var choice = 0; choice < choices; choice++)
        {
            var length = 0;
            var runs = 0;
            for (var i = 0; i < word.Length;)
            {
                var end = i + 1;
                while (end < word.Length && word[end] == word[i]) end++;
                var keep = end - i;
                if (keep >= 3 && word[i] != '*')
                {
                    keep = runs < MostRuns && (choice >> runs & 1) == 0 ? 2 : 1;
                    if (runs < MostRuns) runs++;
                }
                for (var k = 0; k < keep; k++) plain[length++] = word[i];
                i = end;
            }
            choices = 1 << runs;
            if (length <= LongestWord && take(plain[..length]) is var found and not 0) return found;
        }
        return 0;
    }
}
