using MimeKit;
using MimeKit.Utils;
using Serjeant.Moderation;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Mail;

/// <summary>One mail's bytes to one message.</summary>
internal static class MailMessages
{
    private const string RawType = "message/rfc822";

    /// <summary>A message, or a problem; then perhaps a remark.</summary>
    public static IEnumerable<ReadItem> Read(byte[] raw, string where, ReadOptions options)
    {
        MimeMessage? mail = null;
        string? fault = null;
        try
        {
            mail = Parse(raw, options.Limits);
        }
        catch (ExportRefusedException e)
        {
            fault = e.Message;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or NotSupportedException or IOException)
        {
            fault = "This is not a mail that can be read. Open it in your mail program and save it again as .eml.";
        }
        if (mail is null)
        {
            yield return ReadItem.Bad(where, fault!);
            yield break;
        }
        using (mail)
        {
            var text = MailText.Read(mail, options.Limits.TextLength, options.Limits.MailParts, out var cut);
            var message = Build(mail, text, raw, options);
            yield return IsOwn(message, options) ? ReadItem.Own : ReadItem.Of(message);
            if (cut)
                yield return ReadItem.Note(where, "This mail is very long. Its beginning is shown and judged; the whole mail is kept.");
        }
    }

    private static MimeMessage Parse(byte[] raw, ExportLimits limits)
    {
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = limits.MailDepth;
        if (!LooksLikeMail(raw))
            throw new FormatException();
        if (raw.Length > 256 * 1024)
            PartCounter.Check(raw, options, limits.MailParts);
        // The parts are read from this stream later on, so it lives as long as the mail; it holds nothing but the bytes.
        var stream = new MemoryStream(raw, writable: false);
        return new MimeParser(options, stream, MimeFormat.Entity, persistent: true).ParseMessage();
    }

    // MimeKit makes a message of anything; a mail's first line is a header field (RFC 5322 §2.2).
    private static bool LooksLikeMail(ReadOnlySpan<byte> raw)
    {
        var line = raw[..Math.Min(raw.Length, 1_000)];
        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return false;
        foreach (var b in line[..colon])
        {
            if (b is <= (byte)' ' or >= 127)
                return false;
        }
        return true;
    }

    private static IncomingMessage Build(MimeMessage mail, string text, byte[] raw, ReadOptions options)
    {
        var from = mail.From.Mailboxes.FirstOrDefault() ?? mail.Sender ?? mail.ReplyTo.Mailboxes.FirstOrDefault();
        var address = CleanText.Line(from?.Address);
        var messageId = CleanText.Line(mail.MessageId);
        var inReplyTo = CleanText.Line(mail.InReplyTo);
        var subject = CleanText.Line(mail.Subject, 1_000);
        var thread = CleanText.Line(mail.References.FirstOrDefault()) ?? inReplyTo ?? messageId;
        var sentAt = SentAt(mail);
        // A sender may choose any Message-ID, another person's too. With the content beside it a copy can't push the first one out.
        var content = StableId.Hex([messageId, address, sentAt?.ToString("O"), subject, text], 12);
        return new IncomingMessage(
            options.Platform ?? Platform.Email,
            options.Kind ?? MessageKind.Email,
            messageId is null ? "sha256:" + content : messageId + "~" + content,
            thread,
            new IncomingAuthor(address, CleanText.Line(from?.Name), null, null),
            text,
            sentAt,
            null,
            inReplyTo,
            subject,
            options.Account ?? CleanText.Line(mail.Headers["Delivered-To"]) ?? CleanText.Line(mail.To.Mailboxes.FirstOrDefault()?.Address),
            raw,
            RawType);
    }

    private static DateTimeOffset? SentAt(MimeMessage mail)
    {
        if (mail.Headers.Contains(HeaderId.Date) && mail.Date.Year > 1970)
            return mail.Date;
        // The topmost Received was written by the office's own server, so its date is the better of the two.
        return mail.Headers[HeaderId.Received] is { } received && received.LastIndexOf(';') is var at and >= 0
            && DateUtils.TryParse(received[(at + 1)..], out var date) ? date : null;
    }

    private static bool IsOwn(IncomingMessage message, ReadOptions options) =>
        options.OwnNames.Contains(message.Author.Handle, StringComparer.OrdinalIgnoreCase);
}
