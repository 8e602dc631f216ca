namespace Serjeant.Evidence;

/// <summary>Part of a seekable stream that others read too: it finds its own place before each read.</summary>
internal sealed class StreamSlice(Stream inner, long start, long length) : ReadOnlyStream
{
    private long done;

    public override bool CanSeek => true;
    public override long Length => length;

    public override long Position
    {
        get => done;
        set => done = value >= 0 ? value : throw new IOException("There is nothing before the start.");
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => done,
        _ => length,
    };

    public override int Read(Span<byte> buffer)
    {
        var want = (int)Math.Clamp(length - done, 0, buffer.Length);
        if (want == 0)
            return 0;
        inner.Position = start + done;
        var read = inner.Read(buffer[..want]);
        if (read == 0)
            throw new EndOfStreamException();
        done += read;
        return read;
    }
}

/// <summary>A stream that must be exactly as long as was promised: a longer one stops, a shorter one is an error.</summary>
internal sealed class StreamLimit(Stream inner, long length) : ReadOnlyStream
{
    private long done;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        done += read;
        if (done > length || read == 0 && buffer.Length > 0 && done < length)
            throw new InvalidDataException("The file is not as long as the zip says.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>What such streams have in common: they are read from front to back, and most of them once.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
