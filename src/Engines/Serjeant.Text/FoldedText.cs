using System.Text;

namespace Serjeant.Text;

/// <summary>
/// A message made plain for matching, with the way back: every folded character knows which UTF-16 code units
/// of the original it came from. Made by <see cref="Folder"/>; not changed afterwards.
/// </summary>
public sealed class FoldedText
{
    private char[] chars;
    private int[] from;
    private int[] to;
    private int used;

    internal FoldedText(string original)
    {
        Original = original;
        var room = Math.Max(16, original.Length + (original.Length >> 2));
        chars = new char[room];
        from = new int[room];
        to = new int[room];
    }

    /// <summary>The message as it came.</summary>
    public string Original { get; }

    /// <summary>How many folded characters stand for the message; what lies behind them are rewritten words.</summary>
    public int TextLength { get; internal set; }

    /// <summary>The folded message: lower case, no accents, nothing invisible; punctuation and digits kept.</summary>
    public ReadOnlySpan<char> Text => chars.AsSpan(0, TextLength);

    /// <summary>All characters that tokens point into: the text, then words that had to be written anew.</summary>
    public ReadOnlySpan<char> Chars => chars.AsSpan(0, used);

    /// <summary>The words, names, addresses and emoji in order.</summary>
    public IReadOnlyList<Token> Tokens => TokenList;

    internal List<Token> TokenList { get; } = [];

    public ReadOnlySpan<char> TextOf(Token token) => chars.AsSpan(token.Start, token.Length);

    /// <summary>Where folded characters came from: start and length in UTF-16 code units of the original.</summary>
    public (int Start, int Length) OriginalSpan(int start, int length)
    {
        if (length <= 0 || start < 0 || start + length > used) return (0, 0);
        var first = from[start];
        return (first, to[start + length - 1] - first);
    }

    public (int Start, int Length) OriginalSpan(Token token) => OriginalSpan(token.Start, token.Length);

    /// <summary>The words alone, one space between: for shingles, features and display in tests.</summary>
    public string Plain()
    {
        var plain = new StringBuilder(TextLength);
        foreach (var token in TokenList)
        {
            if (plain.Length > 0) plain.Append(' ');
            plain.Append(token.Kind switch { TokenKind.Name => "@name", TokenKind.Url => "url", _ => TextOf(token) });
        }
        return plain.ToString();
    }

    internal int Used => used;

    internal void Append(char c, int start, int end)
    {
        if (used == chars.Length)
        {
            Array.Resize(ref chars, used * 2);
            Array.Resize(ref from, used * 2);
            Array.Resize(ref to, used * 2);
        }
        chars[used] = c;
        from[used] = start;
        to[used++] = end;
    }

    internal void AppendCopy(int index) => Append(chars[index], from[index], to[index]);

    internal char At(int index) => chars[index];

    internal int OriginalIndex(int index) => from[index];

    internal void Replace(int index, char c) => chars[index] = c;
}
