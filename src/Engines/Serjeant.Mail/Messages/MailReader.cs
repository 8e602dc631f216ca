using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Domains;
using Serjeant.Mail.Outlook;

namespace Serjeant.Mail.Messages;

/// <summary>
/// Reads mail and pasted chat text. Takes any bytes: what can't be understood is left out, what is too large is cut and told. Never
/// runs, fetches or unpacks anything.
/// </summary>
/// <param name="hosts">Tells which servers belong together; without it only those of one name do.</param>
public sealed class MailReader(MailLimits? limits = null, HostReader? hosts = null)
{
    private const string LongText = "The text is very long; its end was not looked at.";

    private readonly MailLimits limits = limits ?? MailLimits.Usual;

    static MailReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads a mail.</summary>
    /// <param name="raw">The bytes as they were received (RFC 5322), or as classic Outlook saved them (<see cref="OutlookMessage"/>).</param>
    /// <param name="trusted">Whose <c>Authentication-Results</c> may be believed.</param>
    /// <exception cref="FormatException">These bytes are no mail; the message says what to do.</exception>
    public MailReading Read(ReadOnlyMemory<byte> raw, TrustedServers? trusted = null)
    {
        var cuts = new MailCuts();
        return Opened(raw, limits, cuts, mail => Build(mail, trusted ?? TrustedServers.None, cuts));
    }

