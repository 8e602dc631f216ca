using System.Globalization;
using System.Text;

namespace Serjeant.Outside.Mailboxes;

/// <summary>An answer: its lines, each cut into words and strings, and how it ended.</summary>
internal sealed record SieveAnswer(string Status, string Said, IReadOnlyList<IReadOnlyList<string>> Lines);

/// <summary>The wire of ManageSieve (RFC 5804 §1.2, §4): quoted strings and literals, bounded.</summary>
internal sealed class SieveWire(Stream stream)
{
    internal const int LongestScript = 1024 * 1024;
    private const int LongestLine = 16 * 1024;
    private const int MostLines = 2_000;
    private readonly byte[] buffer = new byte[4096];
    private int start;
    private int end;

    /// <summary>Bytes came that nobody has read: before encryption, somebody slipped them in.</summary>
    internal bool HasMore => start < end;

    internal async Task SendAsync(string line, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancel);
        await stream.FlushAsync(cancel);
    }

    /// <summary>The status of an answer that asks back (RFC 5804 §2.1).</summary>
    internal const string Asks = "ASKS";

    /// <param name="mayAsk">A line that is no status ends the answer: the server waits for a word.</param>
    /// <exception cref="IOException">It broke off, or speaks something else.</exception>
    internal async Task<SieveAnswer> ReadAsync(CancellationToken cancel, bool mayAsk = false)
    {
        var lines = new List<IReadOnlyList<string>>();
        while (lines.Count < MostLines)
        {
            var line = await LineAsync(cancel);
            // OK, NO and BYE end an answer; they are words, never strings.
            if (line is [{ Text: "OK" or "NO" or "BYE", Plain: true } status, .. var rest])
                return new SieveAnswer(status.Text, string.Join(' ', rest.Select(r => r.Text)), lines);
            lines.Add([.. line.Select(l => l.Text)]);
            if (mayAsk) return new SieveAnswer(Asks, "", lines);
        }
        throw new IOException("The answer is longer than is read");
    }

    private async Task<List<(string Text, bool Plain)>> LineAsync(CancellationToken cancel)
    {
        var words = new List<(string, bool)>();
        var word = new StringBuilder();
        var length = 0;
        while (true)
        {
            var c = await ByteAsync(cancel);
            if (++length > LongestLine) throw new IOException("A line is longer than is read");
            switch (c)
            {
                case (byte)'\n':
                    Push(words, word);
                    return words;
                case (byte)'\r' or (byte)' ':
                    Push(words, word);
                    break;
                case (byte)'"' when word.Length == 0:
                    words.Add((await QuotedAsync(cancel), false));
                    break;
                case (byte)'{' when word.Length == 0:
                    words.Add((await LiteralAsync(cancel), false));
                    break;
                default:
                    word.Append((char)c);
                    break;
            }
        }
    }

    private static void Push(List<(string, bool)> words, StringBuilder word)
    {
        if (word.Length > 0) words.Add((word.ToString(), true));
        word.Clear();
    }

    private async Task<string> QuotedAsync(CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        while (bytes.Length < LongestLine)
        {
            var c = await ByteAsync(cancel);
            if (c == '"') return Encoding.UTF8.GetString(bytes.ToArray());
            bytes.WriteByte(c == '\\' ? await ByteAsync(cancel) : c);
        }
        throw new IOException("A string is longer than is read");
    }

    private async Task<string> LiteralAsync(CancellationToken cancel)
    {
        var digits = new StringBuilder();
        byte c;
        while ((c = await ByteAsync(cancel)) != '}')
        {
            if (digits.Length > 10) throw new IOException("A length is not one");
            digits.Append((char)c);
        }
        if (!int.TryParse(digits.ToString().TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > LongestScript) throw new IOException("A script is longer than is read");
        if (await ByteAsync(cancel) != '\r' || await ByteAsync(cancel) != '\n') throw new IOException("A length is not followed by a line’s end");
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) bytes[i] = await ByteAsync(cancel);
        return Encoding.UTF8.GetString(bytes);
    }

    private async ValueTask<byte> ByteAsync(CancellationToken cancel)
    {
        if (start < end) return buffer[start++];
        end = await stream.ReadAsync(buffer, cancel);
        start = 0;
        return end > 0 ? buffer[start++] : throw new IOException("It broke off");
    }
}
