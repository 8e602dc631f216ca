using Serjeant.Moderation.Phrases;
using Serjeant.Moderation.Rules;
using Serjeant.Text;

namespace Serjeant.Moderation;

/// <summary>Measures over a whole message that phrases can't express. Each gives the tokens it rests on, or null.</summary>
internal static class Detectors
{
    private const int FewestWords = 8;

    internal static (int First, int End)? Find(Detector detector, Reading reading) => detector switch
    {
        Detector.Repetition => IsRepetitive(reading.Folded) ? (0, reading.Count) : null,
        Detector.LinkHeavy => IsLinkHeavy(reading.Folded) ? (0, reading.Count) : null,
        Detector.Gibberish => Gibberish(reading),
        _ => null,
    };

    // Few different words for the length: under a quarter of them, over at least twelve words.
    private static bool IsRepetitive(FoldedText folded)
    {
        const int fewest = 12;
        // In a long message words recur anyway; what counts there is how few there are.
        const int longest = 120;
        var words = 0;
        for (var i = 0; i < folded.Tokens.Count && words < longest; i++)
            if (folded.Tokens[i].Kind is not (TokenKind.Name or TokenKind.Url)) words++;
        if (words < fewest) return false;
        Span<ulong> different = stackalloc ulong[longest / 4];
        var (known, most) = (0, words / 4);
        for (var i = 0; i < folded.Tokens.Count; i++)
        {
            var token = folded.Tokens[i];
            if (token.Kind is TokenKind.Name or TokenKind.Url) continue;
            var hash = Hash(folded.TextOf(token));
            if (different[..known].Contains(hash)) continue;
            if (known == most) return false;
            different[known++] = hash;
        }
        return true;
    }

    // FNV-1a: the same on every run, unlike the string's own.
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word) hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }

    private static bool IsLinkHeavy(FoldedText folded)
    {
        var links = 0;
        var words = 0;
        var names = 0;
        foreach (var token in folded.Tokens)
        {
            if (token.Kind == TokenKind.Url) links++;
            else if (token.Kind == TokenKind.Name) names++;
            else words++;
        }
        return links >= 3 && words <= links * 3 || names >= 10 && words <= names;
    }

    // Latin letters that don't read as any language: hardly a vowel, or long runs of consonants, in most of the words.
    private static (int First, int End)? Gibberish(Reading reading)
    {
        var odd = 0;
        var latin = 0;
        var letters = 0;
        foreach (var token in reading.Folded.Tokens)
        {
            if (token.Kind != TokenKind.Word) continue;
            var word = reading.Folded.TextOf(token);
            if (!char.IsAsciiLetter(word[0])) continue;
            latin++;
            letters += word.Length;
            if (word.Length >= 5 && LooksTyped(word)) odd++;
        }
        return odd > 0 && letters >= FewestWords && odd * 2 > latin ? (0, reading.Count) : null;
    }

    private static bool LooksTyped(ReadOnlySpan<char> word)
    {
        var run = 0;
        var longest = 0;
        var vowels = 0;
        foreach (var c in word)
        {
            // Welsh words use w and y as vowels, so they count as such.
            var vowel = "aeiouwy".Contains(c);
            run = vowel ? 0 : run + 1;
            longest = Math.Max(longest, run);
            if (vowel) vowels++;
        }
        return longest >= 5 || vowels * 6 < word.Length;
    }
}
