using Serjeant.Text;

namespace Serjeant.Moderation.Model;

/// <summary>Makes one word plain for the model: signs for letters, stretched and starred letters, a letter left out or swapped.</summary>
internal sealed class Plain
{
    private readonly Lexicon lexicon;
    private readonly Func<ReadOnlySpan<char>, int> take;
    private readonly char[] taken = new char[Variants.LongestWord];
    private int length;

    internal Plain(Lexicon lexicon)
    {
        this.lexicon = lexicon;
        take = Take;
    }

    /// <summary>The word made plain, valid until the next call, and whether that changed it.</summary>
    internal ReadOnlySpan<char> Of(ReadOnlySpan<char> word, TokenMarks marks, bool isKnown, out bool altered)
    {
        altered = false;
        if (isKnown) return word;
        altered = true;
        if ((marks & (TokenMarks.Disguised | TokenMarks.Stretched)) != 0)
        {
            if (Variants.First(word, marks, take) != 0) return taken.AsSpan(0, length);
            if (word.Length <= Variants.LongestWord && word.IndexOf('*') < 0) return Bare(word);
            return word;
        }
        if (word.Length >= 4 && char.IsAsciiLetter(word[0]) && lexicon.Repair(word) is var entry and >= 0) return lexicon.Entries[entry].Word;
        altered = false;
        return word;
    }

    private int Take(ReadOnlySpan<char> spelling)
    {
        if (spelling.IndexOf('*') >= 0)
        {
            foreach (var candidate in lexicon.Starred)
                if (FitsStars(spelling, candidate)) return Keep(candidate);
            return 0;
        }
        return lexicon.IsKnown(Hash.Of(spelling)) ? Keep(spelling) : 0;
    }

    private int Keep(ReadOnlySpan<char> spelling)
    {
        spelling.CopyTo(taken);
        length = spelling.Length;
        return 1;
    }

    // No spelling is known: signs become letters and runs single, so that all disguises of it at least look alike.
    private ReadOnlySpan<char> Bare(ReadOnlySpan<char> word)
    {
        length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var c = Variants.LetterFor(word[i]);
            if (length >= 2 && taken[length - 1] == c && taken[length - 2] == c) continue;
            taken[length++] = c;
        }
        return taken.AsSpan(0, length);
    }

    private static bool FitsStars(ReadOnlySpan<char> word, string candidate)
    {
        if (word.Length != candidate.Length || word.Trim('*').Length == 0) return false;
        for (var i = 0; i < word.Length; i++)
            if (word[i] != '*' && word[i] != candidate[i]) return false;
        return true;
    }
}
