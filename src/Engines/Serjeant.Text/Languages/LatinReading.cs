using System.Numerics;
using System.Text;

namespace Serjeant.Text.Languages;

/// <summary>
/// Counts which languages the words of a stretch speak for. A word that English has too speaks for neither; a word that no list has may still speak
/// by its ending or by the letters it was written with.
/// </summary>
internal ref struct LatinReading
{
    private const int LongestWord = 24;
    private const int ShortestWithEnding = 6;
    private static readonly WordTable Table = new();

    private readonly FoldedText folded;
    private readonly bool ascii;
    private readonly Span<int> own;
    private readonly Span<int> signs;
    private readonly Span<int> kinds;
    private readonly Span<int> shared;
    private readonly Span<ulong> seen;

    /// <param name="room">As long as <see cref="Room"/>, all zero.</param>
    /// <param name="seen">As long as <see cref="SeenRoom"/>, all zero.</param>
    internal LatinReading(FoldedText folded, Span<int> room, Span<ulong> seen)
    {
        this.folded = folded;
        this.seen = seen;
        ascii = Ascii.IsValid(folded.Original);
        var count = LatinWords.All.Length;
        own = room[..count];
        signs = room[count..(2 * count)];
        kinds = room[(2 * count)..(3 * count)];
        shared = room[(3 * count)..];
    }

    internal static int Room => LatinWords.All.Length * 4;

    internal static int SeenRoom => (Table.Slots >> 6) + 1;

    internal int Words { get; private set; }

    internal int English { get; private set; }

    /// <summary>Words of the language that English doesn't have.</summary>
    internal readonly int Own(int language) => own[language];

    /// <summary>How many different ones.</summary>
    internal readonly int Kinds(int language) => kinds[language];

    /// <summary>Words on no list with an ending or a letter of the language.</summary>
    internal readonly int Signs(int language) => signs[language];

    /// <summary>Words that both have.</summary>
    internal readonly int Shared(int language) => shared[language];

    internal void Add(Token token)
    {
        if (token.Kind != TokenKind.Word || token.Has(TokenMarks.Hashtag | TokenMarks.Disguised | TokenMarks.Spaced)) return;
        var word = folded.TextOf(token);
        if (word.Length > LongestWord || word[0] >= 0x250 || IsSyllable(token)) return;
        Words++;
        var mask = Lookup(token, word, out var place);
        if ((mask & WordTable.English) != 0) English++;
        if (mask != 0)
        {
            var isNew = (seen[place >> 6] >> (place & 63) & 1) == 0;
            seen[place >> 6] |= 1UL << (place & 63);
            var to = (mask & WordTable.English) != 0 ? shared : own;
            for (var bits = mask >> 1; bits != 0; bits &= bits - 1)
            {
                var language = BitOperations.TrailingZeroCount(bits);
                to[language]++;
                if (isNew && (mask & WordTable.English) == 0) kinds[language]++;
            }
            return;
        }
        for (var bits = Signs(token, word) >> 1; bits != 0; bits &= bits - 1) signs[BitOperations.TrailingZeroCount(bits)]++;
    }

    // "de-ge-ne-rates" is one English word cut up, not four French ones.
    private readonly bool IsSyllable(Token token) => token.Length <= 3 && token.Start < folded.TextLength
        && (token.Start > 0 && folded.At(token.Start - 1) == '-' || token.Start + token.Length < folded.TextLength && folded.At(token.Start + token.Length) == '-');

    private readonly uint Lookup(Token token, ReadOnlySpan<char> word, out int place)
    {
        if (token.Start < folded.TextLength) return Table.Find(word, WordShape.Plain, out place);
        // Folding wrote it anew without its apostrophe: the gap in where its letters came from is where that was.
        var gap = 1;
        while (gap < word.Length && folded.OriginalIndex(token.Start + gap) - folded.OriginalIndex(token.Start + gap - 1) < 2) gap++;
        var mask = Table.Find(word, WordShape.Shortened, out place);
        if (mask != 0 || gap == word.Length) return mask;
        mask = Table.Find(word[gap..], WordShape.After, out place);
        return mask != 0 ? mask : Table.Find(word[..gap], WordShape.Before, out place);
    }

    private readonly uint Signs(Token token, ReadOnlySpan<char> word)
    {
        var mask = 0u;
        if (word.Length >= ShortestWithEnding)
            for (var size = 3; size <= 5; size++) mask |= Table.Find(word[^size..], WordShape.Ending, out _);
        if (ascii) return mask;
        for (var i = token.Start; i < token.Start + token.Length; i++)
        {
            var letter = folded.Original[folded.OriginalIndex(i)];
            if (letter >= 0x80 && Table.Letters.TryGetValue(char.ToLowerInvariant(letter), out var by)) mask |= by;
        }
        return mask;
    }
}
