using System.Globalization;
using System.Runtime.CompilerServices;

namespace Serjeant.Outside.Exports.Mail;

/// <summary>Mailbox files, mail by mail.</summary>
internal static class MboxReader
{
    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        Stream stream, string name, ReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var mail in MboxSplitter.SplitAsync(stream, options.Limits.MailBytes, cancellationToken))
        {
            foreach (var item in Items(mail, name, options))
                yield return item;
        }
    }

    private static IEnumerable<ReadItem> Items(MboxMail mail, string name, ReadOptions options)
    {
        if (mail.Number == 0)
            return [ReadItem.Bad(name, "This is not a mailbox file: it does not begin with a line that starts with 'From '.")];
        var where = string.Create(CultureInfo.InvariantCulture, $"{name}, mail {mail.Number:N0}");
        if (mail.Raw is null)
        {
            return [ReadItem.Bad(where, string.Create(CultureInfo.InvariantCulture,
                $"This mail is larger than {options.Limits.MailBytes >> 20} MB with its attachments. Save it without them and import it alone."))];
        }
        return MailMessages.Read(mail.Raw, where, options);
    }
}
