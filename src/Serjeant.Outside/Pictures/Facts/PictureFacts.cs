using System.Globalization;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Pictures.Facts;

/// <summary>Where a picture says that it was taken, in degrees; south and west are below nought.</summary>
public sealed record PicturePlace(double Latitude, double Longitude)
{
    /// <summary>As maps take it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latitude:0.#####}, {Longitude:0.#####}");
}

/// <summary>
/// What a picture's file says of how it was taken. Written by a camera, or by anybody: nothing of it is proof (docs/adr/0129).
/// </summary>
public sealed record PictureFacts
{
    private const int Longest = 200;

    /// <summary>As the file has it, with its time zone where it names one.</summary>
    public string? Taken { get; init; }
    public string? Camera { get; init; }

    /// <summary>What wrote or changed the file last.</summary>
    public string? Program { get; init; }

    /// <summary>A place stands in it, whether or not it can be read.</summary>
    public bool HasPlace { get; init; }
    public PicturePlace? Place { get; init; }

    /// <summary>Names of the place, such as a town.</summary>
    public string? PlaceWords { get; init; }

    /// <summary>Words were put in it, such as a comment.</summary>
    public bool HasNote { get; init; }

    public bool IsEmpty => this == new PictureFacts();

    /// <summary>Reads PNG, JPEG, WebP and HEIC; of any other kind, and of what is broken, there is nothing to say. Never throws.</summary>
    public static PictureFacts Read(ReadOnlyMemory<byte> picture)
    {
        var all = new PictureFacts();
        foreach (var part in PictureParts.Of(picture))
        {
            var said = part.Kind switch
            {
                PartKind.Exif => ExifPart.Read(part.Bytes.Span),
                PartKind.Xmp => XmpPart.Read(part.Bytes.Span),
                PartKind.Iptc => IptcPart.Read(part.Bytes.Span),
                _ => new PictureFacts { HasNote = true },
            };
            all = new PictureFacts
            {
                Taken = all.Taken ?? said.Taken,
                Camera = all.Camera ?? said.Camera,
                Program = all.Program ?? said.Program,
                HasPlace = all.HasPlace || said.HasPlace,
                Place = all.Place ?? said.Place,
                PlaceWords = all.PlaceWords ?? said.PlaceWords,
                HasNote = all.HasNote || said.HasNote,
            };
        }
        return all;
    }

    /// <returns>One line without what could pass for something else on a page; null where nothing is left.</returns>
    internal static string? Line(string? text) => CleanText.Line(text?.Trim('\0', ' '), Longest);

    /// <returns>Null where it is no place on earth.</returns>
    internal static PicturePlace? PlaceOf(double? latitude, double? longitude) =>
        latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180 ? new(latitude.Value, longitude.Value) : null;

    internal static string? Joined(params string?[] words) => Line(string.Join(", ", words.OfType<string>().Distinct()));
}
