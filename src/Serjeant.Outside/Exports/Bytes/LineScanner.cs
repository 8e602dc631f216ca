namespace Serjeant.Outside.Exports.Bytes;

/// <summary>
/// Lines of a stream of any size in bounded memory. A line over the limit is told as such, its bytes dropped, and the next
/// line is found all the same.
/// </summary>
internal sealed class LineScanner(Stream stream, int maxLine)
{
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private bool ended;

    /// <summary>The line with its line ending, valid until the next call. Empty when <see cref="TooLong"/>.</summary>
    public ReadOnlyMemory<byte> Raw { get; private set; }

    /// <summary>The line without its line ending.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>From 1.</summary>
    public long Number { get; private set; }

    public bool TooLong { get; private set; }

    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        var scanned = start;
        var dropped = false;
        while (true)
        {
            var found = buffer.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
            if (found >= 0 || ended)
            {
                var next = found >= 0 ? scanned + found + 1 : end;
                if (next == start && !dropped)
                    return false;
                Take(next, dropped || next - start > maxLine);
                return true;
            }
            if (end - start > maxLine)
            {
                dropped = true;
                start = end = 0;
            }
            scanned = end;
            scanned -= MakeRoom();
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            ended = read == 0;
            end += read;
        }
    }

    /// <summary>How far the content moved down.</summary>
    private int MakeRoom()
    {
        if (end < buffer.Length)
            return 0;
        var moved = start;
        if (moved > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= moved;
            start = 0;
        }
        else
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        return moved;
    }

    private void Take(int next, bool tooLong)
    {
        Number++;
        TooLong = tooLong;
        Raw = tooLong ? default : buffer.AsMemory(start, next - start);
        var length = Raw.Length;
        if (length > 0 && Raw.Span[length - 1] == '\n')
            length--;
        if (length > 0 && length < Raw.Length && Raw.Span[length - 1] == '\r')
            length--;
        Line = Raw[..length];
        start = next;
    }
}
