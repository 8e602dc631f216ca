namespace Serjeant.Text;

/// <summary>What a token is.</summary>
public enum TokenKind : byte
{
    Word, Number, Name, Url, Email, Emoji,
}

/// <summary>How a token stands in its message.</summary>
[Flags]
public enum TokenMarks : byte
{
    None = 0,
    /// <summary>A sentence ended just before it.</summary>
    NewSentence = 1,
    /// <summary>A comma, dash, bracket or colon stands just before it.</summary>
    AfterPause = 2,
    /// <summary>It stands between quotation marks.</summary>
    Quoted = 4,
    /// <summary>It was part of a hashtag.</summary>
    Hashtag = 8,
    /// <summary>Its letters were written apart (<c>i d i o t</c>) and have been joined.</summary>
    Spaced = 16,
    /// <summary>It mixes letters with digits or signs that may stand for letters (<c>k1ll</c>, <c>f**k</c>).</summary>
    Disguised = 32,
    /// <summary>It has three or more of a letter in a row.</summary>
    Stretched = 64,
    /// <summary>A word with a full stop to itself for emphasis (<c>Out. Now.</c>): the sentence goes on.</summary>
    Stop = 128,
}

/// <summary>A word or other unit of a folded message.</summary>
/// <param name="Start">Where its letters begin in <see cref="FoldedText.Chars"/>.</param>
/// <param name="Length">How many letters.</param>
public readonly record struct Token(TokenKind Kind, TokenMarks Marks, int Start, int Length)
{
    public bool Has(TokenMarks mark) => (Marks & mark) != 0;
}
