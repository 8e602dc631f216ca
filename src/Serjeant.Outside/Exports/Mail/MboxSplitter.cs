using System.Buffers;
using System.Runtime.CompilerServices;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Mail;

/// <summary>One mail of a mailbox file.</summary>
/// <param name="Number">From 1; 0 where the file is no mailbox file at all.</param>
/// <param name="Raw">Null where the mail is larger than allowed.</param>
public readonly record struct MboxMail(int Number, byte[]? Raw);

/// <summary>
/// Cuts mailbox files (RFC 4155), both mboxo and mboxrd: a line of <c>From </c> after an empty line begins a mail, and one <c>&gt;</c> is taken
/// off a line of <c>&gt;From </c>. In mboxo a line that was written as <c>&gt;&gt;From </c> loses one too; that can't be told apart.
/// </summary>
public static class MboxSplitter
{
    /// <summary>The mails in order, each read only when it is asked for.</summary>
    /// <param name="mailBytes">The largest mail, in bytes; of a larger one nothing is kept.</param>
    public static async IAsyncEnumerable<MboxMail> SplitAsync(Stream stream, int mailBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new LineScanner(stream, mailBytes);
        var mail = new ArrayBufferWriter<byte>(64 * 1024);
        var number = 0;
        var tooLarge = false;
        var afterEmpty = true;
        while (await lines.NextAsync(cancellationToken))
        {
            if (afterEmpty && IsSeparator(lines.Line.Span, number == 0))
            {
                if (number > 0)
                    yield return Finish(mail, number, tooLarge);
                mail.ResetWrittenCount();
                tooLarge = false;
                number++;
                afterEmpty = false;
                continue;
            }
            if (number == 0 && lines.Line.Length > 0)
            {
                yield return new MboxMail(0, null);
                yield break;
            }
            afterEmpty = lines.Line.Length == 0 && !lines.TooLong;
            tooLarge |= lines.TooLong || mail.WrittenCount + lines.Raw.Length > mailBytes;
            if (!tooLarge)
                mail.Write(Unquote(lines.Raw.Span));
        }
        if (number > 0)
            yield return Finish(mail, number, tooLarge);
    }

    private static MboxMail Finish(ArrayBufferWriter<byte> mail, int number, bool tooLarge) =>
        new(number, tooLarge ? null : WithoutLastEmptyLine(mail.WrittenSpan).ToArray());

    // A body may hold a line of "From " too where the writer didn't quote it; a separator carries a time (RFC 4155, appendix A).
    private static bool IsSeparator(ReadOnlySpan<byte> line, bool first)
    {
        if (!line.StartsWith("From "u8))
            return false;
        if (first)
            return true;
        for (var i = 6; i + 1 < line.Length; i++)
        {
            if (line[i] == ':' && char.IsAsciiDigit((char)line[i - 1]) && char.IsAsciiDigit((char)line[i + 1]))
                return true;
        }
        return false;
    }

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> line)
    {
        var marks = line.IndexOfAnyExcept((byte)'>');
        return marks > 0 && line[marks..].StartsWith("From "u8) ? line[1..] : line;
    }

    private static ReadOnlySpan<byte> WithoutLastEmptyLine(ReadOnlySpan<byte> mail) =>
        mail.EndsWith("\r\n\r\n"u8) ? mail[..^2] : mail.EndsWith("\n\n"u8) ? mail[..^1] : mail;
}
