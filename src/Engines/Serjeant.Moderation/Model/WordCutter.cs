namespace Serjeant.Moderation.Model;

/// <summary>Cuts letters that were run together (<c>killthemall</c>) into known words: the cheapest cut, common words being cheap.</summary>
internal static class WordCutter
{
    internal const int Longest = 60;
    private const int LongestWord = 18;
    private const int PerWord = 60;

    /// <summary>Fills in the lengths of the pieces and returns how many; 0 when it can't be cut or is one word.</summary>
    internal static int Cut(Lexicon lexicon, ReadOnlySpan<char> letters, Span<int> pieces)
    {
        if (letters.Length is < 6 or > Longest) return 0;
        Span<int> best = stackalloc int[Longest + 1];
        Span<int> size = stackalloc int[Longest + 1];
        best[1..(letters.Length + 1)].Fill(int.MaxValue);
        best[0] = 0;
        for (var start = 0; start < letters.Length; start++)
        {
            if (best[start] == int.MaxValue) continue;
            for (var length = 1; length <= LongestWord && start + length <= letters.Length; length++)
            {
                var cost = lexicon.CostOf(Hash.Of(letters.Slice(start, length)));
                if (cost < 0 || length == 1 && letters[start] is not ('i' or 'a' or 'u')) continue;
                // Short words are in every heap of letters: they cost more.
                var sum = best[start] + cost + PerWord + (length <= 2 ? 60 : 0);
                if (sum >= best[start + length]) continue;
                best[start + length] = sum;
                size[start + length] = length;
            }
        }
        if (best[letters.Length] == int.MaxValue) return 0;
        var count = 0;
        for (var end = letters.Length; end > 0; end -= size[end]) count++;
        if (count < 2 || count > pieces.Length || count * 2 > letters.Length) return 0;
        for (var (end, i) = (letters.Length, count - 1); end > 0; end -= size[end], i--) pieces[i] = size[end];
        return count;
    }
}
