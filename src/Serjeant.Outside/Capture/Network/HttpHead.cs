using System.Text;

namespace Serjeant.Outside.Capture.Network;

/// <summary>The first line and fields of an HTTP/1.1 message (RFC 9112 §2), and what was read beyond them.</summary>
internal sealed record HttpHead(string FirstLine, List<(string Name, string Value)> Fields, ReadOnlyMemory<byte> Rest)
{
    private const int Limit = 128 * 1024;

    /// <summary>Null when the other side closed first, sent no head, or one over 128 KiB.</summary>
    public static async Task<HttpHead?> ReadAsync(Stream stream, ReadOnlyMemory<byte> already, CancellationToken cancel)
    {
        var buffer = new byte[Math.Max(8192, already.Length)];
        already.CopyTo(buffer);
        var filled = already.Length;
        while (true)
        {
            var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return Parse(Encoding.Latin1.GetString(buffer, 0, end), buffer.AsMemory(end + 4, filled - end - 4));
            if (filled >= Limit)
                return null;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancel);
            if (read == 0)
                return null;
            filled += read;
        }
    }

    public string? Field(string name) => Fields.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Takes out fields that are between two neighbours only (RFC 9110 §7.6.1).</summary>
    public void DropHopFields() => Fields.RemoveAll(field =>
        field.Name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
        || field.Name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
        || field.Name.Equals("Keep-Alive", StringComparison.OrdinalIgnoreCase)
        || field.Name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase)
        || field.Name.Equals("Expect", StringComparison.OrdinalIgnoreCase));

    public byte[] ToBytes()
    {
        var text = new StringBuilder(FirstLine).Append("\r\n");
        foreach (var (name, value) in Fields)
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }

    private static HttpHead? Parse(string text, ReadOnlyMemory<byte> rest)
    {
        var lines = text.Split("\r\n");
        var fields = new List<(string, string)>(lines.Length);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                return null;
            fields.Add((line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        return new HttpHead(lines[0], fields, rest);
    }
}
