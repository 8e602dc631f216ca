using System.Text;
using MimeKit;
using Serjeant.Mail.Messages;

namespace Serjeant.Mail.Outlook;

/// <summary>
/// Makes a mail (RFC 5322) of a message that classic Outlook saved (<c>.msg</c>, [MS-OXMSG]), so that everything else knows one form of mail. The header
/// that came with it is taken over as it was; body and files are put together anew.
/// </summary>
public static class OutlookMessage
{
    private const int TopHead = 32;
    private const int InnerHead = 24;
    private const int OtherHead = 8;
    private const int Deepest = 5;
    private const int MostRecipients = 200;

    // As Base64 this stays below what is looked at of a mail (MailLimits.Bytes).
    private const int MostFileBytes = 32 * 1024 * 1024;

    /// <summary>Whether the bytes begin as a compound file does: a message of Outlook, or an old Office document.</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes) => CompoundFile.Is(bytes);

    /// <summary>The mail's bytes.</summary>
    /// <exception cref="FormatException">It is no message; the text says what to do.</exception>
    public static byte[] ToMail(ReadOnlyMemory<byte> raw) => ToMail(raw, new MailCuts(), MailLimits.Usual);

    /// <inheritdoc cref="ToMail(ReadOnlyMemory{byte})"/>
    /// <param name="cuts">Takes what was left out.</param>
    internal static byte[] ToMail(ReadOnlyMemory<byte> raw, MailCuts cuts, MailLimits limits)
    {
        if (raw.Length > limits.Bytes)
        {
            raw = raw[..limits.Bytes];
            cuts.TellHiding($"The message is larger than {limits.Bytes >> 20} MB; what lies behind that was not looked at.");
        }
        var file = new CompoundFile(raw);
        var top = new OutlookStorage(file, file.Root, TopHead);
        if (!top.IsObject) throw new FormatException("This is an Office file and not a mail. Open the mail in Outlook, save it as .msg or .eml, and choose that.");
        return new Building(file, limits, cuts).Mail(top, 0);
    }

    /// <summary>One file's way into a mail; what is left of the bounds is shared by the messages within it.</summary>
    private sealed class Building(CompoundFile file, MailLimits limits, MailCuts cuts)
    {
        private int filesLeft = limits.Attachments + 1;
        private long bytesLeft = MostFileBytes;
        private bool cutPage;

        internal byte[] Mail(OutlookStorage message, int depth)
        {
            var mail = new MemoryStream();
            OutlookHeader.Write(message, Recipients(message), mail);
            Body(message, depth).WriteTo(Format(), mail);
            return mail.ToArray();
        }

        private static FormatOptions Format()
        {
            var format = FormatOptions.Default.Clone();
            format.NewLineFormat = NewLineFormat.Dos;
            return format;
        }

        private MimeEntity Body(OutlookStorage message, int depth)
        {
            var words = Words(message);
            var files = Files(message, depth);
            if (files.Count == 0) return words;
            var mixed = new Multipart("mixed") { words };
            foreach (var one in files) mixed.Add(one);
            return mixed;
        }

        private MimeEntity Words(OutlookStorage message)
        {
            var text = Cut(message.Text(Property.Body), limits.TextLength + 1);
            var html = Html(message);
            if (html.Length > limits.HtmlLength) (html, cutPage) = (html[..limits.HtmlLength], true);
            if (cutPage) cuts.TellHiding("The message's page is very long; its end was not looked at.");
            var plain = text.Length > 0 || html.Length == 0 ? Part("plain", text) : null;
            if (html.Length == 0) return plain!;
            return plain is null ? Part("html", html) : new MultipartAlternative { plain, Part("html", html) };
        }

        // The page is kept as bytes in its own code page, as a string, or wrapped into rich text.
        private string Html(OutlookStorage message)
        {
            cutPage = message.Length(Property.Html) > limits.HtmlLength;
            if (message.Bytes(Property.Html, limits.HtmlLength) is { Length: > 0 } bytes)
                return (CodePages.Of(message.Number(Property.InternetCodePage)) ?? Encoding.UTF8).GetString(bytes);
            if (message.Text(Property.Html) is { Length: > 0 } written) return written;
            if (message.Bytes(Property.RtfCompressed, limits.HtmlLength) is not { Length: > 0 } packed) return "";
            var rtf = CompressedRtf.Unpack(packed, 2 * limits.HtmlLength);
            cutPage = message.Length(Property.RtfCompressed) > limits.HtmlLength || rtf.Length >= 2 * limits.HtmlLength;
            var (html, isText) = RtfBody.Read(rtf, limits.HtmlLength + 1);
            // Rich text that wraps plain text says what the plain body says.
            return isText && message.Text(Property.Body).Length > 0 ? "" : html;
        }

