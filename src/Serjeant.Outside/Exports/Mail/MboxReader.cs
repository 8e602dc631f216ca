using System.Buffers;
using System.Globalization;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Mail;

/// <summary>
/// Mailbox files (RFC 4155), both mboxo and mboxrd: a line of <c>From </c> after an empty line begins a mail, and one <c>&gt;</c> is taken
/// off a line of <c>&gt;From </c>. In mboxo a line that was written as <c>&gt;&gt;From </c> loses one too; that can't be told apart.
/// </summary>
internal static class MboxReader
{
    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        Stream stream, string name, ReadOptions options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new LineScanner(stream, options.Limits.MailBytes);
        var mail = new ArrayBufferWriter<byte>(64 * 1024);
        var number = 0;
        var tooLarge = false;
        var afterEmpty = true;
        while (await lines.NextAsync(cancellationToken))
        {
            if (afterEmpty && IsSeparator(lines.Line.Span, number == 0))
            {
                foreach (var item in Finish(mail, name, number, tooLarge, options))
                    yield return item;
                mail.ResetWrittenCount();
                tooLarge = false;
                number++;
                afterEmpty = false;
                continue;
            }
            if (number == 0 && lines.Line.Length > 0)
            {
                yield return ReadItem.Bad(name, "This is not a mailbox file: it does not begin with a line that starts with 'From '.");
                yield break;
            }
            afterEmpty = lines.Line.Length == 0 && !lines.TooLong;
            tooLarge |= lines.TooLong || mail.WrittenCount + lines.Raw.Length > options.Limits.MailBytes;
            if (!tooLarge)
                mail.Write(Unquote(lines.Raw.Span));
        }
        foreach (var item in Finish(mail, name, number, tooLarge, options))
            yield return item;
    }

    private static IEnumerable<ReadItem> Finish(ArrayBufferWriter<byte> mail, string name, int number, bool tooLarge, ReadOptions options)
    {
        if (number == 0)
            return [];
        var where = string.Create(CultureInfo.InvariantCulture, $"{name}, mail {number:N0}");
        if (tooLarge)
        {
            return [ReadItem.Bad(where, string.Create(CultureInfo.InvariantCulture,
                $"This mail is larger than {options.Limits.MailBytes >> 20} MB with its attachments. Save it without them and import it alone."))];
        }
        return MailMessages.Read(WithoutLastEmptyLine(mail.WrittenSpan).ToArray(), where, options);
    }

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
