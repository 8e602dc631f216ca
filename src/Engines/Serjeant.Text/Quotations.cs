namespace Serjeant.Text;

/// <summary>Marks the tokens that stand between quotation marks. A mark that is never closed quotes nothing.</summary>
internal static class Quotations
{
    private const int LongestQuotation = 2000;

    internal static void Mark(FoldedText folded)
    {
        var text = folded.Text;
        if (text.IndexOfAny("\"“«‘'”") < 0) return;
        var token = 0;
        // Up to where a closing mark of each kind was already looked for in vain: keeps a message full of openings linear.
        Span<int> searched = stackalloc int[4];
        for (var i = 0; i < text.Length; i++)
        {
            var close = ClosingFor(text, i);
            if (close == '\0') continue;
            ref var from = ref searched[close switch { '"' => 0, '”' => 1, '»' => 2, _ => 3 }];
            var limit = Math.Min(text.Length, i + LongestQuotation);
            var end = FindClose(text, Math.Max(from, i + 1), limit, close);
            if (end < 0)
            {
                from = limit;
                continue;
            }
            MarkBetween(folded, ref token, i, end);
            i = end;
        }
    }

    private static char ClosingFor(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        '"' or '”' => '"',
        '“' or '„' => '”',
        '«' => '»',
        '‘' when Opens(text, i) => '’',
        '\'' when Opens(text, i) => '\'',
        _ => '\0',
    };

    private static bool Opens(ReadOnlySpan<char> text, int i) =>
        (i == 0 || !char.IsLetterOrDigit(text[i - 1])) && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]);

    private static int FindClose(ReadOnlySpan<char> text, int i, int limit, char close)
    {
        for (; i < limit; i++)
        {
            var c = text[i];
            if (c == close || close == '”' && c == '"' || close == '"' && c is '”' or '“')
            {
                // A single mark is also an apostrophe: it closes only behind a word or a stop and before none.
                if (close is not ('\'' or '’')) return i;
                if (i + 1 >= text.Length || !char.IsLetterOrDigit(text[i + 1])) return i;
            }
        }
        return -1;
    }

    private static void MarkBetween(FoldedText folded, ref int token, int open, int close)
    {
        var tokens = folded.TokenList;
        var (from, _) = folded.OriginalSpan(open, 1);
        var (to, _) = folded.OriginalSpan(close, 1);
        for (; token < tokens.Count; token++)
        {
            var (start, _) = folded.OriginalSpan(tokens[token]);
            if (start < from) continue;
            if (start >= to) break;
            tokens[token] = tokens[token] with { Marks = tokens[token].Marks | TokenMarks.Quoted };
        }
    }
}
