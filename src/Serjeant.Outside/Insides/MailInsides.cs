using MimeKit;
using Serjeant.Mail;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Outlook;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Pictures.Codes;

namespace Serjeant.Outside.Insides;

/// <summary>
/// Where a mail leads by what is inside its files: the QR codes of its pictures (within its text, attached, or in attached PDFs) and the links of attached PDFs. Input for the judge, which opens no file
/// (docs/adr/0113).
/// </summary>
/// <param name="QrCodes">What they say, each once.</param>
/// <param name="PdfLinks">Each address once a file.</param>
public sealed record MailInsides(IReadOnlyList<string> QrCodes, IReadOnlyList<FileLink> PdfLinks)
{
    /// <summary>Pictures looked at in one mail, and in one PDF.</summary>
    public const int MostPictures = 12;

    /// <summary>PDFs looked at in one mail.</summary>
    public const int MostPdfs = 12;

    /// <summary>Links of all PDFs together: as many as are read of a mail's text.</summary>
    public const int MostLinks = 400;
    private const string Nameless = "a PDF without a name";

    private static readonly MailInsides None = new([], []);

    /// <summary>The same of each attached message, in the order of <see cref="AttachedMails"/>.</summary>
    public IReadOnlyList<MailInsides> Attached { get; private init; } = [];

    /// <summary>What was not looked into, in plain words.</summary>
    public IReadOnlyList<string> Cuts { get; private init; } = [];

    /// <summary>PDFs or links of them were left out. More pictures than are looked at, and the end of a large PDF, are told too, but ordinary mail with photographs has those.</summary>
    public bool IsPartial { get; private init; }

    /// <param name="raw">A mail, or a message that classic Outlook saved.</param>
    /// <returns>Nothing where these bytes are no mail: the judge says so.</returns>
    public static MailInsides Of(byte[] raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        try
        {
            return Look(raw, null, new Bounds());
        }
        catch (FormatException)
        {
            return None;
        }
    }

    /// <summary>What an office knows, with this beside it.</summary>
    public MailContext Beside(MailContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context with { QrCodes = QrCodes, PdfLinks = PdfLinks, Cuts = Cuts, IsPartial = IsPartial, Attached = [.. Attached.Select(a => a.Beside(context))] };
    }

    // What its attached messages hold is said of them and not of it.
    private static MailInsides Look(byte[] raw, AttachedMails? attached, Bounds left)
    {
        var (codes, links) = (new List<string>(), new List<FileLink>());
        var (more, longer, mails, manyPictures, manyPdfs) = (false, false, false, false, false);
        foreach (var (name, file) in Files(OutlookMessage.IsOne(raw) ? OutlookMessage.ToMail(raw) : raw))
        {
            if (file is null)
            {
                mails = true;
                continue;
            }
            if (!PdfStreams.IsPdf(file))
            {
                if (left.Pictures-- > 0) codes.AddRange(QrReader.Read(file));
                else manyPictures = true;
            }
            else if (left.Pdfs-- > 0)
            {
                longer |= file.Length > QrReader.MostBytes;
                foreach (var link in PdfAddresses.Of(file).Take(MostLinks + 1))
                    if (links.Count < MostLinks) links.Add(new FileLink(name.Length > 0 ? name : Nameless, link));
                    else more = true;
                codes.AddRange(PdfPictures.Of(file).Take(MostPictures).SelectMany(QrReader.Read));
            }
            else
            {
                manyPdfs = true;
            }
        }
        var cuts = new List<string>();
        if (manyPictures) cuts.Add($"There are more than {MostPictures} pictures; the others were not looked at for QR codes.");
        if (manyPdfs) cuts.Add($"There are more than {MostPdfs} PDFs; the others were not looked into.");
        if (longer) cuts.Add($"An attached PDF is larger than {QrReader.MostBytes >> 20} MB; what lies behind that was not looked into.");
        if (more) cuts.Add($"The attached PDFs have more than {MostLinks} links; the others were not looked at.");
        IReadOnlyList<AttachedMail> within = mails ? (attached ?? AttachedMails.Of(raw)).Mails : [];
        return new MailInsides([.. codes.Distinct(StringComparer.Ordinal).Take(QrReader.MostCodes)], links) { Cuts = cuts, IsPartial = manyPdfs || more, Attached = [.. within.Select(m => Within(m, left))] };
    }

    private static MailInsides Within(AttachedMail mail, Bounds left)
    {
        try
        {
            return Look(mail.Raw.ToArray(), mail.Within, left);
        }
        catch (FormatException)
        {
            return None;
        }
    }

    /// <summary>What may still be looked at of a message and those attached to it together.</summary>
    private sealed class Bounds
    {
        internal int Pictures { get; set; } = MostPictures;

        internal int Pdfs { get; set; } = MostPdfs;
    }

    /// <summary>A message among them has no bytes: it is looked into by itself.</summary>
    private static IEnumerable<(string Name, byte[]? Bytes)> Files(byte[] mail)
    {
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = MailLimits.Usual.Depth;
        using var stream = new MemoryStream(MailReader.Bounded(mail), writable: false);
        using var message = MimeMessage.Load(options, stream, persistent: true);
        var waiting = new Stack<MimeEntity>();
        if (message.Body is not null) waiting.Push(message.Body);
        for (var left = MailLimits.Usual.Parts; left > 0 && waiting.TryPop(out var next); left--)
        {
            // Its name alone makes no message of it, so it is looked at as what else it may be too.
            if (AttachedMails.Is(next)) yield return ("", null);
            if (next is Multipart many)
                for (var i = Math.Min(many.Count, MailLimits.Usual.Parts) - 1; i >= 0; i--) waiting.Push(many[i]);
            else if (next is TextPart { IsHtml: true, Content: { } html })
                foreach (var picture in DataPictures.Of(Text(html))) yield return ("", picture);
            // Whatever it says that it is: its first bytes tell.
            else if (next is MimePart { Content: { } content } part and not TextPart && Bytes(content) is { } bytes)
                yield return (NameOf(part), bytes);
        }
    }

    // Short enough that the address behind it is still seen in a quotation.
    private static string NameOf(MimePart part) => new([.. (part.ContentDisposition?.FileName ?? part.ContentType.Name ?? "").Where(c => !char.IsControl(c)).Take(60)]);

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
            var seen = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            if (bytes.Length <= chunk.Length && PictureHead.Read(seen) is null && !IsJpeg(bytes) && !PdfStreams.IsPdf(seen)) return null;
            if (bytes.Length <= QrReader.MostBytes) continue;
            // Half a picture is none; half a PDF has half its links, and filling it up must not hide them all.
            return PdfStreams.IsPdf(seen) ? bytes.ToArray() : null;
        }
        return bytes.ToArray();
    }

    // Its size may stand further in than the first read.
    private static bool IsJpeg(MemoryStream bytes) => bytes.Length > 3 && bytes.GetBuffer() is [0xFF, 0xD8, 0xFF, ..];
}
