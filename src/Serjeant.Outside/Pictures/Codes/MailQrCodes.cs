using MimeKit;
using Serjeant.Mail.Outlook;

namespace Serjeant.Outside.Pictures.Codes;

/// <summary>The QR codes in a mail's pictures, those within its text, those attached and those in attached PDFs: input for the judge, which decodes nothing.</summary>
public static class MailQrCodes
{
    /// <summary>Pictures looked at in one mail.</summary>
    public const int MostPictures = 12;
    private const int MostParts = 200;
    private const int Depth = 30;

    /// <param name="raw">A mail, or a message that classic Outlook saved.</param>
    /// <returns>Empty where these bytes are no mail: the judge says so.</returns>
    public static IReadOnlyList<string> Of(byte[] raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        try
        {
            return [.. Pictures(OutlookMessage.IsOne(raw) ? OutlookMessage.ToMail(raw) : raw).Take(MostPictures).SelectMany(Codes).Distinct(StringComparer.Ordinal).Take(QrReader.MostCodes)];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Codes(byte[] file) => PdfStreams.IsPdf(file) ? PdfPictures.Of(file).Take(MostPictures).SelectMany(QrReader.Read) : QrReader.Read(file);

    private static IEnumerable<byte[]> Pictures(byte[] mail)
    {
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = Depth;
        using var stream = new MemoryStream(mail, writable: false);
        using var message = MimeMessage.Load(options, stream);
        var waiting = new Stack<MimeEntity>();
        if (message.Body is not null) waiting.Push(message.Body);
        for (var left = MostParts; left > 0 && waiting.TryPop(out var next); left--)
        {
            if (next is Multipart many)
                for (var i = Math.Min(many.Count, MostParts) - 1; i >= 0; i--) waiting.Push(many[i]);
            else if (next is MessagePart { Message.Body: { } inner })
                waiting.Push(inner);
            else if (next is TextPart { IsHtml: true, Content: { } html })
                foreach (var picture in DataPictures.Of(Text(html))) yield return picture;
            // Whatever it says that it is: its first bytes tell.
            else if (next is MimePart { Content: { } content } and not TextPart && Bytes(content) is { } bytes)
                yield return bytes;
        }
    }

    /// <summary>As much of a text as a picture may have.</summary>
    private static byte[] Text(IMimeContent content)
    {
        using var stream = content.Open();
        return Beginning.Of(stream, QrReader.MostBytes);
    }

    private static byte[]? Bytes(IMimeContent content)
    {
        using var stream = content.Open();
        var bytes = new MemoryStream();
        var chunk = new byte[32 * 1024];
        for (int read; (read = stream.Read(chunk, 0, chunk.Length)) > 0;)
        {
            bytes.Write(chunk, 0, read);
            if (bytes.Length > QrReader.MostBytes || bytes.Length <= chunk.Length && PictureHead.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) is null && !IsJpeg(bytes) && !PdfStreams.IsPdf(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))) return null;
        }
        return bytes.ToArray();
    }

    // Its size may stand further in than the first read.
    private static bool IsJpeg(MemoryStream bytes) => bytes.Length > 3 && bytes.GetBuffer() is [0xFF, 0xD8, 0xFF, ..];
}
