using System.Buffers.Binary;
using System.Text;

namespace Serjeant.Mail.Outlook;

/// <summary>
/// A compound file ([MS-CFB]): storages and streams in one file, as Outlook saves a message. Takes any bytes: chains that run in circles end, sizes are
/// held to what the file can hold, and each directory entry is visited once, so that time and memory grow with the file alone.
/// </summary>
internal sealed class CompoundFile
{
    private const int HeaderSize = 512;
    private const int EntrySize = 128;
    private const int FatPlacesInHeader = 109;
    private const int MostEntries = 20_000;

    // Sector numbers from here on have a meaning of their own ([MS-CFB] §2.1).
    private const uint FirstSpecial = 0xFFFFFFFA;
    private const uint NoEntry = 0xFFFFFFFF;

    private readonly ReadOnlyMemory<byte> file;
    private readonly int sectorSize;
    private readonly int miniSize;
    private readonly uint cutoff;
    private readonly int sectors;
    private readonly uint[] fat;
    private readonly uint[] miniFat;
    private readonly byte[] miniStream;
    private readonly Entry[] entries;
    private readonly bool[] visited;

    // Two streams may claim the same sectors. What is read altogether stays near the size of the file.
    private long left;

    /// <exception cref="FormatException">It is no compound file, or one too damaged to find anything in.</exception>
    internal CompoundFile(ReadOnlyMemory<byte> file)
    {
        var head = file.Span;
        if (!Is(head) || head.Length < HeaderSize) throw new FormatException("This is no compound file.");
        int shift = U16(head, 30), miniShift = U16(head, 32);
        if (shift is not (9 or 12) || miniShift is < 4 or > 9) throw new FormatException("This file has sectors of a size that there is not.");
        this.file = file;
        sectorSize = 1 << shift;
        miniSize = 1 << miniShift;
        cutoff = U32(head, 56);
        sectors = Math.Max(0, (file.Length - 1) / sectorSize);
        left = 2L * file.Length + 64 * 1024;
        fat = ReadFat(head);
        entries = ReadEntries(U32(head, 48), wide: shift == 12);
        visited = new bool[entries.Length];
        if (entries.Length == 0) throw new FormatException("This file has no directory.");
        visited[0] = true;
        miniFat = Numbers(Chain(U32(head, 60), file.Length));
        miniStream = Chain(entries[0].Start, Math.Min(entries[0].Size, file.Length));
    }

    internal static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 });

    /// <summary>One name in a storage.</summary>
    internal readonly record struct Entry(string Name, bool IsStorage, uint Before, uint After, uint Child, uint Start, long Size);

    internal Entry Root => entries[0];

    /// <summary>What is in a storage. Ask once: an entry that was handed out before, here or elsewhere, is not handed out again.</summary>
    internal IReadOnlyList<Entry> In(Entry storage)
    {
        var found = new List<Entry>();
        var waiting = new Stack<uint>();
        waiting.Push(storage.Child);
        while (waiting.TryPop(out var id))
        {
            if (id >= entries.Length || visited[id]) continue;
            visited[id] = true;
            waiting.Push(entries[id].After);
            waiting.Push(entries[id].Before);
            if (entries[id].Name.Length > 0) found.Add(entries[id]);
        }
        return found;
    }

    /// <summary>A stream's first bytes, at most so many; fewer where its chain is broken.</summary>
    internal byte[] Read(Entry stream, int most)
    {
        var size = Math.Min(Math.Min(stream.Size, most), file.Length);
        return stream.Size < cutoff ? MiniChain(stream.Start, size) : Chain(stream.Start, size);
    }

    private byte[] Chain(uint sector, long size)
    {
        size = Math.Min(size, left);
        var bytes = new MemoryStream((int)Math.Clamp(size, 0, 1024 * 1024));
        // A chain longer than there are sectors runs in a circle.
        for (var steps = 0; steps < sectors && bytes.Length < size && sector < FirstSpecial; steps++)
        {
            var part = Sector(sector);
            if (part.IsEmpty) break;
            bytes.Write(part[..(int)Math.Min(part.Length, size - bytes.Length)]);
            sector = sector < fat.Length ? fat[sector] : FirstSpecial;
        }
        left -= bytes.Length;
        return bytes.ToArray();
    }

    private byte[] MiniChain(uint sector, long size)
    {
        size = Math.Min(size, left);
        var bytes = new MemoryStream();
        for (var steps = 0; steps < miniFat.Length && bytes.Length < size && sector < miniFat.Length; steps++)
        {
            var at = (long)sector * miniSize;
            if (at >= miniStream.Length) break;
            var there = Math.Min(miniSize, miniStream.Length - at);
            bytes.Write(miniStream, (int)at, (int)Math.Min(there, size - bytes.Length));
            sector = miniFat[sector];
        }
        left -= bytes.Length;
        return bytes.ToArray();
    }

    // Where the table's own sectors are: 109 in the header, more in a chain of sectors whose last number leads on ([MS-CFB] §2.5).
    private uint[] ReadFat(ReadOnlySpan<byte> head)
    {
        var places = new List<uint>();
        for (var i = 0; i < FatPlacesInHeader; i++) places.Add(U32(head, 76 + 4 * i));
        var next = U32(head, 68);
        for (var steps = 0; steps <= sectors / 2 && next < FirstSpecial && Sector(next).Length == sectorSize; steps++)
        {
            var part = Sector(next);
            for (var i = 0; i < sectorSize / 4 - 1; i++) places.Add(U32(part, 4 * i));
            next = U32(part, sectorSize - 4);
            if (places.Count > sectors) break;
        }
        var table = new List<uint>();
        foreach (var place in places)
        {
            if (place >= FirstSpecial) continue;
            if (table.Count > sectors) break;
            var part = Sector(place);
            // A sector that is not there still takes its place: what comes after it must not slip.
            for (var i = 0; i < sectorSize / 4; i++) table.Add(4 * i + 4 <= part.Length ? U32(part, 4 * i) : NoEntry);
        }
        return [.. table];
    }

    private Entry[] ReadEntries(uint first, bool wide)
    {
        var bytes = Chain(first, Math.Min((long)MostEntries * EntrySize, file.Length));
        var read = new Entry[bytes.Length / EntrySize];
        for (var i = 0; i < read.Length; i++)
        {
            var entry = bytes.AsSpan(i * EntrySize, EntrySize);
            var kind = entry[66];
            var length = Math.Clamp(U16(entry, 64) - 2, 0, 62) & ~1;
            var name = kind is 1 or 2 or 5 ? Encoding.Unicode.GetString(entry[..length]) : "";
            // With sectors of 512 bytes the upper half of the size may be rubbish ([MS-CFB] §2.6.1).
            var size = wide ? (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(entry[120..]), long.MaxValue) : U32(entry, 120);
            read[i] = new Entry(name, kind is 1 or 5, U32(entry, 68), U32(entry, 72), U32(entry, 76), U32(entry, 116), size);
        }
        return read;
    }

    private ReadOnlySpan<byte> Sector(uint number)
    {
        var at = ((long)number + 1) * sectorSize;
        return at >= file.Length ? [] : file.Span.Slice((int)at, (int)Math.Min(sectorSize, file.Length - at));
    }

    private static uint[] Numbers(byte[] bytes)
    {
        var numbers = new uint[bytes.Length / 4];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = U32(bytes, 4 * i);
        return numbers;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
