using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Serjeant.Evidence;

/// <summary>Writes records to a file, each as a gzip member of its own (ISO 28500:2017 Annex D), so that one can be read without the rest.</summary>
internal sealed class WarcSink(Stream output)
{
    private long position;

    /// <exception cref="InvalidDataException">The body was not the same at the second reading.</exception>
    public async Task<WarcEntry> WriteAsync(WarcRecord record, CancellationToken cancellation)
    {
        var sent = SentBody.Of(record.Type, record.Message);
        var (length, block, payload) = await CopyAsync(record, Stream.Null, sent, cancellation);
        var packed = new PackedStream(output);
        await using (var gzip = new GZipStream(packed, Level(record), leaveOpen: true))
        {
            await gzip.WriteAsync(record.Fields(length, block, payload), cancellation);
            if (await CopyAsync(record, gzip, null, cancellation) != (length, block, payload))
                throw new InvalidDataException("The body of a record changed while it was being written.");
            await gzip.WriteAsync("\r\n\r\n"u8.ToArray(), cancellation);
        }
        var entry = record.ToEntry(payload, position, packed.Written, packed.Sha256()) with { Sent = sent?.Query() };
        position += packed.Written;
        return entry;
    }

    // What is packed already does not shrink again, and trying costs most of the time.
    private static CompressionLevel Level(WarcRecord record)
    {
        var type = record.Message is { } message ? message.ContentType ?? "" : record.ContentType;
        var isPacked = type.StartsWith("video/", StringComparison.OrdinalIgnoreCase) || type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("font/woff", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/zip", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("image/svg", StringComparison.OrdinalIgnoreCase);
        return isPacked ? CompressionLevel.NoCompression : CompressionLevel.Optimal;
    }

    private static async Task<(long Length, string Block, string Payload)> CopyAsync(WarcRecord record, Stream copy, SentBody? sent, CancellationToken cancellation)
    {
        using var block = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var payload = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        block.AppendData(record.Head);
        await copy.WriteAsync(record.Head, cancellation);
        long length = record.Head.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            await using var body = await record.Body.Open(cancellation);
            while (await body.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                block.AppendData(buffer, 0, read);
                payload.AppendData(buffer, 0, read);
                sent?.Append(buffer.AsSpan(0, read));
                await copy.WriteAsync(buffer.AsMemory(0, read), cancellation);
                length += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return (length, Convert.ToHexStringLower(block.GetHashAndReset()), Convert.ToHexStringLower(payload.GetHashAndReset()));
    }

    /// <summary>Counts and hashes what goes through it.</summary>
    private sealed class PackedStream(Stream inner) : Stream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Written { get; private set; }

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public string Sha256() => Convert.ToHexStringLower(hash.GetHashAndReset());

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Take(buffer);
            inner.Write(buffer);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Take(buffer.Span);
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                hash.Dispose();
            base.Dispose(disposing);
        }

        private void Take(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            Written += bytes.Length;
        }
    }
}
