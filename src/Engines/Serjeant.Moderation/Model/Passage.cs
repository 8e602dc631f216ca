using Serjeant.Text;

namespace Serjeant.Moderation.Model;

/// <summary>A message as the model reads it. Reused from message to message by one thread.</summary>
public sealed class Passage
{
    /// <summary>The most words that are read together; a longer message is read in several parts.</summary>
    public const int LongestPart = 60;

    private const int LongestWord = 32;
    private const int NegationReach = 4;
    private readonly Lexicon lexicon;
    private readonly Plain plain;
    private char[] letters = new char[1024];
    private int used;

    public Passage(Lexicon lexicon)
    {
        this.lexicon = lexicon;
        plain = new Plain(lexicon);
    }

    public List<ModelWord> Words { get; } = [];

    public int Shouts { get; private set; }

    internal ReadOnlySpan<char> Letters => letters.AsSpan(0, used);

    public string Original { get; private set; } = "";

    /// <summary>The plain letters from the passage's start to the end of a part: words' places point into them.</summary>
    public string LettersOf((int From, int To) part) => new(letters, 0, Words[part.To - 1].CharEnd);

    public void Load(FoldedText folded)
    {
        Words.Clear();
        used = 0;
        Shouts = 0;
        Original = folded.Original;
        Span<int> pieces = stackalloc int[24];
        var negatedUntil = -1;
        foreach (var token in folded.Tokens)
        {
            var text = folded.TextOf(token);
            var marks = token.Marks;
            if (token.Kind != TokenKind.Word)
            {
                var (from, size) = folded.OriginalSpan(token);
                if (token.Kind == TokenKind.Emoji && AddEmoji(from, size, marks, ref negatedUntil)) continue;
                var shown = token.Kind switch { TokenKind.Name => "@name", TokenKind.Url => "http", TokenKind.Email => "@mail", TokenKind.Number => NumberOf(text), _ => text };
                Add(shown, Hash.Of(shown), marks, from, from + size, false, ref negatedUntil);
                continue;
            }
            if (text.Length == 2 && folded.OriginalSpan(token) is (var flagged, 4) && EmojiWords.Flag(Original, flagged) is { } people)
            {
                Add(people, Hash.Of(people), marks, flagged, flagged + 4, false, ref negatedUntil);
                continue;
            }
            if (text.Length > LongestWord * 2) text = text[..(LongestWord * 2)];
            var raw = Hash.Of(text);
            var isKnown = lexicon.IsKnown(raw);
            if (!isKnown && CutInto(text, marks, pieces) is var count and > 0)
            {
                var at = 0;
                for (var i = 0; i < count; i++)
                {
                    var piece = text.Slice(at, pieces[i]);
                    var (begin, length) = folded.OriginalSpan(token.Start + at, pieces[i]);
                    Add(piece, Hash.Of(piece), i == 0 ? marks : marks & TokenMarks.Quoted, begin, begin + length, true, ref negatedUntil);
                    at += pieces[i];
                }
                continue;
            }
            var (start, span) = folded.OriginalSpan(token);
            if (JoinsPrevious(text, isKnown, marks, out var joined))
            {
                var before = Words[^1];
                Words.RemoveAt(Words.Count - 1);
                used = before.CharStart;
                Add(joined, before.Raw, MarksOf(before), before.Start, start + span, true, ref negatedUntil);
                continue;
            }
            var word = plain.Of(text, marks, isKnown, out var altered);
            Add(word, raw, marks, start, start + span, altered, ref negatedUntil);
        }
    }

    // A picture is read as the word it stands for, with the skin tone first: "black woman".
    private bool AddEmoji(int from, int size, TokenMarks marks, ref int negatedUntil)
    {
        var tone = EmojiWords.Tone(Original, from + size) ?? (size > 2 ? EmojiWords.Tone(Original, from + size - 2) : null);
        var meaning = EmojiWords.At(Original, from);
        if (tone is not null) Add(tone, Hash.Of(tone), marks, from, from + size, false, ref negatedUntil);
        if (meaning is null) return tone is not null;
        foreach (var word in meaning.AsSpan().Split(' '))
        {
            Add(meaning.AsSpan()[word], Hash.Of(meaning.AsSpan()[word]), marks, from, from + size, false, ref negatedUntil);
            marks &= TokenMarks.Quoted;
        }
        return true;
    }

