using System.Buffers.Binary;

namespace Serjeant.Outside.Pictures.Facts;

/// <summary>
/// Finds Exif and XMP in a HEIC picture (ISO/IEC 14496-12 §8.11, ISO/IEC 23008-12): items of the top box "meta", named in its "iinf" and placed in the file by
/// its "iloc". Items that lie in pieces or in another box are not read.
/// </summary>
internal static class HeicParts
{
    private const int MostBoxes = 1_000;

    public static IEnumerable<PicturePart> Of(ReadOnlyMemory<byte> file)
    {
        var meta = Find(file.Span, 0, "meta"u8);
        if (meta.Length < 4)
            return [];
        var kinds = Kinds(Find(meta, 4, "iinf"u8));
        var parts = new List<PicturePart>();
        foreach (var (id, at, length) in Places(Find(meta, 4, "iloc"u8)))
        {
            if (parts.Count >= PictureParts.Most)
                break;
            if (!kinds.TryGetValue(id, out var kind) || at + length > file.Length || length < 8)
                continue;
            var part = file.Slice((int)at, (int)length);
            // Before the structure stands how far on it begins (ISO/IEC 23008-12 §A.2.1).
            var skip = kind == PartKind.Exif ? 4L + BinaryPrimitives.ReadUInt32BigEndian(part.Span) : 0;
            if (skip < part.Length)
                parts.Add(new(kind, part[(int)skip..]));
        }
        return parts;
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> boxes, int at, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < MostBoxes && at + 8 <= boxes.Length; i++)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(boxes[at..]);
            var head = 8;
            if (size == 1 && at + 16 <= boxes.Length)
                (size, head) = (BinaryPrimitives.ReadInt64BigEndian(boxes[(at + 8)..]), 16);
            else if (size == 0)
                size = boxes.Length - at;
            if (size < head || size > boxes.Length - at)
                return [];
            if (boxes.Slice(at + 4, 4).SequenceEqual(name))
                return boxes[(at + head)..(at + (int)size)];
            at += (int)size;
        }
        return [];
    }

    private static Dictionary<uint, PartKind> Kinds(ReadOnlySpan<byte> list)
    {
        var kinds = new Dictionary<uint, PartKind>();
        var at = list.Length > 0 && list[0] == 0 ? 6 : 8;
        for (var i = 0; i < MostBoxes && at + 20 <= list.Length; i++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(list[at..]);
            if (size < 20 || size > list.Length - at)
                break;
            var entry = list.Slice(at + 8, (int)size - 8);
            var wide = entry[0] == 3; // version 3 has ids of four bytes, 2 of two; older ones name no kind
            if (entry[0] is 2 or 3 && entry.Length >= (wide ? 14 : 12))
            {
                var id = wide ? BinaryPrimitives.ReadUInt32BigEndian(entry[4..]) : BinaryPrimitives.ReadUInt16BigEndian(entry[4..]);
                var rest = entry[(wide ? 10 : 8)..];
                if (rest.StartsWith("Exif"u8))
                    kinds[id] = PartKind.Exif;
                else if (rest.StartsWith("mime"u8) && rest.IndexOf("application/rdf+xml"u8) >= 0)
                    kinds[id] = PartKind.Xmp;
            }
            at += (int)size;
        }
        return kinds;
    }

    private static List<(uint Id, long At, long Length)> Places(ReadOnlySpan<byte> list)
    {
        var places = new List<(uint, long, long)>();
        if (list.Length < 8 || list[0] > 2)
            return places;
        var version = list[0];
        var (offsets, lengths, bases, indexes) = (list[4] >> 4, list[4] & 15, list[5] >> 4, version > 0 ? list[5] & 15 : 0);
        var at = 6;
        var count = Number(list, ref at, version == 2 ? 4 : 2);
        for (var i = 0L; i < Math.Min(count, MostBoxes); i++)
        {
            var id = Number(list, ref at, version == 2 ? 4 : 2);
            var way = version > 0 ? Number(list, ref at, 2) & 15 : 0;
            at += 2; // in this file
            var start = Number(list, ref at, bases);
            var pieces = Number(list, ref at, 2);
            for (var piece = 0L; piece < Math.Min(pieces, MostBoxes) && at <= list.Length; piece++)
            {
                at += indexes;
                var from = Number(list, ref at, offsets);
                var length = Number(list, ref at, lengths);
                if (pieces == 1 && way == 0 && at <= list.Length && start >= 0 && from >= 0 && length > 0 && start <= int.MaxValue && from <= int.MaxValue && length <= int.MaxValue)
                    places.Add(((uint)id, start + from, length));
            }
            if (at > list.Length)
                break;
        }
        return places;
    }

    // Of nought, four or eight bytes. What lies beyond the end is nought, and the place is beyond it too.
    private static long Number(ReadOnlySpan<byte> list, ref int at, int size)
    {
        var from = at;
        at = Math.Min(list.Length + 1, at + size);
        return size is 0 || at > list.Length ? 0 : size switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(list[from..]),
            4 => BinaryPrimitives.ReadUInt32BigEndian(list[from..]),
            8 => BinaryPrimitives.ReadInt64BigEndian(list[from..]),
            _ => 0,
        };
    }
}
