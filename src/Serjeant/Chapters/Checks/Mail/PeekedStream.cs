namespace Serjeant.Chapters.Checks.Mail;

/// <summary>A stream whose first bytes were looked at already; reading gives them again.</summary>
public sealed class PeekedStream : Stream
{
    private const int Looked = 64;
    private readonly Stream inner;
    private readonly byte[] start;
    private int given;

    private PeekedStream(Stream inner, byte[] start) => (this.inner, this.start) = (inner, start);

    /// <summary>At most 64 bytes.</summary>
    public ReadOnlyMemory<byte> Start => start;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static async Task<PeekedStream> OfAsync(Stream inner, CancellationToken cancel)
    {
        var bytes = new byte[Looked];
        var read = await inner.ReadAtLeastAsync(bytes, Looked, throwOnEndOfStream: false, cancel);
        return new PeekedStream(inner, bytes[..read]);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (given >= start.Length)
            return await inner.ReadAsync(buffer, cancellationToken);
        var count = Math.Min(buffer.Length, start.Length - given);
        start.AsMemory(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