    /// <summary>
    /// The words [from, to) of the part that begins at a word: what is left is shared out evenly, to the sentence end nearest to an even share. A greeting
    /// that is left over would be judged out of everything it belongs to.
    /// </summary>
    public int PartEnd(int from)
    {
        var left = Words.Count - from;
        if (left <= LongestPart) return Words.Count;
        var shares = (left + LongestPart - 1) / LongestPart;
        var share = (left + shares - 1) / shares;
        for (var away = 0; away <= share / 3; away++)
        {
            if (share + away <= LongestPart && Words[from + share + away].Has(WordFlags.NewSentence)) return from + share + away;
            if (Words[from + share - away].Has(WordFlags.NewSentence)) return from + share - away;
        }
        return from + share;
    }

    private int CutInto(ReadOnlySpan<char> text, TokenMarks marks, Span<int> pieces)
    {
        var likely = (marks & (TokenMarks.Hashtag | TokenMarks.Spaced)) != 0;
        if (text.Length < (likely ? 6 : 9) || !IsAsciiLetters(text)) return 0;
        if (!likely && lexicon.Repair(text) >= 0) return 0;
        return WordCutter.Cut(lexicon, text, pieces);
    }

    // "fa ggot", "musl ims": two bits that make a word with a part, where at least one is no word by itself.
    private bool JoinsPrevious(ReadOnlySpan<char> text, bool isKnown, TokenMarks marks, out ReadOnlySpan<char> joined)
    {
        joined = default;
        if (Words.Count == 0 || text.Length > 14 || (marks & (TokenMarks.NewSentence | TokenMarks.AfterPause)) != 0) return false;
        var before = Words[^1];
        var length = before.CharEnd - before.CharStart;
        if (length > 14 || length + text.Length < 5 || before.Kind != WordKind.None && length > 2) return false;
        if (length > 2 && text.Length > 2 && isKnown && lexicon.IsKnown(before.Norm)) return false;
        Span<char> both = stackalloc char[length + text.Length];
        letters.AsSpan(before.CharStart, length).CopyTo(both);
        text.CopyTo(both[length..]);
        var entry = lexicon.Find(Hash.Of(both));
        if (entry < 0 || lexicon.Entries[entry].Kind is not (WordKind.Identity or WordKind.Slur or WordKind.Attack or WordKind.Violence or WordKind.Profanity or WordKind.Hatred)) return false;
        joined = lexicon.Entries[entry].Word;
        return true;
    }

    private void Add(ReadOnlySpan<char> word, uint raw, TokenMarks marks, int start, int end, bool altered, ref int negatedUntil)
    {
        if (word.Length > LongestWord) word = word[..LongestWord];
        if (used + word.Length + 1 > letters.Length) Array.Resize(ref letters, letters.Length * 2);
        letters[used++] = ' ';
        var charStart = used;
        word.CopyTo(letters.AsSpan(used));
        used += word.Length;
        var norm = altered ? Hash.Of(word) : raw;
        var entry = lexicon.Find(norm);
        var kind = entry < 0 ? WordKind.None : lexicon.Entries[entry].Kind;
        var group = entry < 0 ? 0 : lexicon.Entries[entry].Group;
        var flags = FlagsOf(marks, altered);
        var at = Words.Count;
        if ((flags & (WordFlags.NewSentence | WordFlags.AfterPause)) != 0) negatedUntil = -1;
        if (at <= negatedUntil) flags |= WordFlags.Negated;
        if (kind == WordKind.Negation) negatedUntil = at + NegationReach;
        if (end - start >= 3 && IsUpper(start, end))
        {
            flags |= WordFlags.Shouted;
            Shouts++;
        }
        Words.Add(new ModelWord(norm, raw, kind, group, flags, lexicon.TopicsOf(norm), start, end, charStart, used));
    }

    private bool IsUpper(int start, int end)
    {
        for (var i = start; i < end; i++)
            if (!char.IsAsciiLetterUpper(Original[i])) return false;
        return true;
    }

    private static WordFlags FlagsOf(TokenMarks marks, bool altered) =>
        ((marks & TokenMarks.NewSentence) != 0 ? WordFlags.NewSentence : 0) | ((marks & TokenMarks.AfterPause) != 0 ? WordFlags.AfterPause : 0)
        | ((marks & TokenMarks.Quoted) != 0 ? WordFlags.Quoted : 0) | (altered ? WordFlags.Altered : 0);

    private static TokenMarks MarksOf(ModelWord word) =>
        (word.Has(WordFlags.NewSentence) ? TokenMarks.NewSentence : 0) | (word.Has(WordFlags.AfterPause) ? TokenMarks.AfterPause : 0)
        | (word.Has(WordFlags.Quoted) ? TokenMarks.Quoted : 0);

    private static string NumberOf(ReadOnlySpan<char> digits) => digits.Length switch { 1 => "0", 2 => "00", 3 => "000", 4 => "0000", < 9 => "00000", _ => "000000000" };

    private static bool IsAsciiLetters(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterLower(c)) return false;
        return true;
    }
}
