using System.Buffers;
using System.Security.Cryptography;

namespace Serjeant.Evidence;

/// <summary>
/// Writes a zip of any size to any stream, front to back. Each file is read twice: first to learn its length, CRC and
/// SHA-256, then to copy it. That puts true sizes in front of the data, which every unzip program can read as it comes,
/// and finds a damaged source before a byte of it has gone out (docs/adr/0021).
/// </summary>
internal sealed class StoredZipWriter(Stream output)
{
    private readonly List<StoredEntry> entries = [];
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private long position;

    /// <param name="open">Opens the file; called twice, and must give the same bytes.</param>
    /// <param name="expected">The SHA-256 that the file must have; null to take it as it is.</param>
    /// <returns>Its length and its SHA-256.</returns>
    /// <exception cref="InvalidDataException">The file has not the hash that it should, or changed between the readings.</exception>
    public async Task<(long Bytes, string Sha256)> AddAsync(
        string path, Func<CancellationToken, ValueTask<Stream>> open, string? expected, CancellationToken cancellation)
    {
        if (!names.Add(path))
            throw new ArgumentException($"The zip holds {path} already.", nameof(path));
        var (bytes, crc, sha256) = await ReadAsync(open, Stream.Null, cancellation);
        if (expected is not null && sha256 != expected)
            throw new InvalidDataException($"{path} is not what was sealed: its SHA-256 is {sha256}, not {expected}.");
        var entry = new StoredEntry(path, bytes, crc, position);
        await WriteAsync(ZipRecords.Local(entry), cancellation);
        var second = await ReadAsync(open, output, cancellation);
        if (second != (bytes, crc, sha256))
            throw new InvalidDataException($"{path} changed while it was being packed.");
        position += bytes;
        entries.Add(entry);
        return (bytes, sha256);
    }

    /// <summary>Writes the directory. The stream stays open.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        var start = position;
        foreach (var entry in entries)
            await WriteAsync(ZipRecords.Central(entry), cancellation);
        await WriteAsync(ZipRecords.End(entries.Count, position - start, start), cancellation);
        await output.FlushAsync(cancellation);
    }

    private async Task WriteAsync(byte[] record, CancellationToken cancellation)
    {
        await output.WriteAsync(record, cancellation);
        position += record.Length;
    }

    private static async Task<(long, uint, string)> ReadAsync(
        Func<CancellationToken, ValueTask<Stream>> open, Stream copy, CancellationToken cancellation)
    {
        await using var source = await open(cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            var crc = new Crc32();
            var bytes = 0L;
            while (await source.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                crc.Append(buffer.AsSpan(0, read));
                hash.AppendData(buffer, 0, read);
                await copy.WriteAsync(buffer.AsMemory(0, read), cancellation);
                bytes += read;
            }
            return (bytes, crc.Value, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
