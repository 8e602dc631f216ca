using Serjeant.Text;

namespace Serjeant.Moderation.Phrases;

/// <summary>Finds the word that a token is, through disguises: signs for letters, stretched, starred-out, run together.</summary>
internal sealed class WordFinder
{
    private const int LongestCut = 120;
    private readonly Vocabulary vocabulary;
    private readonly string[] starred;
    private readonly Func<ReadOnlySpan<char>, int> take;

    /// <param name="starred">Words that people write with stars (<c>f**k</c>), likeliest first.</param>
    internal WordFinder(Vocabulary vocabulary, IEnumerable<string> starred)
    {
        this.vocabulary = vocabulary;
        this.starred = [.. starred];
        take = FindPlain;
    }

    internal int Find(FoldedText folded, Token token)
    {
        var word = folded.TextOf(token);
        switch (token.Kind)
        {
            case TokenKind.Url: return Vocabulary.Url;
            case TokenKind.Email: return Vocabulary.Email;
            case TokenKind.Number: return Vocabulary.Number;
            case TokenKind.Emoji: return vocabulary.Find(word) is var emoji and not 0 ? emoji : Vocabulary.OtherEmoji;
            case TokenKind.Name: return Vocabulary.Name;
        }
        var id = vocabulary.Find(word);
        if (id != 0 || !token.Has(TokenMarks.Disguised | TokenMarks.Stretched)) return id;
        return Variants.First(word, token.Marks, take);
    }

    /// <summary>Cuts letters that were run together into known words, as few as possible; null when that can't be done.</summary>
    internal List<(int Length, int Id)>? Cut(ReadOnlySpan<char> letters)
    {
        if (letters.Length is < 3 or > LongestCut) return null;
        Span<int> best = stackalloc int[letters.Length + 1];
        Span<int> length = stackalloc int[letters.Length + 1];
        best[1..].Fill(int.MaxValue);
        for (var end = 1; end <= letters.Length; end++)
        {
            for (var size = Math.Min(end, vocabulary.Longest); size >= 1; size--)
            {
                var before = best[end - size];
                if (before == int.MaxValue || vocabulary.Find(letters.Slice(end - size, size)) == 0) continue;
                // One-letter words (i, a, u, r) cost more, so that they are the last resort.
                var cost = before + (size == 1 ? 3 : 2);
                if (cost >= best[end]) continue;
                best[end] = cost;
                length[end] = size;
            }
        }
        if (best[^1] == int.MaxValue) return null;
        var pieces = new List<(int, int)>();
        for (var end = letters.Length; end > 0; end -= length[end])
            pieces.Add((length[end], vocabulary.Find(letters.Slice(end - length[end], length[end]))));
        pieces.Reverse();
        return pieces;
    }

    private int FindPlain(ReadOnlySpan<char> word)
    {
        var id = vocabulary.Find(word);
        if (id != 0 || word.IndexOf('*') < 0) return id;
        foreach (var candidate in starred)
            if (FitsStars(word, candidate)) return vocabulary.Find(candidate);
        return 0;
    }

    private static bool FitsStars(ReadOnlySpan<char> word, string candidate)
    {
        if (word.Length != candidate.Length) return false;
        for (var i = 0; i < word.Length; i++)
            if (word[i] != '*' && word[i] != candidate[i]) return false;
        return true;
    }
}
