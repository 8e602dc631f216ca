using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Serjeant.Outside.Pictures.Facts;

/// <summary>
/// The few facts of an Exif structure that are of use here (Exif 2.32, CIPA DC-008 §4.6). Three lists are read and no more: the first, and the two
/// that it may point to; which list follows which is not looked at, so none can lead round in a circle. A value is read where it lies, and only
/// if all of it is there; a count of thousands of millions names bytes that are not.
/// </summary>
internal static class ExifPart
{
    private const int MostEntries = 512;
    private const int LongestText = 256;

    private const ushort Text = 2, Number = 4, Fraction = 5, List = 13;

    public static PictureFacts Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("MM\0*"u8) || tiff.StartsWith("II*\0"u8)))
            return new();
        var exif = new Reader(tiff, tiff[0] == 'M');
        var first = exif.Number32(4);
        var own = exif.PointedAt(first, 0x8769);
        var gps = exif.PointedAt(first, 0x8825);
        var model = exif.TextOf(first, 0x0110);
        return new()
        {
            Taken = Time(exif.TextOf(own, 0x9003) ?? exif.TextOf(own, 0x9004) ?? exif.TextOf(first, 0x0132), exif.TextOf(own, 0x9011) ?? exif.TextOf(own, 0x9012)),
            // Many models have their maker's name in them already.
            Camera = exif.TextOf(first, 0x010F) is { } maker && model?.StartsWith(maker, StringComparison.OrdinalIgnoreCase) != true ? PictureFacts.Line($"{maker} {model}") : model,
            Program = exif.TextOf(first, 0x0131),
            HasPlace = gps is { } place && (exif.Find(place, 0x0002).Length > 0 || exif.Find(place, 0x0004).Length > 0),
            Place = gps is { } list ? PictureFacts.PlaceOf(exif.Degrees(list, 0x0002, 0x0001, 'S'), exif.Degrees(list, 0x0004, 0x0003, 'W')) : null,
        };
    }

    // "2026:05:03 09:30:12" as people write it; what is spelt otherwise stays as it is.
    private static string? Time(string? text, string? zone)
    {
        if (text is null || text.All(c => c is '0' or ':' or ' '))
            return null;
        var time = DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : text;
        return PictureFacts.Line(zone is null ? time : $"{time} {zone}");
    }

    private readonly ref struct Reader(ReadOnlySpan<byte> tiff, bool bigEnd)
    {
        private readonly ReadOnlySpan<byte> tiff = tiff;

        public uint Number32(long at) => at < 0 || at + 4 > tiff.Length ? 0 : Long(tiff[(int)at..]);

        /// <returns>Empty where there is no such entry in the list at that place.</returns>
        public ReadOnlySpan<byte> Find(uint list, ushort tag)
        {
            if (list < 8 || (long)list + 2 > tiff.Length)
                return [];
            var count = Math.Min(Number16(list), (ushort)MostEntries);
            for (var i = 0; i < count && (long)list + 14 + (i * 12L) <= tiff.Length; i++)
            {
                var at = list + 2 + (i * 12L);
                if (Number16(at) == tag)
                    return tiff.Slice((int)at, 12);
            }
            return [];
        }

        public uint? PointedAt(uint list, ushort tag) => Find(list, tag) is { Length: 12 } entry && Short(entry[2..]) is Number or List ? Long(entry[8..]) : null;

        public string? TextOf(uint? list, ushort tag)
        {
            if (list is not { } there || Find(there, tag) is not { Length: 12 } entry || Short(entry[2..]) != Text)
                return null;
            var count = Long(entry[4..]);
            return PictureFacts.Line(Encoding.UTF8.GetString(count <= 4 ? entry.Slice(8, (int)count) : Slice(Long(entry[8..]), count, LongestText)));
        }

        /// <summary>Degrees, minutes and seconds as three fractions, and beside them which side of the line.</summary>
        public double? Degrees(uint list, ushort tag, ushort sideTag, char below)
        {
            if (Find(list, tag) is not { Length: 12 } entry || Short(entry[2..]) != Fraction || Long(entry[4..]) != 3 || Slice(Long(entry[8..]), 24, 24) is not { Length: 24 } value)
                return null;
            var degrees = 0.0;
            for (var i = 2; i >= 0; i--)
                degrees = (degrees / 60) + ((double)Long(value[(i * 8)..]) / Long(value[((i * 8) + 4)..]));
            return !double.IsFinite(degrees) ? null : TextOf(list, sideTag)?.StartsWith(below) == true ? -degrees : degrees;
        }

        private ReadOnlySpan<byte> Slice(uint at, uint count, int most) =>
            (long)at + count <= tiff.Length ? tiff.Slice((int)at, (int)Math.Min(count, most)) : [];

        private ushort Number16(long at) => at + 2 > tiff.Length ? (ushort)0 : Short(tiff[(int)at..]);

        private ushort Short(ReadOnlySpan<byte> at) => bigEnd ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

        private uint Long(ReadOnlySpan<byte> at) => bigEnd ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
    }
}
