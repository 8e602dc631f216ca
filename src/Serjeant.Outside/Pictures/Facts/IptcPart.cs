using System.Buffers.Binary;
using System.Text;

namespace Serjeant.Outside.Pictures.Facts;

/// <summary>Names of places as picture agencies write them (IPTC IIM 4.2, in Photoshop's image resource 0x0404).</summary>
internal static class IptcPart
{
    private const int MostResources = 200;

    public static PictureFacts Read(ReadOnlySpan<byte> resources)
    {
        for (var i = 0; i < MostResources && resources.Length >= 12 && resources.StartsWith("8BIM"u8); i++)
        {
            var id = BinaryPrimitives.ReadUInt16BigEndian(resources[4..]);
            // A name follows, its length before it, made even with it.
            var head = 6 + ((resources[6] + 2) & ~1);
            if (head + 4 > resources.Length)
                break;
            var size = BinaryPrimitives.ReadUInt32BigEndian(resources[head..]);
            var data = resources[(head + 4)..];
            if (id == 0x0404)
                return Records(data[..(int)Math.Min(size, data.Length)]);
            if (size >= data.Length)
                break;
            resources = data[Math.Min(data.Length, (int)size + (int)(size & 1))..];
        }
        return new();
    }

    private static PictureFacts Records(ReadOnlySpan<byte> data)
    {
        var places = new string?[4];
        for (var i = 0; i < MostResources && data.Length >= 5 && data[0] == 0x1C; i++)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(data[3..]);
            if (length > data.Length - 5)
                break;
            // Sublocation, city, state, country.
            var which = data[1] == 2 ? data[2] switch { 92 => 0, 90 => 1, 95 => 2, 101 => 3, _ => -1 } : -1;
            if (which >= 0)
                places[which] = PictureFacts.Line(Encoding.UTF8.GetString(data.Slice(5, length)));
            data = data[(5 + length)..];
        }
        var words = PictureFacts.Joined(places);
        return new() { HasPlace = words is not null, PlaceWords = words };
    }
}
