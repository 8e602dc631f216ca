using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Serjeant.Outside.Pictures.Codes;

/// <summary>
/// Finds the streams of a PDF (ISO 32000-2 §7.3.8) by looking for them, not by its tables: a stream never lies within another, viewers mend broken tables, and whoever hides something breaks them.
/// Each byte is looked at a bounded number of times.
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
        var at = 0;
        for (var left = MostStreams; left > 0 && Find(pdf, "stream"u8, at) is var start and >= 0; left--)
        {
            var head = HeadOf(pdf, start);
            at = start + "stream".Length;
            if (at < pdf.Length && pdf[at] == '\r') at++;
            if (at < pdf.Length && pdf[at] == '\n') at++;
            var end = EndOf(pdf, head, at);
            yield return (head, pdf.AsMemory(at, end - at));
            // Past the word that ends it, so that it doesn't begin another.
            at = Math.Min(pdf.Length, end + 2 + "endstream".Length);
        }
    }

    private static int Find(byte[] pdf, ReadOnlySpan<byte> word, int from) => pdf.AsSpan(from).IndexOf(word) is var found && found < 0 ? -1 : from + found;

    private static string HeadOf(byte[] pdf, int end)
    {
        var before = pdf.AsSpan(Math.Max(0, end - LongestHead), Math.Min(end, LongestHead));
        var start = before.LastIndexOf(" obj"u8);
        return Encoding.Latin1.GetString(start < 0 ? before : before[start..]);
    }

    // What its head says where that is so; else where the next end is.
    private static int EndOf(byte[] pdf, string head, int from)
    {
        if (LengthIn().Match(head) is { Success: true } said && int.TryParse(said.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= pdf.Length - from
            && pdf.AsSpan(from + length, Math.Min(16, pdf.Length - from - length)).IndexOf("endstream"u8) >= 0) return from + length;
        return Find(pdf, "endstream"u8, from) is var found and >= 0 ? found : pdf.Length;
    }

    [GeneratedRegex(@"/Length\s+(\d{1,9})(?!\d|\s+\d+\s+R)", RegexOptions.CultureInvariant)]
    private static partial Regex LengthIn();
}
