using System.Buffers.Binary;
using System.Text;

namespace Serjeant.Engines.Tests.Mail.Outlook;

/// <summary>A storage or stream to be written.</summary>
internal sealed class CompoundNode(string name, byte[]? bytes = null)
{
    public string Name => name;
    public byte[]? Bytes => bytes;
    public List<CompoundNode> Children { get; } = [];

    public CompoundNode Add(CompoundNode child)
    {
        Children.Add(child);
        return child;
    }
}

/// <summary>Writes compound files as [MS-CFB] has them, with sectors of 512 bytes: table, mini table, and a directory that is a balanced tree.</summary>
internal sealed class CompoundFileWriter
{
    private const int Sector = 512;
    private const int Mini = 64;
    private const int Cutoff = 4096;
    private const uint End = 0xFFFFFFFE;
    private const uint None = 0xFFFFFFFF;

    private readonly List<byte[]> sectors = [];
    private readonly List<uint> fat = [];
    private readonly MemoryStream mini = new();
    private readonly List<uint> miniFat = [];
    private readonly List<byte[]> entries = [];

    internal static byte[] Write(CompoundNode root) => new CompoundFileWriter().File(root);

    private byte[] File(CompoundNode root)
    {
        Entry(root, 5);
        var first = Place(root, 0);
        Link(0, first, child: true);
        var miniBytes = mini.ToArray();
        var miniStart = Chain(miniBytes);
        Start(0, miniStart, miniBytes.Length);
        var miniTable = Chain(miniFat.SelectMany(BitConverter.GetBytes).ToArray(), 0xFF);
        while (entries.Count % 4 != 0) entries.Add(Free());
        var directory = Chain([.. entries.SelectMany(e => e)]);
        // The table counts its own sectors too.
        var tables = 1;
        while (tables * (Sector / 4) < fat.Count + tables) tables++;
        var places = Enumerable.Range(fat.Count, tables).Select(i => (uint)i).ToArray();
        fat.AddRange(places.Select(_ => 0xFFFFFFFD));
        while (fat.Count % (Sector / 4) != 0) fat.Add(None);
        var table = fat.SelectMany(BitConverter.GetBytes).ToArray();
        for (var i = 0; i < tables; i++) sectors.Add(table[(i * Sector)..((i + 1) * Sector)]);
        return [.. Head(directory, miniTable, places), .. sectors.SelectMany(s => s)];
    }

    private static byte[] Head(uint directory, uint miniTable, uint[] places)
    {
        var head = new byte[Sector];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(head, 0);
        U16(head, 24, 0x3E);
        U16(head, 26, 3);
        U16(head, 28, 0xFFFE);
        U16(head, 30, 9);
        U16(head, 32, 6);
        U32(head, 44, (uint)places.Length);
        U32(head, 48, directory);
        U32(head, 56, Cutoff);
        U32(head, 60, miniTable);
        U32(head, 64, miniTable == End ? 0u : 1);
        U32(head, 68, End);
        for (var i = 0; i < 109; i++) U32(head, 76 + 4 * i, i < places.Length ? places[i] : None);
        return head;
    }

    // The names of a storage, as a tree in the order of [MS-CFB] §2.6.4: length first, then letters.
    private uint Place(CompoundNode storage, int parent)
    {
        var sorted = storage.Children.OrderBy(c => c.Name.Length).ThenBy(c => c.Name.ToUpperInvariant(), StringComparer.Ordinal).ToArray();
        var ids = sorted.Select(c => Entry(c, (byte)(c.Bytes is null ? 1 : 2))).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Bytes is { } bytes)
            {
                var start = bytes.Length == 0 ? End : bytes.Length < Cutoff ? MiniChain(bytes) : Chain(bytes);
                Start(ids[i], start, bytes.Length);
            }
            else
            {
                Link(ids[i], Place(sorted[i], ids[i]), child: true);
            }
        }
        return Tree(ids, 0, ids.Length);
    }

    private uint Tree(int[] ids, int from, int to)
    {
        if (from >= to) return None;
        var middle = (from + to) / 2;
        U32(entries[ids[middle]], 68, Tree(ids, from, middle));
        U32(entries[ids[middle]], 72, Tree(ids, middle + 1, to));
        return (uint)ids[middle];
    }

    private int Entry(CompoundNode node, byte kind)
    {
        var entry = Free();
        Encoding.Unicode.GetBytes(node.Name).CopyTo(entry, 0);
        U16(entry, 64, (ushort)((node.Name.Length + 1) * 2));
        (entry[66], entry[67]) = (kind, 1);
        entries.Add(entry);
        return entries.Count - 1;
    }

    private static byte[] Free()
    {
        var entry = new byte[128];
        foreach (var at in new[] { 68, 72, 76 }) U32(entry, at, None);
        return entry;
    }

    private void Link(int entry, uint to, bool child) => U32(entries[entry], child ? 76 : 72, to);

    private void Start(int entry, uint sector, int size)
    {
        U32(entries[entry], 116, sector);
        U32(entries[entry], 120, (uint)size);
    }

    private uint Chain(byte[] bytes, byte fill = 0)
    {
        if (bytes.Length == 0) return End;
        var first = (uint)sectors.Count;
        for (var at = 0; at < bytes.Length; at += Sector)
        {
            var sector = new byte[Sector];
            Array.Fill(sector, fill);
            bytes.AsSpan(at, Math.Min(Sector, bytes.Length - at)).CopyTo(sector);
            sectors.Add(sector);
            fat.Add(at + Sector < bytes.Length ? (uint)sectors.Count : End);
        }
        return first;
    }

    private uint MiniChain(byte[] bytes)
    {
        var first = (uint)miniFat.Count;
        for (var at = 0; at < bytes.Length; at += Mini)
        {
            var part = new byte[Mini];
            bytes.AsSpan(at, Math.Min(Mini, bytes.Length - at)).CopyTo(part);
            mini.Write(part);
            miniFat.Add(at + Mini < bytes.Length ? (uint)miniFat.Count + 1 : End);
        }
        return first;
    }

    private static void U16(byte[] bytes, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);

    private static void U32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
}
