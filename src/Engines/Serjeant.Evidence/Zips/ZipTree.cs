using System.Buffers.Binary;
using System.IO.Compression;

namespace Serjeant.Evidence;

/// <summary>How much of a zip is read.</summary>
/// <param name="MaxEntries">Entries, folders included.</param>
/// <param name="MaxBytes">All files together, unpacked.</param>
/// <param name="MaxRatio">How much larger than the zip they may be.</param>
public sealed record ZipLimits(int MaxEntries = 100_000, long MaxBytes = 1L << 40, int MaxRatio = 100);

/// <summary>
/// A zip from a stranger, seen as files: limits on entries, size and ratio; no path out of it, no links, no name twice, no
/// two entries over the same bytes.
/// </summary>
public sealed class ZipTree : IFileTree
{
    private const int MaxPath = 1000;
    private readonly Stream zip;
    private readonly Dictionary<string, ZipEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ZipEntry> inOrder;

    /// <param name="zip">Seekable; stays open as long as the tree is used.</param>
    /// <exception cref="FormatException">It is not a zip, or one that should not be opened; the message says why.</exception>
    public ZipTree(Stream zip, ZipLimits? limits = null)
    {
        this.zip = zip;
        limits ??= new ZipLimits();
        inOrder = ZipDirectory.Read(zip, limits.MaxEntries);
        foreach (var entry in inOrder)
            Take(entry);
        var total = inOrder.Sum(e => (decimal)e.Bytes);
        if (total > limits.MaxBytes || total > (decimal)limits.MaxRatio * zip.Length)
            throw new FormatException("The zip would unpack to far more than it should: it may be a zip bomb.");
        CheckOverlaps();
        Files = [.. entries.Values.Select(e => new TreeFile(e.Path, e.Bytes)).OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    public IReadOnlyList<TreeFile> Files { get; }

    /// <summary>The files' paths in the order that the zip has them.</summary>
    internal IEnumerable<string> Order => inOrder.Select(e => e.Path);

    // A zip that holds anything refused is not opened at all.
    public IReadOnlyList<(string Path, string Text)> Refused => [];

    public Stream Open(string path)
    {
        var entry = entries[path];
        var packed = new StreamSlice(zip, DataOffset(entry), entry.Packed);
        return entry.Method == 0 ? packed : new StreamLimit(new DeflateStream(packed, CompressionMode.Decompress), entry.Bytes);
    }

    /// <summary>Whether every byte round the files is as <see cref="BagWriter"/> would have written it.</summary>
    public bool HasOwnLayout()
    {
        var position = 0L;
        foreach (var entry in inOrder)
        {
            var local = ZipRecords.Local(Stored(entry));
            if (entry.Method != 0 || entry.Offset != position || !Matches(position, local))
                return false;
            position += local.Length + entry.Bytes;
        }
        var start = position;
        foreach (var entry in inOrder)
        {
            var central = ZipRecords.Central(Stored(entry));
            if (!Matches(position, central))
                return false;
            position += central.Length;
        }
        var end = ZipRecords.End(inOrder.Count, position - start, start);
        return position + end.Length == zip.Length && Matches(position, end);
    }

    private static StoredEntry Stored(ZipEntry entry) => new(entry.Path, entry.Bytes, entry.Crc, entry.Offset);

    private bool Matches(long position, byte[] expected) =>
        position + expected.Length <= zip.Length && ZipDirectory.ReadAt(zip, position, expected.Length).AsSpan().SequenceEqual(expected);

    private void Take(ZipEntry entry)
    {
        const int UnixKind = 0xF000, UnixFile = 0x8000, UnixFolder = 0x4000;
        var kind = entry.IsUnix ? entry.ExternalAttributes >> 16 & UnixKind : 0;
        if (kind is not (0 or UnixFile or UnixFolder))
            throw new FormatException("The zip holds a link or a device, so it is not opened.");
        var isFolder = entry.Path.EndsWith('/');
        if (!SafePath.IsSafe(isFolder ? entry.Path[..^1] : entry.Path, MaxPath))
            throw new FormatException("The zip holds a path that is not safe, so it is not opened.");
        if (entry.IsEncrypted || entry.Method is not (0 or 8) || entry.Method == 0 && entry.Packed != entry.Bytes)
            throw new FormatException($"{entry.Path} in the zip is packed in a way that can't be read.");
        if (isFolder ? entry.Bytes != 0 : !entries.TryAdd(entry.Path, entry))
            throw new FormatException($"The zip holds {entry.Path} twice, or a folder with content.");
    }

    private void CheckOverlaps()
    {
        var end = 0L;
        foreach (var entry in inOrder.OrderBy(e => e.Offset))
        {
            if (entry.Offset < end)
                throw new FormatException("Two entries of the zip lie over each other: it may be a zip bomb.");
            end = DataOffset(entry) + entry.Packed;
        }
        if (end > zip.Length)
            throw new FormatException("The zip ends before it should.");
    }

    private long DataOffset(ZipEntry entry)
    {
        var header = ZipDirectory.ReadAt(zip, entry.Offset, 30);
        if (!header.AsSpan().StartsWith("PK\x03\x04"u8))
            throw new FormatException($"{entry.Path} is not where the zip's directory says.");
        return entry.Offset + 30 + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26))
            + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
    }
}
