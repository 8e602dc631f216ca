namespace Serjeant.Commands.Triage;

/// <summary>A line of input: its bytes without the line end, or null where it was longer than allowed.</summary>
internal readonly record struct RawLine(long Number, ReadOnlyMemory<byte>? Bytes);

/// <summary>Cuts a stream into lines with bounded memory: of an overlong line nothing is kept but its number.</summary>
internal sealed class LineReader(Stream source)
{
    /// <summary>The longest line that is read, in bytes.</summary>
    internal const int LongestLine = 2 * 1024 * 1024;

    private const int ReadSize = 64 * 1024;
    private byte[] buffer = new byte[ReadSize];
    private int kept;
    private long line;
    private bool skipping;
    private bool ended;

    /// <summary>The lines of the next read, possibly none yet; null at the end. Their bytes are theirs to keep.</summary>
    internal async Task<List<RawLine>?> ReadAsync(CancellationToken cancel)
    {
        if (ended) return null;
        if (buffer.Length - kept < ReadSize) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, kept + ReadSize));
        var read = await source.ReadAsync(buffer.AsMemory(kept, ReadSize), cancel);
        var filled = kept + read;
        var lines = new List<RawLine>();
        if (read == 0)
        {
            ended = true;
            if (skipping) lines.Add(new RawLine(++line, null));
            else if (filled > 0) Take(lines, buffer.AsSpan(0, filled));
            return lines;
        }
        var start = 0;
        // Only what was just read can hold a line end.
        for (var from = kept; from < filled && buffer.AsSpan(from, filled - from).IndexOf((byte)'\n') is var offset and >= 0; from = start)
        {
            var end = from + offset;
            if (skipping) lines.Add(new RawLine(++line, null));
            else Take(lines, buffer.AsSpan(start, end - start));
            skipping = false;
            start = end + 1;
        }
        kept = filled - start;
        if (skipping || kept > LongestLine)
        {
            skipping = true;
            kept = 0;
            if (buffer.Length > ReadSize) buffer = new byte[ReadSize];
        }
        else if (start > 0) buffer.AsSpan(start, kept).CopyTo(buffer);
        return lines;
    }

    private void Take(List<RawLine> lines, ReadOnlySpan<byte> bytes)
    {
        line++;
        if (bytes.Length > LongestLine)
        {
            lines.Add(new RawLine(line, null));
            return;
        }
        if (line == 1 && bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        bytes = bytes.Trim(" \t\r"u8);
        if (bytes.Length > 0) lines.Add(new RawLine(line, bytes.ToArray()));
    }
}
