using System.Text;

namespace Serjeant.Mail.Outlook;

/// <summary>What the next piece of rich text is.</summary>
internal enum RtfPiece
{
    End,
    Open,
    Close,

    /// <summary>A control word with or without a number, such as <c>\par</c> or <c>\u8364</c>.</summary>
    Word,

    /// <summary>One byte: a letter, or <c>\'hh</c>.</summary>
    Byte,
}

/// <summary>Cuts rich text (RTF 1.9.1) into its pieces. Takes any bytes; never goes back.</summary>
internal sealed class RtfReader(byte[] rtf)
{
    private const int LongestWord = 32;
    private int at;

    /// <summary>The control word, or the sign of a control symbol such as <c>~</c> or <c>*</c>.</summary>
    internal string Word { get; private set; } = "";

    /// <summary>The number behind a control word; null when there is none.</summary>
    internal int? Number { get; private set; }

    internal byte Value { get; private set; }

    internal RtfPiece Next()
    {
        while (at < rtf.Length && rtf[at] is (byte)'\r' or (byte)'\n' or 0) at++;
        if (at >= rtf.Length) return RtfPiece.End;
        var c = rtf[at++];
        if (c == '{') return RtfPiece.Open;
        if (c == '}') return RtfPiece.Close;
        if (c != '\\') return Give(c);
        if (at >= rtf.Length) return RtfPiece.End;
        c = rtf[at];
        if (c is (byte)'\\' or (byte)'{' or (byte)'}')
        {
            at++;
            return Give(c);
        }
        if (c == '\'') return Hex();
        return char.IsAsciiLetter((char)c) ? Control() : Symbol((char)c);
    }

    /// <summary>Passes over <c>\bin</c>'s bytes.</summary>
    internal void Skip(int bytes) => at = (int)Math.Min((long)at + Math.Max(0, bytes), rtf.Length);

    private RtfPiece Give(byte value)
    {
        Value = value;
        return RtfPiece.Byte;
    }

    private RtfPiece Hex()
    {
        at++;
        var value = 0;
        for (var i = 0; i < 2 && at < rtf.Length && char.IsAsciiHexDigit((char)rtf[at]); i++, at++) value = value * 16 + Convert.ToInt32(((char)rtf[at]).ToString(), 16);
        return Give((byte)value);
    }

    private RtfPiece Symbol(char sign)
    {
        at++;
        Number = null;
        // A break of line behind a backslash is a paragraph.
        Word = sign is '\r' or '\n' ? "par" : sign.ToString();
        return RtfPiece.Word;
    }

    private RtfPiece Control()
    {
        var word = new StringBuilder(LongestWord);
        while (at < rtf.Length && char.IsAsciiLetter((char)rtf[at]))
        {
            if (word.Length < LongestWord) word.Append((char)rtf[at]);
            at++;
        }
        Word = word.ToString();
        Number = null;
        var negative = at + 1 < rtf.Length && rtf[at] == '-' && char.IsAsciiDigit((char)rtf[at + 1]);
        if (negative) at++;
        if (at < rtf.Length && char.IsAsciiDigit((char)rtf[at]))
        {
            long number = 0;
            for (; at < rtf.Length && char.IsAsciiDigit((char)rtf[at]); at++) number = Math.Min(number * 10 + rtf[at] - '0', int.MaxValue);
            Number = (int)(negative ? -number : number);
        }
        if (at < rtf.Length && rtf[at] == ' ') at++;
        return RtfPiece.Word;
    }
}
