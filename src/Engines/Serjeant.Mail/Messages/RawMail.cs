using MimeKit;

namespace Serjeant.Mail.Messages;

/// <summary>A mail's bytes cut down to what may be parsed: header bombs, thousands of parts and huge files end here, and are told.</summary>
internal static class RawMail
{
    /// <summary>Fields that warnings rest on.</summary>
    private static readonly string[] Read = ["from", "sender", "reply-to", "subject", "return-path", "content-type", "content-transfer-encoding"];

    /// <summary>The bytes to parse; <paramref name="cuts"/> takes what was left out, in plain words.</summary>
    internal static byte[] Bounded(ReadOnlyMemory<byte> raw, MailLimits limits, ParserOptions options, MailCuts cuts)
    {
        if (raw.Length > limits.Bytes)
        {
            raw = raw[..limits.Bytes];
            cuts.TellHiding($"The message is larger than {limits.Bytes >> 20} MB; what lies behind that was not looked at.");
        }
        var bytes = Headers(WithoutMarker(raw), limits, cuts);
        var end = PartLimit.EndOf(bytes, options, limits);
        if (end >= bytes.Length) return bytes;
        cuts.TellHiding("The message is made of more parts, or larger part headers, than any ordinary mail; the rest was not looked at.");
        return bytes[..end];
    }

    // A line of mbox (RFC 4155) or an empty line before the headers says nothing about the mail.
    private static ReadOnlyMemory<byte> WithoutMarker(ReadOnlyMemory<byte> raw)
    {
        var start = 0;
        if (raw.Span.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF })) start = 3;
        while (start < raw.Length && raw.Span[start] is (byte)'\r' or (byte)'\n') start++;
        if (raw.Span[start..].StartsWith("From "u8) && raw.Span[start..].IndexOf((byte)'\n') is var end and >= 0) start += end + 1;
        return raw[start..];
    }

    private static byte[] Headers(ReadOnlyMemory<byte> raw, MailLimits limits, MailCuts cuts)
    {
        var span = raw.Span;
        var end = EndOfHeaders(span);
        if (end <= limits.FieldBytes) return raw.ToArray();
        var kept = new MemoryStream(raw.Length);
        var fields = 0;
        var (dropped, read) = (false, false);
        for (var at = 0; at < end;)
        {
            var next = EndOfField(span, at, end);
            if (next - at <= limits.FieldBytes && ++fields <= limits.Fields && kept.Length + next - at <= limits.HeaderBytes) kept.Write(span[at..next]);
            else
            {
                dropped = true;
                read |= IsRead(span[at..next]);
            }
            at = next;
        }
        if (!dropped) return raw.ToArray();
        const string Told = "The message has far longer headers than any ordinary mail; some were not looked at.";
        if (read) cuts.TellHiding(Told);
        else cuts.Tell(Told);
        kept.Write(span[end..]);
        return kept.ToArray();
    }

    // A mail to hundreds of people has a long To, and one that went through many hands much that servers wrote; neither hides a lure.
    private static bool IsRead(ReadOnlySpan<byte> field)
    {
        var colon = field.IndexOf((byte)':');
        var name = field[..Math.Clamp(colon, 0, 40)].Trim((byte)' ');
        foreach (var one in Read)
            if (System.Text.Ascii.EqualsIgnoreCase(name, one)) return true;
        return false;
    }

    private static int EndOfHeaders(ReadOnlySpan<byte> span)
    {
        for (var at = 0; at < span.Length;)
        {
            if (span[at] == '\n' || span[at] == '\r' && at + 1 < span.Length && span[at + 1] == '\n') return at;
            var next = span[at..].IndexOf((byte)'\n');
            if (next < 0) break;
            at += next + 1;
        }
        return span.Length;
    }

    private static int EndOfField(ReadOnlySpan<byte> span, int at, int end)
    {
        do
        {
            var next = span[at..end].IndexOf((byte)'\n');
            if (next < 0) return end;
            at += next + 1;
        }
        while (at < end && span[at] is (byte)' ' or (byte)'\t');
        return at;
    }

    /// <summary>Finds where a mail has had as many parts as are looked at, before a tree of them is built.</summary>
    private sealed class PartLimit : MimeReader
    {
        private readonly MailLimits limits;
        private int parts;
        private long headers;
        private long begin;

        private PartLimit(ParserOptions options, Stream stream, MailLimits limits)
            : base(options, stream, MimeFormat.Entity) => this.limits = limits;

        internal static int EndOf(byte[] bytes, ParserOptions options, MailLimits limits)
        {
            using var stream = new MemoryStream(bytes, writable: false);
            var reader = new PartLimit(options, stream, limits);
            try
            {
                reader.ReadMessage();
                return bytes.Length;
            }
            catch (EnoughException)
            {
                return (int)Math.Clamp(reader.begin, 1, bytes.Length);
            }
            catch (FormatException)
            {
                return bytes.Length;
            }
        }

        protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
        {
            begin = beginOffset;
            headers = 0;
            if (++parts > limits.Parts) throw new EnoughException();
        }

        protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
        {
            // The mail's own headers are bounded already.
            headers += header.RawField.Length + (header.RawValue?.Length ?? 0);
            if (parts > 1 && headers > limits.PartHeaderBytes) throw new EnoughException();
        }

        private sealed class EnoughException : Exception;
    }
}
