namespace Serjeant.Text;

/// <summary>Cuts a folded message into words, names, addresses and emoji. One pass, no look-back beyond a word.</summary>
internal static class Tokeniser
{
    internal static void Cut(FoldedText folded)
    {
        var marks = TokenMarks.NewSentence;
        var end = folded.TextLength;
        for (var i = 0; i < end;)
        {
            var c = folded.At(i);
            int next;
            if (char.IsLetterOrDigit(c) || c == '$' && StartsWord(folded, i + 1, end))
                next = Addresses.TryRead(folded, i, end, marks) ?? Words.Read(folded, i, end, marks);
            else if (c == '@' && NameEnd(folded, i + 1, end) is var name && name > i + 1)
                next = Add(folded, TokenKind.Name, marks, i, name);
            else if (c == '#' && i + 1 < end && char.IsLetter(folded.At(i + 1)))
                next = Words.ReadHashtag(folded, i + 1, end, marks);
            else if (char.IsHighSurrogate(c) || c >= 0x2600 && Emoji.IsEmoji(c))
                next = ReadSymbol(folded, i, marks);
            else
            {
                marks |= MarkOf(folded, i, end);
                i++;
                continue;
            }
            i = next;
            marks = TokenMarks.None;
        }
        SpacedLetters.Join(folded);
        Sentences.JoinShouts(folded);
        Quotations.Mark(folded);
    }

    internal static int Add(FoldedText folded, TokenKind kind, TokenMarks marks, int start, int end)
    {
        folded.TokenList.Add(new Token(kind, marks, start, end - start));
        return end;
    }

    private static bool StartsWord(FoldedText folded, int i, int end) => i < end && char.IsLetter(folded.At(i));

    private static int NameEnd(FoldedText folded, int i, int end)
    {
        while (i < end && (char.IsLetterOrDigit(folded.At(i)) || folded.At(i) == '_'
            || folded.At(i) is '.' or '-' or '@' && i + 1 < end && char.IsLetterOrDigit(folded.At(i + 1)))) i++;
        return i;
    }

    private static int ReadSymbol(FoldedText folded, int i, TokenMarks marks)
    {
        var wide = char.IsHighSurrogate(folded.At(i)) && i + 1 < folded.TextLength && char.IsLowSurrogate(folded.At(i + 1));
        var codePoint = wide ? char.ConvertToUtf32(folded.At(i), folded.At(i + 1)) : folded.At(i);
        var next = i + (wide ? 2 : 1);
        if (!Emoji.IsEmoji(codePoint))
        {
            // Letters beyond the basic plane (Gothic, emoji-free scripts): each its own word.
            return wide && char.IsLetter(folded.Original, folded.OriginalIndex(i)) ? Add(folded, TokenKind.Word, marks, i, next) : next;
        }
        var name = Emoji.NameOf(codePoint);
        if (name is null) return Add(folded, TokenKind.Emoji, marks, i, next);
        var start = folded.Used;
        var (from, length) = folded.OriginalSpan(i, next - i);
        foreach (var letter in name) folded.Append(letter, from, from + length);
        folded.TokenList.Add(new Token(TokenKind.Emoji, marks, start, name.Length));
        return next;
    }

    private static TokenMarks MarkOf(FoldedText folded, int i, int end) => folded.At(i) switch
    {
        '.' or '!' or '?' or '\n' or ';' or '…' or '。' => TokenMarks.NewSentence | TokenMarks.AfterPause,
        ',' or ':' or '(' or ')' or '–' or '—' or '[' or ']' => TokenMarks.AfterPause,
        '-' when i + 1 < end && folded.At(i + 1) is ' ' or '-' => TokenMarks.AfterPause,
        _ => TokenMarks.None,
    };
}
