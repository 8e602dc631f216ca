namespace Serjeant.Text;

/// <summary>Joins letters that were written apart: <c>i d i o t</c>, <c>k.i.l.l</c>, <c>s-c-u-m</c>.</summary>
internal static class SpacedLetters
{
    private const int Fewest = 3;
    private const int WidestGap = 3;

    internal static void Join(FoldedText folded)
    {
        var tokens = folded.TokenList;
        var kept = 0;
        for (var i = 0; i < tokens.Count;)
        {
            var run = RunFrom(folded, i);
            if (run < Fewest)
            {
                tokens[kept++] = tokens[i++];
                continue;
            }
            var narrowest = int.MaxValue;
            for (var k = i + 1; k < i + run; k++) narrowest = Math.Min(narrowest, Gap(tokens, k));
            for (var k = i; k < i + run;)
            {
                // A wider gap inside the run is where one word ends.
                var last = k + 1;
                while (last < i + run && Gap(tokens, last) == narrowest) last++;
                tokens[kept++] = Rewrite(folded, tokens, k, last);
                k = last;
            }
            i += run;
        }
        tokens.RemoveRange(kept, tokens.Count - kept);
    }

    private static Token Rewrite(FoldedText folded, List<Token> tokens, int first, int last)
    {
        if (last - first == 1) return tokens[first];
        var start = folded.Used;
        for (var k = first; k < last; k++) folded.AppendCopy(tokens[k].Start);
        return new Token(TokenKind.Word, tokens[first].Marks | TokenMarks.Spaced, start, last - first);
    }

    private static int RunFrom(FoldedText folded, int i)
    {
        var tokens = folded.TokenList;
        if (!IsLetter(folded, tokens[i])) return 0;
        var run = 1;
        while (i + run < tokens.Count && IsLetter(folded, tokens[i + run]) && GapJoins(folded, i + run)) run++;
        return run;
    }

    private static bool IsLetter(FoldedText folded, Token token) =>
        token.Length == 1 && token.Kind is TokenKind.Word or TokenKind.Number && token.Start < folded.TextLength && !token.Has(TokenMarks.Hashtag);

    private static int Gap(List<Token> tokens, int i) => tokens[i].Start - tokens[i - 1].Start - 1;

    private static bool GapJoins(FoldedText folded, int i)
    {
        var gap = Gap(folded.TokenList, i);
        if (gap is < 1 or > WidestGap) return false;
        for (var k = folded.TokenList[i].Start - gap; k < folded.TokenList[i].Start; k++)
            if (folded.At(k) is not (' ' or '.' or '-' or '_' or '*' or '~' or '·' or '•')) return false;
        return true;
    }
}
