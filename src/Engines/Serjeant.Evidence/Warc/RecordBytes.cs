namespace Serjeant.Evidence;

/// <summary>Bytes of records, looked at before they are taken: a head ends where it ends, and is bounded before it is read.</summary>
internal sealed class RecordBytes
{
    private byte[] buffer = new byte[128 * 1024];
    private int at, end;

    /// <summary>Reads more into the span; 0 at the end.</summary>
    public delegate int Source(Span<byte> bytes);

    /// <summary>How many were taken since the last <see cref="Clear"/>.</summary>
    public long Taken { get; private set; }

    public void Clear() => (at, end, Taken) = (0, 0, 0);

    public bool IsAtEnd(Source source) => at == end && !Fill(source);

    /// <summary>The bytes up to and with the first empty line; empty when there is none within the limit. They are not taken.</summary>
    public ReadOnlySpan<byte> PeekHead(Source source, long limit)
    {
        for (var from = 0; ;)
        {
            var seen = buffer.AsSpan(at, (int)Math.Min(end - at, limit));
            if (seen[from..].IndexOf("\r\n\r\n"u8) is var found and >= 0)
                return seen[..(from + found + 4)];
            from = Math.Max(0, seen.Length - 3);
            if (seen.Length >= limit || !Fill(source))
                return [];
        }
    }

    /// <summary>The next bytes, at most so many; empty only at the end. They are taken.</summary>
    public ReadOnlySpan<byte> Take(Source source, long atMost)
    {
        if (at == end && atMost > 0)
        {
            at = end = 0;
            Fill(source);
        }
        var taken = buffer.AsSpan(at, (int)Math.Min(atMost, end - at));
        at += taken.Length;
        Taken += taken.Length;
        return taken;
    }

    private bool Fill(Source source)
    {
        if (at > 0)
        {
            buffer.AsSpan(at, end - at).CopyTo(buffer);
            (at, end) = (0, end - at);
        }
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = source(buffer.AsSpan(end));
        end += read;
        return read > 0;
    }
}