    /// <summary>Parses a mail within the bounds, for as long as <paramref name="read"/> takes.</summary>
    /// <exception cref="FormatException">These bytes are no mail; the message says what to do.</exception>
    internal static T Opened<T>(ReadOnlyMemory<byte> raw, MailLimits limits, MailCuts cuts, Func<MimeMessage, T> read)
    {
        var options = Options(limits);
        if (OutlookMessage.IsOne(raw.Span)) raw = OutlookMessage.ToMail(raw, cuts, limits);
        var bytes = RawMail.Bounded(raw, limits, options, cuts);
        if (!LooksLikeMail(bytes)) throw new FormatException("This is not a mail. Save it from your mail program as .eml or .msg and try again.");
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            using var mail = new MimeParser(options, stream, MimeFormat.Entity, persistent: true).ParseMessage();
            return read(mail);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException or IOException or IndexOutOfRangeException)
        {
            throw new FormatException("This mail is too damaged to be read. Open it in your mail program and save it again as .eml.", e);
        }
    }

    /// <summary>As much of a mail's bytes as is parsed, for whoever else looks into it: the reader tells what was left out.</summary>
    public static byte[] Bounded(ReadOnlyMemory<byte> raw) => RawMail.Bounded(raw, MailLimits.Usual, Options(MailLimits.Usual), new MailCuts());

    /// <summary>Takes the words of a chat, a text message or a page, as a person pasted them.</summary>
    public MailReading ReadChat(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cuts = new MailCuts();
        var shown = Bound(text, cuts);
        return new MailReading { IsChat = true, Text = shown, Links = Few(WrittenLinks.Find(shown, limits.Links + 1), limits.Links, cuts), Cuts = cuts, IsPartial = cuts.Hide };
    }

    private static ParserOptions Options(MailLimits limits)
    {
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = limits.Depth;
        options.MaxAddressGroupDepth = 3;
        return options;
    }

    private MailReading Build(MimeMessage mail, TrustedServers trusted, MailCuts cuts)
    {
        var parts = MailParts.Of(mail, limits, cuts);
        var fields = mail.Headers.Select(h => (Name: h.Field.ToLowerInvariant(), Value: Clean(h.Value))).ToArray();
        var headers = fields.ToLookup(h => h.Name, h => h.Value);
        var html = parts.Html is null ? null : HtmlReader.Read(parts.Html, limits);
        var fromHtml = html is not null && (html.Text.Length > 0 || html.Links.Count > 0 || html.Pictures > 0);
        if (html is { Cut: true } || parts.HtmlCut) cuts.TellHiding("The message's page is very long; its end was not looked at.");
        if (html is { LinksCut: true }) cuts.TellHiding(MoreLinks(limits.Links));
        // A plain text beside the page is not what is shown.
        if (!fromHtml && parts.PlainCut) cuts.TellHiding(LongText);
        var plain = parts.Plain ?? "";
        var text = Bound(fromHtml ? html!.Text : plain, cuts);
        var written = WrittenLinks.Find(text, limits.Links + 1);
        // An address that a link shows is that link's words, not a link of its own.
        var anchors = fromHtml ? html!.Links : [];
        var covered = anchors.Select(l => (l.Start, End: l.Start + l.Shown.Length)).ToArray();
        var alone = Few([.. written.Where(w => !covered.Any(c => w.Start >= c.Start && w.Start < c.End))], Math.Max(0, limits.Links - anchors.Count), cuts);
        if (written.Count > limits.Links) cuts.TellHiding(MoreLinks(limits.Links));
        var subject = Clean(mail.Subject ?? "");
        var inner = Inner(subject, text, cuts);
        var proofs = AuthenticationReader.Read(fields, trusted, hosts);
        return new MailReading
        {
            ForwardedFrom = inner?.From,
            From = Addresses(mail.From),
            FromField = headers["from"].FirstOrDefault() ?? "",
            ReplyTo = Addresses(mail.ReplyTo),
            To = [.. Addresses(mail.To), .. Addresses(mail.Cc)],
            ReturnPath = Envelope(headers["return-path"].FirstOrDefault()),
            Subject = inner?.Subject ?? subject,
            Headers = headers,
            Text = text,
            NeedlesslyCoded = [.. Coded(mail, "From").Concat(Coded(mail, "Subject"))],
            IsHtml = fromHtml,
            HasPlainTwin = fromHtml && plain.Trim().Length > 0,
            Links = [.. anchors, .. alone],
            Flooded = fromHtml && html!.Flooded,
            Hidden = fromHtml ? html!.Hidden : [],
            Pictures = fromHtml ? html!.Pictures : 0,
            Attachments = parts.Attachments,
            // Servers vouched for whoever passed it on, not for who wrote it.
            Authentication = inner is null ? proofs : AuthenticationFacts.NotChecked,
            PasserAuthentication = inner is null ? AuthenticationFacts.NotChecked : proofs,
            Cuts = cuts,
            IsPartial = cuts.Hide,
        };
    }

    private static (Address From, string? Subject)? Inner(string subject, string text, MailCuts cuts)
    {
        try
        {
            return Forwarded.Find(subject, text);
        }
        catch (RegexMatchTimeoutException)
        {
            cuts.TellHiding("Looking for the message that was passed on took too long, so it was not judged by itself.");
            return null;
        }
    }

    private IReadOnlyList<MailLink> Few(IReadOnlyList<MailLink> links, int most, MailCuts cuts)
    {
        if (links.Count <= most) return links;
        cuts.TellHiding(MoreLinks(limits.Links));
        return [.. links.Take(most)];
    }

    private static string MoreLinks(int most) => $"There are more than {most} links; the others were not looked at.";

    private string Bound(string text, MailCuts cuts)
    {
        if (text.Length <= limits.TextLength) return text;
        cuts.TellHiding(LongText);
        var end = char.IsHighSurrogate(text[limits.TextLength - 1]) ? limits.TextLength - 1 : limits.TextLength;
        return text[..end];
    }

    private static IReadOnlyList<Address> Addresses(InternetAddressList list) =>
        [.. list.Mailboxes.Take(50).Select(m => new Address(Clean(m.Name ?? ""), Clean(m.Address ?? "")))];

    private static Address? Envelope(string? field)
    {
        if (field is null) return null;
        var open = field.LastIndexOf('<');
        var address = (open < 0 ? field : field[(open + 1)..]).Trim().TrimEnd('>');
        return address.Length == 0 ? null : new Address("", address);
    }

    private static IEnumerable<(string, string)> Coded(MimeMessage mail, string field)
    {
        if (mail.Headers.FirstOrDefault(h => h.Field.Equals(field, StringComparison.OrdinalIgnoreCase)) is not { } header) yield break;
        var raw = Encoding.Latin1.GetString(header.RawValue.AsSpan(0, Math.Min(header.RawValue.Length, 4_000)));
        var mark = raw.IndexOf("?B?", StringComparison.OrdinalIgnoreCase);
        if (!raw.Contains("=?", StringComparison.Ordinal) || mark < 0) yield break;
        var words = Clean(header.Value);
        if (words.Count(char.IsAsciiLetter) > 3 && words.All(char.IsAscii)) yield return (field, words);
    }

    private static string Clean(string value)
    {
        var clean = new StringBuilder(Math.Min(value.Length, 2_000));
        foreach (var c in value)
        {
            if (clean.Length >= 4_000) break;
            if (c is not ('\r' or '\n' or '\0')) clean.Append(c == '\t' ? ' ' : c);
        }
        return clean.ToString().Trim();
    }

    // MimeKit makes a message of anything; a mail's first line is a header field (RFC 5322 §2.2).
    private static bool LooksLikeMail(ReadOnlySpan<byte> raw)
    {
        var line = raw[..Math.Min(raw.Length, 1_000)];
        var colon = line.IndexOf((byte)':');
        return colon > 0 && !line[..colon].ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }
}
