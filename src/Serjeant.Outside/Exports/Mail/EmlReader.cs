using System.Globalization;
using System.Runtime.CompilerServices;

namespace Serjeant.Outside.Exports.Mail;

/// <summary>One mail saved as a file (<c>.eml</c>).</summary>
internal static class EmlReader
{
    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        Stream stream, string name, ReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var mail = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            mail.Write(chunk, 0, read);
            if (mail.Length <= options.Limits.MailBytes)
                continue;
            yield return ReadItem.Bad(name, string.Create(CultureInfo.InvariantCulture,
                $"This mail is larger than {options.Limits.MailBytes >> 20} MB with its attachments. Save it without them and try again."));
            yield break;
        }
        foreach (var item in MailMessages.Read(mail.ToArray(), name, options))
            yield return item;
    }
}
