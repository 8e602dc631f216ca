using System.Buffers;
using System.Text;

namespace Serjeant.Outside.Exports.Bytes;

/// <summary>
/// Cuts a JSON file of any size into pieces: it goes into the containers named in <paramref name="open"/> and hands out each
/// value inside them whole, as bytes. It only tells strings and brackets apart, so a piece that is too big, too deep or broken
/// inside is that piece's problem and the next one is found all the same. <c>Utf8JsonReader</c> stops for good at the first.
/// Paths look like <c>$[].dmConversation.messages</c>; an element of that list is <c>$[].dmConversation.messages[]</c>.
/// </summary>
/// <param name="prefixed">True for X's files, where JSON begins at the first <c>[</c>.</param>
internal sealed class JsonPieces(Stream stream, IReadOnlySet<string> open, int maxPiece, bool prefixed = false)
{
    private const int MaxKey = 1_000;
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> AfterPlain = SearchValues.Create(",]} \t\r\n"u8);

    private readonly Stack<(string Path, bool IsList)> containers = new();
    private byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;
    private int keep = -1;
    private long before;
    private bool started;
    private bool done;
    private bool tooLarge;

    public string Path { get; private set; } = "";

    /// <summary>Valid until the next call. Empty when <see cref="TooLarge"/>.</summary>
    public ReadOnlyMemory<byte> Piece { get; private set; }

    public bool TooLarge { get; private set; }

    /// <summary>Where the reading has come to, in bytes from the beginning.</summary>
    public long Offset => before + position;

    /// <exception cref="ExportRefusedException">The file isn't JSON at this place, or ends too early; the message says where.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (!started)
            await StartAsync(cancellationToken);
        while (!done)
        {
            var next = await PeekAsync(cancellationToken);
            if (containers.TryPeek(out var container))
            {
                if (next == ',')
                {
                    position++;
                }
                else if (next == (container.IsList ? ']' : '}'))
                {
                    position++;
                    containers.Pop();
                    done = containers.Count == 0;
                }
                else if (await ValueAsync(container.IsList ? container.Path + "[]" : await KeyAsync(container.Path, next, cancellationToken), cancellationToken))
                {
                    return true;
                }
            }
            else if (await ValueAsync("$", cancellationToken))
            {
                done = true;
                return true;
            }
        }
        return false;
    }

    private async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        started = true;
        await FillAsync(cancellationToken);
        if (buffer.AsSpan(0, end).StartsWith(Encoding.UTF8.Preamble))
            position = 3;
        if (!prefixed)
            return;
        var bracket = buffer.AsSpan(position, Math.Min(1_000, end - position)).IndexOf((byte)'[');
        position += bracket >= 0 ? bracket : throw Broken("does not begin as an X archive's file does");
    }

    private async ValueTask<string> KeyAsync(string parent, byte next, CancellationToken cancellationToken)
    {
        if (next != '"')
            throw Broken("is not valid JSON");
        await ScanAsync(next, MaxKey, cancellationToken);
        if (tooLarge)
            throw Broken("has a field name that is too long");
        var key = Encoding.UTF8.GetString(buffer, keep + 1, position - keep - 2);
        keep = -1;
        if (await PeekAsync(cancellationToken) != ':')
            throw Broken("is not valid JSON");
        position++;
        await PeekAsync(cancellationToken);
        return parent + "." + key;
    }

    /// <summary>True when a piece is ready; false when a container was entered.</summary>
    private async ValueTask<bool> ValueAsync(string path, CancellationToken cancellationToken)
    {
        var first = buffer[position];
        if (first is (byte)'{' or (byte)'[' && open.Contains(path))
        {
            containers.Push((path, first == '['));
            position++;
            return false;
        }
        await ScanAsync(first, maxPiece, cancellationToken);
        Path = path;
        TooLarge = tooLarge;
        Piece = tooLarge ? default : buffer.AsMemory(keep, position - keep);
        keep = -1;
        return true;
    }

    /// <summary>Moves past one value and keeps it from <c>keep</c> on, unless it grows too large.</summary>
    private async ValueTask ScanAsync(byte first, int most, CancellationToken cancellationToken)
    {
        keep = position;
        tooLarge = false;
        if (first is (byte)'}' or (byte)']' or (byte)':' or (byte)',')
            throw Broken("is not valid JSON");
        long depth = 0;
        var inString = false;
        while (true)
        {
            if (position == end)
            {
                if (end - keep > most)
                {
                    tooLarge = true;
                    keep = position;
                }
                if (!await FillAsync(cancellationToken))
                {
                    if (depth == 0 && !inString && containers.Count == 0)
                        break;
                    throw Broken("ends in the middle of an entry: it may have been cut short");
                }
            }
            var rest = buffer.AsSpan(position, end - position);
            if (depth == 0 && !inString && first != '"' && first != '{' && first != '[')
            {
                var stop = rest.IndexOfAny(AfterPlain);
                position += stop < 0 ? rest.Length : stop;
                if (stop >= 0)
                    break;
                continue;
            }
            var found = rest.IndexOfAny(inString ? InString : Structure);
            position += found < 0 ? rest.Length : found + 1;
            if (found < 0)
                continue;
            var mark = rest[found];
            if (mark == '\\')
            {
                if (position == end && !await FillAsync(cancellationToken))
                    throw Broken("ends in the middle of an entry: it may have been cut short");
                position++;
                continue;
            }
            if (mark == '"')
                inString = !inString;
            else
                depth += mark is (byte)'{' or (byte)'[' ? 1 : -1;
            if (depth <= 0 && !inString)
                break;
        }
        tooLarge |= position - keep > most;
    }

    /// <summary>The next byte that isn't white space, not consumed.</summary>
    private async ValueTask<byte> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (position < end)
            {
                if (buffer[position] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                    return buffer[position];
                position++;
            }
            if (!await FillAsync(cancellationToken))
                throw Broken(containers.Count == 0 ? "is empty" : "ends too early: it may have been cut short");
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var from = keep >= 0 ? keep : position;
        if (from > 0)
        {
            buffer.AsSpan(from, end - from).CopyTo(buffer);
            before += from;
            position -= from;
            end -= from;
            keep = keep >= 0 ? 0 : -1;
        }
        else if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += read;
        return read > 0;
    }

    private ExportRefusedException Broken(string how) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The file {how} (at byte {Offset:N0})."));
}
