using System.Security.Cryptography;

namespace Serjeant.Outside.Storage;

/// <summary>
/// Reads a stored file back. No byte leaves here before its chunk's tag was checked; seeking is cheap, so that a browser
/// can ask for a part.
/// </summary>
internal sealed class BlobReadStream : Stream
{
    private readonly Stream file;
    private readonly AesGcm aes;
    private readonly long length;
    private readonly byte[] sealedChunk = new byte[BlobFormat.ChunkSize + BlobFormat.TagSize];
    private readonly byte[] plain = new byte[BlobFormat.ChunkSize];
    private long loaded = -1;
    private long position;

    public BlobReadStream(Stream file, byte[] fileKey, long length)
    {
        this.file = file;
        this.length = length;
        aes = new AesGcm(fileKey, BlobFormat.TagSize);
        CryptographicOperations.ZeroMemory(fileKey);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= length || buffer.IsEmpty)
            return 0;
        var index = position / BlobFormat.ChunkSize;
        if (index != loaded)
        {
            file.Position = Start(index);
            try
            {
                file.ReadExactly(sealedChunk, 0, SizeOf(index) + BlobFormat.TagSize);
            }
            catch (EndOfStreamException inner)
            {
                throw BlobFormat.Damaged(inner);
            }

            Open(index);
        }

        return Copy(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= length || buffer.IsEmpty)
            return 0;
        var index = position / BlobFormat.ChunkSize;
        if (index != loaded)
        {
            file.Position = Start(index);
            try
            {
                await file.ReadExactlyAsync(sealedChunk, 0, SizeOf(index) + BlobFormat.TagSize, cancellationToken);
            }
            catch (EndOfStreamException inner)
            {
                throw BlobFormat.Damaged(inner);
            }

            Open(index);
        }

        return Copy(buffer.Span);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Checks the only chunk of an empty file, which a read never reaches.</summary>
    internal void CheckEmpty()
    {
        file.Position = Start(0);
        file.ReadExactly(sealedChunk, 0, BlobFormat.TagSize);
        Open(0);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            aes.Dispose();
            CryptographicOperations.ZeroMemory(plain);
        }

        base.Dispose(disposing);
    }

    private static long Start(long index) => BlobFormat.HeaderSize + (index * (BlobFormat.ChunkSize + BlobFormat.TagSize));

    private int SizeOf(long index) => (int)Math.Min(BlobFormat.ChunkSize, length - (index * BlobFormat.ChunkSize));

    private void Open(long index)
    {
        var size = SizeOf(index);
        Span<byte> nonce = stackalloc byte[BlobFormat.NonceSize];
        BlobFormat.ChunkNonce(nonce, index, last: index == BlobFormat.ChunkCount(length) - 1);
        loaded = -1;
        try
        {
            aes.Decrypt(nonce, sealedChunk.AsSpan(0, size), sealedChunk.AsSpan(size, BlobFormat.TagSize), plain.AsSpan(0, size));
        }
        catch (AuthenticationTagMismatchException inner)
        {
            throw BlobFormat.Damaged(inner);
        }

        loaded = index;
    }

    private int Copy(Span<byte> buffer)
    {
        var within = (int)(position % BlobFormat.ChunkSize);
        var count = Math.Min(buffer.Length, SizeOf(loaded) - within);
        plain.AsSpan(within, count).CopyTo(buffer);
        position += count;
        return count;
    }
}
