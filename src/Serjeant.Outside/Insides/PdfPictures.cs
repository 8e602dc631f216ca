using System.Globalization;
using System.Text.RegularExpressions;
using Serjeant.Outside.Pictures.Codes;

namespace Serjeant.Outside.Insides;

/// <summary>
/// The pictures in a PDF (ISO 32000-2 §8.9): JPEG, and packed rows of grey, of colours or from a palette. Not read: fax and JPEG 2000 pictures, encrypted files, and what is drawn with lines.
/// Nothing is drawn: each picture is looked at by itself.
/// </summary>
internal static partial class PdfPictures
{
    /// <summary>Of one picture; a page at 150 dots an inch is half of it.</summary>
    private const int MostPixels = 4_000_000;
    private const int MostUnpacked = MostPixels * 3 + 100_000;

    internal static IEnumerable<GreyPicture> Of(byte[] pdf)
    {
        // What can't be read costs too.
        var left = MailInsides.MostPictures * (long)MostUnpacked;
        foreach (var (head, body) in PdfStreams.Of(pdf))
        {
            if (left <= 0) yield break;
            if (IsPicture().IsMatch(head) && Read(head, body, ref left) is { } picture) yield return picture;
        }
    }

    private static GreyPicture? Read(string head, ReadOnlyMemory<byte> body, ref long left)
    {
        left -= body.Length;
        try
        {
            var bytes = PdfStreams.Unpack(head, body, MostUnpacked, out var unread);
            left -= unread is null ? bytes.Length : unread is "/DCTDecode" or "/DCT" ? MostUnpacked : 0;
            if (unread is "/DCTDecode" or "/DCT") return QrReader.Open(bytes);
            return unread is null ? Rows(head, bytes) : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null; // As with any hostile picture: it has none.
        }
    }

    private static GreyPicture? Rows(string head, byte[] bytes)
    {
        var (width, height) = (Number(Width(), head), Number(Height(), head));
        if (width < 1 || height < 1 || (long)width * height > MostPixels) return null;
        var depth = head.Contains("/ImageMask true", StringComparison.Ordinal) ? 1 : Number(Depth(), head);
        var predictor = Number(Predictor(), head);
        if (depth is not (1 or 2 or 4 or 8) || predictor == 2) return null;
        var filtered = predictor >= 10;
        var palette = Palette(head);
        // Its colours may be told elsewhere in the file; how many bytes there are tells as much.
        var channels = palette.Length == 0 && bytes.Length >= height * (((long)width * 3 * depth + 7) / 8) ? 3 : 1;
        if (channels == 3 && depth < 8) return null;
        var shape = new RowShape(width, height, depth, palette.Length > 0 ? 3 : channels == 3 ? 2 : 0, channels, palette, []) { Filtered = filtered };
        return PngReader.Rows(new MemoryStream(bytes, writable: false), shape);
    }

    private static byte[] Palette(string head)
    {
        if (Indexed().Match(head) is not { Success: true } said) return [];
        var digits = WhiteSpace().Replace(said.Groups[1].Value, "");
        return Convert.FromHexString(digits.Length % 2 == 0 ? digits : digits + "0");
    }

    private static int Number(Regex pattern, string head) =>
        pattern.Match(head) is { Success: true } said ? int.Parse(said.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"/Subtype\s*/Image\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsPicture();

    [GeneratedRegex(@"/Width\s+(\d{1,6})", RegexOptions.CultureInvariant)]
    private static partial Regex Width();

    [GeneratedRegex(@"/Height\s+(\d{1,6})", RegexOptions.CultureInvariant)]
    private static partial Regex Height();

    [GeneratedRegex(@"/BitsPerComponent\s+(\d{1,2})", RegexOptions.CultureInvariant)]
    private static partial Regex Depth();

    [GeneratedRegex(@"/Predictor\s+(\d{1,2})", RegexOptions.CultureInvariant)]
    private static partial Regex Predictor();

    [GeneratedRegex(@"/Indexed\s*/DeviceRGB\s+\d{1,3}\s*<([0-9A-Fa-f\s]{0,2000})>", RegexOptions.CultureInvariant)]
    private static partial Regex Indexed();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();
}
