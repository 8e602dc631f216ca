using System.Text;
using MimeKit;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Mail;

/// <summary>What a person reads of a mail: its plain text, else the words of its HTML, else a note of what is attached.</summary>
internal static class MailText
{
    /// <param name="cut">True when the text was longer than <paramref name="most"/> and its end was left out.</param>
    public static string Read(MimeMessage mail, int most, int maxParts, out bool cut)
    {
        TextPart? plain = null, html = null;
        var attachments = 0;
        var waiting = new Stack<MimeEntity>();
        if (mail.Body is not null)
            waiting.Push(mail.Body);
        for (var parts = 0; parts < maxParts && waiting.TryPop(out var entity); parts++)
        {
            if (entity is Multipart multipart)
            {
                for (var i = Math.Min(multipart.Count, maxParts) - 1; i >= 0; i--)
                    waiting.Push(multipart[i]);
            }
            else if (entity is TextPart { IsAttachment: false } text)
            {
                if (text.IsHtml)
                    html ??= text;
                else
                    plain ??= text;
            }
            else
            {
                attachments++;
            }
        }
        cut = false;
        var body = plain is null ? "" : Plain(plain, most, out cut);
        if (string.IsNullOrWhiteSpace(body) && html is not null)
        {
            using var reader = Open(html);
            body = HtmlText.Read(reader, most + 1);
            cut = body.Length > most;
            body = cut ? body[..most] : body;
        }
        if (string.IsNullOrWhiteSpace(body))
            body = attachments switch { 0 => "", 1 => "[1 attachment]", _ => $"[{attachments} attachments]" };
        return CleanText.Body(body);
    }

    private static string Plain(TextPart part, int most, out bool cut)
    {
        using var reader = Open(part);
        var chars = new char[Math.Min(most + 1, 8_192)];
        var text = new StringBuilder();
        int read;
        while (text.Length <= most && (read = reader.Read(chars, 0, chars.Length)) > 0)
            text.Append(chars, 0, read);
        cut = text.Length > most;
        if (cut)
            text.Length = most;
        return text.Replace("\r\n", "\n").ToString().Trim();
    }

    private static StreamReader Open(TextPart part)
    {
        var content = part.Content?.Open() ?? Stream.Null;
        var named = part.ContentType.CharsetEncoding;
        var encoding = named is null || named.CodePage is 65001 or 20127 ? new Windows1252Fallback().Encoding() : named;
        return new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: false);
    }
}
