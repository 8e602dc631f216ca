using System.Globalization;
using MimeKit;

namespace Serjeant.Outside.Exports.Mail;

/// <summary>Counts a large mail's parts before a tree of them is built: a megabyte of boundaries would make a hundred thousand objects.</summary>
internal sealed class PartCounter : MimeReader
{
    private readonly int most;
    private int count;

    private PartCounter(ParserOptions options, Stream stream, int most)
        : base(options, stream, MimeFormat.Entity) => this.most = most;

    /// <exception cref="ExportRefusedException">There are too many.</exception>
    public static void Check(byte[] raw, ParserOptions options, int most)
    {
        using var stream = new MemoryStream(raw, writable: false);
        new PartCounter(options, stream, most).ReadMessage();
    }

    protected override void OnMimePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        if (++count > most)
        {
            throw new ExportRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"This mail is made of more than {most:N0} parts, which no ordinary mail is. It was left out."));
        }
    }
}
