using System.Text;

namespace Serjeant.Outside.Capture.Network;

/// <summary>Reads HTTP/1.1 messages from a connection one after the other, and keeps what it read too far for the next.</summary>
internal sealed class HttpReader(Stream stream, ReadOnlyMemory<byte> already = default)
{
    private ReadOnlyMemory<byte> rest = already;

    /// <summary>The next message's head; null when the other side closed or sent none.</summary>
    public async Task<HttpHead?> HeadAsync(CancellationToken cancel)
    {
        var head = await HttpHead.ReadAsync(stream, rest, cancel);
        rest = head?.Rest ?? default;
        return head;
    }

    /// <summary>Some bytes, at most what fits; 0 at the end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        if (rest.IsEmpty)
            return await stream.ReadAsync(buffer, cancel);
        var taken = Math.Min(rest.Length, buffer.Length);
        rest[..taken].CopyTo(buffer);
        rest = rest[taken..];
        return taken;
    }

    /// <summary>A line without its end; null when it is longer than <paramref name="limit"/> or the other side closed.</summary>
    public async Task<string?> LineAsync(int limit, CancellationToken cancel)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length <= limit)
        {
            if (await ReadAsync(one, cancel) == 0)
                return null;
            if (one[0] != '\n')
                line.Append((char)one[0]);
            else
                return line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
        }

        return null;
    }
}
