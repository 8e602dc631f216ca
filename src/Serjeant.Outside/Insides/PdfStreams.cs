using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Serjeant.Outside.Insides;

/// <summary>
/// Finds the streams of a PDF (ISO 32000-2 §7.3.8) by looking for them, not by its tables: viewers mend broken tables, and whoever hides something breaks them. Every beginning counts, also one that seems
/// to lie within another stream: a false beginning in a comment must not swallow the true one. Each byte is looked at a bounded number of times.
/// </summary>
internal static partial class PdfStreams
{
    private const int MostStreams = 2_000;
    private const int LongestHead = 4_096;

    /// <summary>Viewers look for the mark in the first kilobyte.</summary>
    internal static bool IsPdf(ReadOnlySpan<byte> file) => file[..Math.Min(1_024, file.Length)].IndexOf("%PDF-"u8) >= 0;

    /// <returns>The dictionary before each stream as text, and its bytes as they are packed.</returns>
    internal static IEnumerable<(string Head, ReadOnlyMemory<byte> Body)> Of(byte[] pdf)
    {
        var (at, next) = (0, -1);
        for (var left = MostStreams; left > 0 && Find(pdf, "stream"u8, at) is var start and >= 0;)
        {
            at = start + "stream".Length;
            if (start >= 3 && pdf.AsSpan(start - 3, 3).SequenceEqual("end"u8)) continue;
            left--;
            var head = HeadOf(pdf, start);
            if (at < pdf.Length && pdf[at] == '\r') at++;
            if (at < pdf.Length && pdf[at] == '\n') at++;
            if (next < at) next = Find(pdf, "endstream"u8, at) is var found and >= 0 ? found : pdf.Length;
            var end = EndOf(pdf, head, at, next);
            yield return (head, pdf.AsMemory(at, end - at));
        }
    }

    /// <summary>Takes a stream out of its packings (ISO 32000-2 §7.4), until one is met that the caller reads itself.</summary>
    /// <param name="most">Bytes that are unpacked; what lies behind is left out.</param>
    /// <param name="unread">The first filter that is not known here; null where there is none.</param>
    internal static byte[] Unpack(string head, ReadOnlyMemory<byte> body, int most, out string? unread)
    {
        var bytes = body;
        unread = null;
        foreach (Match filter in FilterNames().Matches(Filters().Match(head).Value))
            switch (filter.Value)
            {
                case "/FlateDecode" or "/Fl":
                    bytes = Inflate(bytes, most);
                    break;
                case "/ASCII85Decode" or "/A85":
                    bytes = Ascii85.Decode(bytes.Span);
                    break;
                default:
                    unread = filter.Value;
                    return bytes.ToArray();
            }
        return bytes.ToArray();
    }

    // Read where it lies: a hostile file has thousands of beginnings of one long stream.
    private static byte[] Inflate(ReadOnlyMemory<byte> packed, int most)
    {
        MemoryMarshal.TryGetArray(packed, out var there);
        using var stream = new ZLibStream(new MemoryStream(there.Array!, there.Offset, there.Count, writable: false), CompressionMode.Decompress);
        return Beginning.Of(stream, most);
    }

    private static int Find(byte[] pdf, ReadOnlySpan<byte> word, int from) => pdf.AsSpan(from).IndexOf(word) is var found && found < 0 ? -1 : from + found;

    private static string HeadOf(byte[] pdf, int end)
    {
        var before = pdf.AsSpan(Math.Max(0, end - LongestHead), Math.Min(end, LongestHead));
        var start = before.LastIndexOf(" obj"u8);
        var head = Encoding.Latin1.GetString(start < 0 ? before : before[start..]);
        // A name's letters may be written as numbers (§7.3.5).
        return head.Contains('#', StringComparison.Ordinal) ? Coded().Replace(head, m => ((char)Convert.ToByte(m.Groups[1].Value, 16)).ToString()) : head;
    }

    // What its head says where that is so; else where the next end is.
    private static int EndOf(byte[] pdf, string head, int from, int next) =>
        LengthIn().Match(head) is { Success: true } said && int.TryParse(said.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= pdf.Length - from
        && pdf.AsSpan(from + length, Math.Min(16, pdf.Length - from - length)).IndexOf("endstream"u8) >= 0 ? from + length : next;

    [GeneratedRegex(@"/Length\s+(\d{1,9})(?!\d|\s+\d+\s+R)", RegexOptions.CultureInvariant)]
    private static partial Regex LengthIn();

    [GeneratedRegex("#([0-9A-Fa-f]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex Coded();

    [GeneratedRegex(@"/Filter\s*(\[[^\]]{0,200}\]|/\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Filters();

    [GeneratedRegex(@"/(?!Filter\b)\w+", RegexOptions.CultureInvariant)]
    private static partial Regex FilterNames();
}
