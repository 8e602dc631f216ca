using System.Text;
using MimeKit.Utils;
using Serjeant.Mail.Messages;

namespace Serjeant.Mail.Outlook;

/// <summary>
/// The header of a mail that Outlook saved: the one it came with, where it has one; else (a draft, or mail that never left an Exchange server) one made of
/// what Outlook shows.
/// </summary>
internal static class OutlookHeader
{
    private const int MostLetters = 256 * 1024;
    private const int LongestLine = 900;

    // The body is put together anew, so what described the old one would be wrong.
    private static readonly string[] Replaced = ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID", "MIME-Version"];

    internal static void Write(OutlookStorage message, IReadOnlyList<(long Kind, Address Address)> recipients, Stream mail)
    {
        var header = new StringBuilder();
        var there = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in Fields(message.Text(Property.TransportHeaders)))
        {
            var name = field[..field.IndexOf(':', StringComparison.Ordinal)].TrimEnd();
            if (Replaced.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            there.Add(name);
            header.Append(field).Append("\r\n");
        }
        foreach (var (name, value) in Shown(message, recipients))
            if (value.Length > 0 && there.Add(name)) header.Append(name).Append(": ").Append(value).Append("\r\n");
        header.Append("MIME-Version: 1.0\r\n");
        mail.Write(Encoding.UTF8.GetBytes(header.ToString()));
    }

    /// <summary>Words that fit on one line of a header.</summary>
    internal static string Line(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, LongestLine));
        foreach (var c in text)
        {
            if (line.Length >= LongestLine) break;
            line.Append(char.IsControl(c) ? ' ' : c);
        }
        return line.ToString().Trim();
    }

    /// <summary>The address as the internet writes it; of somebody in the same organisation there may be only Exchange's own name for them, which is no address.</summary>
    internal static string AddressOf(OutlookStorage from, ushort smtp, ushort any)
    {
        var address = Line(from.Text(smtp));
        if (address.Length == 0) address = Line(from.Text(any));
        return address.Contains('@', StringComparison.Ordinal) ? address.Trim('<', '>', ' ') : "";
    }

    // Fields with the lines that go on, as they were. A line that is no field is left out, as Outlook's own first line is.
    private static IEnumerable<string> Fields(string raw)
    {
        if (raw.Length > MostLetters) raw = raw[..MostLetters];
        StringBuilder? field = null;
        foreach (var line in raw.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length > 0 && line[0] is ' ' or '\t')
            {
                field?.Append("\r\n").Append(line);
                continue;
            }
            if (field is not null) yield return field.ToString();
            field = null;
            if (line.Length == 0) yield break;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && !line.AsSpan(0, colon).TrimEnd().ContainsAnyExceptInRange('!', '~')) field = new StringBuilder(line);
        }
        if (field is not null) yield return field.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Shown(OutlookStorage message, IReadOnlyList<(long Kind, Address Address)> recipients)
    {
        yield return ("From", From(message));
        yield return ("Subject", Encoded(Line(message.Text(Property.Subject))));
        yield return ("To", People(recipients, 1));
        yield return ("Cc", People(recipients, 2));
        if ((message.Time(Property.SubmitTime) ?? message.Time(Property.DeliveryTime)) is { } at) yield return ("Date", DateUtils.FormatDate(at));
        yield return ("Message-ID", Line(message.Text(Property.MessageId)));
        yield return ("In-Reply-To", Line(message.Text(Property.InReplyTo)));
        yield return ("References", Line(message.Text(Property.References)));
    }

    private static string From(OutlookStorage message)
    {
        var name = Line(message.Text(Property.RepresentingName));
        if (name.Length == 0) name = Line(message.Text(Property.SenderName));
        var address = AddressOf(message, Property.RepresentingSmtp, Property.RepresentingAddress);
        if (address.Length == 0) address = AddressOf(message, Property.SenderSmtp, Property.SenderAddress);
        return name.Length + address.Length == 0 ? "" : Mailbox(new Address(name, address));
    }

    private static string People(IReadOnlyList<(long Kind, Address Address)> recipients, long kind) =>
        string.Join(",\r\n ", recipients.Where(r => r.Kind == kind).Select(r => Mailbox(r.Address)));

    private static string Mailbox(Address address)
    {
        var name = address.Name;
        // Quoted or encoded where it has signs that mean something in an address (RFC 2047 §5, RFC 5322 §3.2.4).
        var phrase = name.Length == 0 ? "" : OneLine(Rfc2047.EncodePhrase(Encoding.UTF8, name));
        return address.Email.Length == 0 ? phrase : phrase.Length == 0 ? address.Email : $"{phrase} <{address.Email}>";
    }

    private static string Encoded(string words) => words.Any(c => c > 126) ? OneLine(Rfc2047.EncodeText(Encoding.UTF8, words)) : words;

    private static string OneLine(byte[] encoded) => Encoding.UTF8.GetString(encoded).ReplaceLineEndings(" ");
}
