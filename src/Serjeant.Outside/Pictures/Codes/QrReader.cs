using ZXing;
using ZXing.Common;

namespace Serjeant.Outside.Pictures.Codes;

/// <summary>
/// Reads the QR codes of pictures from outside, in safe managed code and without a browser (docs/adr/0113), so that a command says the same as the desk. PNG, JPEG and GIF; a picture that is too large,
/// broken or of another kind has none.
/// </summary>
public static class QrReader
{
    /// <summary>Of a picture's file.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>A large photograph of a telephone; some 80 MB at most while it is read.</summary>
    public const int MostPixels = 16_000_000;

    /// <summary>In one picture.</summary>
    public const int MostCodes = 8;

    /// <summary>Each way; a code has 177 modules at most, and phones are shown it large.</summary>
    private const int Enough = 1_200;
    private const int LongestText = 4_000;

    /// <summary>No code fits into fewer pixels (21 modules and a margin).</summary>
    private const int Smallest = 25;

    /// <summary>What the codes say, each once.</summary>
    public static IReadOnlyList<string> Read(byte[] picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        try
        {
            return Open(picture) is { } grey ? Decode(grey) : [];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Decoders of hostile pictures throw what they like; it has no code that anybody could scan.
            return [];
        }
    }

    /// <summary>What the codes of an opened picture say.</summary>
    internal static IReadOnlyList<string> Read(GreyPicture grey)
    {
        try
        {
            return grey.Width < Smallest || grey.Height < Smallest ? [] : Decode(grey);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [];
        }
    }

    /// <returns>Null where it is too large or too small, or can't be read. A broken one may throw.</returns>
    internal static GreyPicture? Open(byte[] picture) =>
        picture.Length > MostBytes || PictureHead.Read(picture) is not { } head || (long)head.Width * head.Height > MostPixels || head.Width < Smallest || head.Height < Smallest ? null : Pixels(picture, head);

    private static GreyPicture? Pixels(byte[] picture, PictureHead head) => head.MediaType switch
    {
        "image/png" => PngReader.Read(picture, head),
        "image/jpeg" => JpegReader.Read(picture, head),
        "image/gif" => GifReader.Read(picture, head),
        _ => null,
    };

    private static IReadOnlyList<string> Decode(GreyPicture grey)
    {
        var small = grey.Within(Enough);
        var reader = new BarcodeReaderGeneric { Options = new DecodingOptions { PossibleFormats = [BarcodeFormat.QR_CODE], TryHarder = true } };
        // White on black too, as telephones read it: the library's own way (TryInverted) has no effect where several codes are looked for.
        var found = Codes(reader, small) ?? Codes(reader, small.Inverted());
        return found is null ? [] : [.. found.Select(r => r.Text).Where(t => t is { Length: > 0 and <= LongestText }).Distinct(StringComparer.Ordinal).Take(MostCodes)];
    }

    private static Result[]? Codes(BarcodeReaderGeneric reader, GreyPicture grey) =>
        reader.DecodeMultiple(new RGBLuminanceSource(grey.Pixels, grey.Width, grey.Height, RGBLuminanceSource.BitmapFormat.Gray8));
}
