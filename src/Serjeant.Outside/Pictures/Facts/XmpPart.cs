using System.Globalization;
using System.Net;
using System.Text;

namespace Serjeant.Outside.Pictures.Facts;

/// <summary>
/// The same facts as XMP has them (ISO 16684-1; "XMP Specification Part 2"). Looked for by the names that cameras and programs give them, as an attribute or an
/// element; nothing is parsed as XML, so there is nothing to be blown up in it.
/// </summary>
internal static class XmpPart
{
    private const int Longest = 256 * 1024;

    // What ends far on, or never, is not looked for each time that a name stands there again.
    private const int LongestValue = 400;

    public static PictureFacts Read(ReadOnlySpan<byte> xmp)
    {
        var text = Encoding.UTF8.GetString(xmp[..Math.Min(xmp.Length, Longest)]);
        var (latitude, longitude) = (Value(text, "exif:GPSLatitude"), Value(text, "exif:GPSLongitude"));
        var words = PictureFacts.Joined(
            Value(text, "Iptc4xmpCore:Location"), Value(text, "photoshop:City"), Value(text, "photoshop:State"), Value(text, "photoshop:Country"));
        return new()
        {
            Taken = Value(text, "exif:DateTimeOriginal") ?? Value(text, "photoshop:DateCreated") ?? Value(text, "xmp:CreateDate"),
            Camera = PictureFacts.Line($"{Value(text, "tiff:Make")} {Value(text, "tiff:Model")}"),
            Program = Value(text, "xmp:CreatorTool"),
            HasPlace = latitude is not null || longitude is not null || words is not null,
            Place = PictureFacts.PlaceOf(Degrees(latitude, 'S'), Degrees(longitude, 'W')),
            PlaceWords = words,
        };
    }

    /// <returns>What stands in <c>name="…"</c> or <c>&lt;name&gt;…&lt;</c>, the first that is there.</returns>
    private static string? Value(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var from = at + name.Length;
            if (from + 1 >= text.Length)
                return null;
            var end = text[from] switch
            {
                '=' when text[from + 1] is '"' or '\'' => text.IndexOf(text[from + 1], from + 2, Math.Min(LongestValue, text.Length - from - 2)),
                '>' => text.IndexOf('<', from, Math.Min(LongestValue, text.Length - from)),
                _ => -1,
            };
            var start = text[from] == '=' ? from + 2 : from + 1;
            if (end > start && PictureFacts.Line(WebUtility.HtmlDecode(text[start..end])) is { } value)
                return value;
        }
        return null;
    }

    // "51,30.2N" or "51,30,12N": degrees, minutes, seconds, and the side.
    private static double? Degrees(string? text, char below)
    {
        if (text is not { Length: > 1 })
            return null;
        var side = char.ToUpperInvariant(text[^1]);
        var degrees = 0.0;
        foreach (var part in text.TrimEnd('N', 'S', 'E', 'W', 'n', 's', 'e', 'w').Split(',').Take(3).Reverse())
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return null;
            degrees = (degrees / 60) + number;
        }
        return side == below ? -degrees : degrees;
    }
}
