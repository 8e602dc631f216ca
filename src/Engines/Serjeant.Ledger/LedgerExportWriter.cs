using System.Text;

namespace Serjeant.Ledger;

/// <summary>
/// Writes a ledger as a file that can be checked by itself: one JSON object a line — a header, the public key, the leaves
/// from 0 with each signed checkpoint straight after the last leaf that it covers, and an end line. Nothing is held in memory.
/// </summary>
public sealed class LedgerExportWriter
{
    private readonly Stream stream;
    private long leaves;

    private LedgerExportWriter(Stream stream) => this.stream = stream;

    /// <summary>Writes the header and the key. The stream stays open when the writer is done.</summary>
    public static async Task<LedgerExportWriter> StartAsync(
        Stream stream, string office, CheckpointVerifier key, CancellationToken cancellation)
    {
        var writer = new LedgerExportWriter(stream);
        await writer.WriteAsync(new(LineKind.Header, office, LedgerExportLine.Version), cancellation);
        await writer.WriteAsync(new(LineKind.Key, key.ToString(), 0), cancellation);
        return writer;
    }

    /// <summary>Writes the next leaf, in order of index. The bytes are those that were hashed, never made anew.</summary>
    public async Task LeafAsync(ReadOnlyMemory<byte> leafBytes, CancellationToken cancellation)
    {
        await WriteAsync(new(LineKind.Leaf, Encoding.UTF8.GetString(leafBytes.Span), 0), cancellation);
        leaves++;
    }

    /// <summary>Writes a signed checkpoint over the leaves written so far.</summary>
    public Task CheckpointAsync(string note, CancellationToken cancellation) =>
        WriteAsync(new(LineKind.Checkpoint, note, 0), cancellation);

    /// <summary>Writes the end line. A file without one was cut short.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        await WriteAsync(new(LineKind.End, "", leaves), cancellation);
        await stream.FlushAsync(cancellation);
    }

    private async Task WriteAsync(LedgerExportLine line, CancellationToken cancellation) =>
        await stream.WriteAsync((byte[])[.. line.ToBytes(), (byte)'\n'], cancellation);
}
