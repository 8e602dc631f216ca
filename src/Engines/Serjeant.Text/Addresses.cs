using System.Collections.Frozen;

namespace Serjeant.Text;

/// <summary>Web and email addresses, told apart from words so that nothing in them is taken for speech.</summary>
internal static class Addresses
{
    private const int LongestLabel = 64;

    private static readonly FrozenSet<string> Endings = FrozenSet.Create(StringComparer.Ordinal,
        "com", "uk", "org", "net", "info", "ru", "io", "ly", "me", "gg", "tv", "xyz", "top", "shop", "site", "online", "club", "biz",
        "eu", "app", "link", "live", "store", "news", "wales", "scot", "london", "co", "gov", "cn", "de", "fr", "ie", "us", "vip", "win", "bet");

    /// <summary>Reads an address that begins at this letter: adds a token and gives the index after it, or null.</summary>
    internal static int? TryRead(FoldedText folded, int start, int end, TokenMarks marks)
    {
        var rest = folded.Text[start..end];
        if (rest.StartsWith("http://") || rest.StartsWith("https://") || rest.StartsWith("www."))
            return Tokeniser.Add(folded, TokenKind.Url, marks, start, UntilSpace(folded, start, end));
        var i = start;
        var dot = -1;
        var at = -1;
        while (i < end && i - start < 4 * LongestLabel)
        {
            var c = folded.At(i);
            if (c == '.')
            {
                if (i + 1 >= end || !char.IsLetterOrDigit(folded.At(i + 1))) break;
                dot = i;
            }
            else if (c == '@')
            {
                if (at >= 0 || i + 1 >= end || !char.IsLetterOrDigit(folded.At(i + 1))) break;
                at = i;
                dot = -1;
            }
            else if (!char.IsLetterOrDigit(c) && c is not ('-' or '_') && !(c is '+' && at < 0)) break;
            i++;
        }
        if (dot < 0 || dot - start < 2) return null;
        var ending = folded.Text[(dot + 1)..i];
        if (at >= 0) return ending.Length >= 2 ? Tokeniser.Add(folded, TokenKind.Email, marks, start, i) : null;
        if (!Endings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(ending)) return null;
        return Tokeniser.Add(folded, TokenKind.Url, marks, start, UntilSpace(folded, i, end));
    }

    private static int UntilSpace(FoldedText folded, int i, int end)
    {
        while (i < end && folded.At(i) is not (' ' or '\n' or '"' or '<' or '>' or '”' or '“')) i++;
        while (folded.At(i - 1) is '.' or ',' or ')' or '!' or '?' or ';') i--;
        return i;
    }
}
