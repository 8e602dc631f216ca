namespace Serjeant.Text;

/// <summary>
/// Makes a message plain: compatibility forms, case, accents, look-alike letters, invisible characters. Takes any string,
/// lone surrogates and NUL included, in time linear in its length, and never throws for its content.
/// </summary>
public static class Folder
{
    /// <summary>Folds the message and cuts it into tokens.</summary>
    public static FoldedText Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new FoldedText(text);
        var borrowed = false;
        var foreign = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
            {
                AppendAscii(folded, c, i);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                AppendAstral(folded, char.ConvertToUtf32(c, text[i + 1]), i);
                i++;
            }
            else
            {
                foreach (var part in Confusables.Fold(c))
                {
                    folded.Append(part, i, i + 1);
                    if (!Confusables.MayBeBorrowed(part)) continue;
                    borrowed = true;
                    foreign |= Confusables.LatinFor(part) == '\0';
                }
            }
        }
        folded.TextLength = folded.Used;
        if (borrowed) Unmask(folded, everywhere: !foreign);
        Tokeniser.Cut(folded);
        return folded;
    }

    private static void AppendAscii(FoldedText folded, char c, int i)
    {
        if (c is >= 'A' and <= 'Z') folded.Append((char)(c | 0x20), i, i + 1);
        else if (c >= ' ' && c != 0x7F) folded.Append(c, i, i + 1);
        else if (c is '\n' or '\r') folded.Append('\n', i, i + 1);
        else if (c is '\t' or '\v' or '\f') folded.Append(' ', i, i + 1);
    }

    private static void AppendAstral(FoldedText folded, int codePoint, int i)
    {
        var plain = Confusables.FoldAstral(codePoint);
        if (plain != '\0')
        {
            folded.Append(plain, i, i + 2);
            return;
        }
        // Tags and supplementary variation selectors are invisible.
        if (codePoint is >= 0xE0000 and <= 0xE0FFF || Emoji.IsSkinTone(codePoint)) return;
        folded.Append(folded.Original[i], i, i + 2);
        folded.Append(folded.Original[i + 1], i, i + 2);
    }

    // A borrowed letter in a word that also has a Latin one is a disguise; in a message that has other Cyrillic,
    // Greek or Armenian letters, a word wholly of them is that language and stays.
    private static void Unmask(FoldedText folded, bool everywhere)
    {
        var text = folded.Text;
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            var latin = everywhere;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '\'' or '@' or '$' or '!' or '*'))
                latin |= char.IsAsciiLetter(text[end++]);
            for (; i < end; i++)
                if (latin && Confusables.LatinFor(text[i]) is var plain and not '\0') folded.Replace(i, plain);
            i = end + 1;
        }
    }
}
