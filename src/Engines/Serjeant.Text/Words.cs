namespace Serjeant.Text;

/// <summary>Reads one word: letters and digits, with signs that stand for letters only where letters surround them.</summary>
internal static class Words
{
    internal static int Read(FoldedText folded, int start, int end, TokenMarks marks)
    {
        var i = start;
        var rewritten = false;
        var letters = 0;
        var others = 0;
        var run = 1;
        while (i < end)
        {
            var c = folded.At(i);
            if (char.IsLetter(c)) letters++;
            else if (char.IsDigit(c)) others++;
            else if (IsApostrophe(c) && i > start && Follows(folded, i, end)) rewritten = true;
            else if (c == '$') others++;
            else if (c is '@' or '!' or '|' or '+' && i > start && Follows(folded, i, end)) others++;
            else if (c is '*' && i > start && StarsEnd(folded, i, end, out var stars))
            {
                i = stars;
                others++;
                continue;
            }
            else break;
            if (i > start && c == folded.At(i - 1))
            {
                if (++run >= 3 && char.IsLetter(c)) marks |= TokenMarks.Stretched;
            }
            else run = 1;
            i++;
        }
        if (letters > 0 && others > 0) marks |= TokenMarks.Disguised;
        if (letters == 0 && others > 0) return ReadNumber(folded, start, i, end, marks);
        if (!rewritten) return Tokeniser.Add(folded, TokenKind.Word, marks, start, i);
        var copy = folded.Used;
        for (var k = start; k < i; k++)
            if (!IsApostrophe(folded.At(k))) folded.AppendCopy(k);
        folded.TokenList.Add(new Token(TokenKind.Word, marks, copy, folded.Used - copy));
        return i;
    }

    /// <summary>A hashtag: cut where the original changes from lower to upper case, else left whole for the reader to cut.</summary>
    internal static int ReadHashtag(FoldedText folded, int start, int end, TokenMarks marks)
    {
        var word = start;
        var i = start;
        for (; i < end && (char.IsLetterOrDigit(folded.At(i)) || folded.At(i) == '_'); i++)
        {
            var underscore = folded.At(i) == '_';
            var newWord = i > word && IsUpper(folded, i) && !IsUpper(folded, i - 1);
            if (!underscore && !newWord) continue;
            if (i > word) Tokeniser.Add(folded, TokenKind.Word, marks | TokenMarks.Hashtag, word, i);
            marks = TokenMarks.None;
            word = underscore ? i + 1 : i;
        }
        if (i > word) Tokeniser.Add(folded, TokenKind.Word, marks | TokenMarks.Hashtag, word, i);
        return i;
    }

    private static int ReadNumber(FoldedText folded, int start, int i, int end, TokenMarks marks)
    {
        while (i < end && (char.IsDigit(folded.At(i)) || folded.At(i) is '.' or ',' && i + 1 < end && char.IsDigit(folded.At(i + 1)))) i++;
        return Tokeniser.Add(folded, TokenKind.Number, marks, start, i);
    }

    private static bool IsUpper(FoldedText folded, int i) => char.IsUpper(folded.Original[folded.OriginalIndex(i)]);

    private static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or 'ʼ' or '`' or '´' or 'ʹ';

    private static bool Follows(FoldedText folded, int i, int end) => i + 1 < end && char.IsLetterOrDigit(folded.At(i + 1));

    // Stars hide letters inside a word (f**k) or its whole tail (f***); a lone star at the end is a footnote.
    private static bool StarsEnd(FoldedText folded, int i, int end, out int stars)
    {
        stars = i;
        while (stars < end && folded.At(stars) == '*') stars++;
        return stars - i >= 2 && stars - i <= 12 || stars < end && char.IsLetter(folded.At(stars));
    }
}