        private static TextPart Part(string kind, string text)
        {
            var part = new TextPart(kind);
            part.SetText(Encoding.UTF8, text);
            part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
            return part;
        }

        private List<MimeEntity> Files(OutlookStorage message, int depth)
        {
            var files = new List<MimeEntity>();
            foreach (var storage in message.Storages("__attach_version1.0_"))
            {
                if (--filesLeft <= 0)
                {
                    if (filesLeft == 0) cuts.TellHiding($"There are more than {limits.Attachments} attached files; the others were not looked at.");
                    break;
                }
                var attached = new OutlookStorage(file, storage, OtherHead, message.Ansi);
                files.Add(attached.Inner(Property.AttachData) is { } inner ? Within(attached, inner, depth) : File(attached));
            }
            return files;
        }

        private MimePart File(OutlookStorage attached)
        {
            var name = Name(attached);
            var bytes = attached.Bytes(Property.AttachData, (int)Math.Clamp(bytesLeft, 0, int.MaxValue)) ?? [];
            bytesLeft -= bytes.Length;
            if (bytes.Length < attached.Length(Property.AttachData)) cuts.Tell($"Not all of the attached file {Shown(name)} could be read.");
            var part = new MimePart(ContentTypeOf(attached)) { Content = new MimeContent(new MemoryStream(bytes, writable: false)), ContentTransferEncoding = ContentEncoding.Base64 };
            var id = OutlookHeader.Line(attached.Text(Property.AttachContentId)).Trim('<', '>');
            // What the page shows by its id is a picture of the page and no file.
            part.ContentDisposition = new ContentDisposition(id.Length > 0 ? ContentDisposition.Inline : ContentDisposition.Attachment);
            if (name.Length > 0) part.FileName = name;
            if (id.Length is > 0 and < 500) part.ContentId = id;
            return part;
        }

        private MimeEntity Within(OutlookStorage attached, CompoundFile.Entry inner, int depth)
        {
            var message = new OutlookStorage(file, inner, InnerHead, attached.Ansi);
            if (!message.IsObject || depth >= Deepest)
            {
                if (depth >= Deepest) cuts.TellHiding("Messages lie within messages more deeply than is looked at.");
                return new MimePart("application", "octet-stream") { Content = new MimeContent(new MemoryStream()), FileName = Name(attached) };
            }
            // Written and read again: what is inside is text of a stranger's, which no builder of headers should be trusted with.
            using var stream = new MemoryStream(Mail(message, depth + 1), writable: false);
            return new MessagePart { Message = new MimeParser(stream, MimeFormat.Entity, persistent: false).ParseMessage(), ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) };
        }

        private static ContentType ContentTypeOf(OutlookStorage attached) =>
            ContentType.TryParse(OutlookHeader.Line(attached.Text(Property.AttachMimeType)), out var type) && type.MediaType is not ("multipart" or "message")
                ? new ContentType(type.MediaType, type.MediaSubtype) : new ContentType("application", "octet-stream");

        private static string Name(OutlookStorage attached)
        {
            foreach (var property in new[] { Property.AttachLongName, Property.AttachName, Property.DisplayName })
                if (OutlookHeader.Line(attached.Text(property)) is { Length: > 0 } name) return Cut(name, 300);
            return "";
        }

        private List<(long Kind, Address Address)> Recipients(OutlookStorage message)
        {
            var found = new List<(long, Address)>();
            foreach (var storage in message.Storages("__recip_version1.0_").Take(MostRecipients))
            {
                var one = new OutlookStorage(file, storage, OtherHead, message.Ansi);
                var address = OutlookHeader.AddressOf(one, Property.SmtpAddress, Property.Address);
                found.Add((one.Number(Property.RecipientType) ?? 1, new Address(OutlookHeader.Line(one.Text(Property.DisplayName)), address)));
            }
            return found;
        }

        private static string Shown(string name) => name.Length == 0 ? "without a name" : "“" + Cut(name, 80) + "”";

        private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
    }
}
