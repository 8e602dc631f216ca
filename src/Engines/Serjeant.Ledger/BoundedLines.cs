using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Serjeant.Ledger;

/// <summary>Lines of a stream that nobody vouches for: each ends in a newline and none is longer than the limit.</summary>
internal static class BoundedLines
{
    /// <exception cref="FormatException">A line is longer than <paramref name="maxBytes"/>.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream, int maxBytes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        try
        {
            for (var number = 1; ;)
            {
                var read = await reader.ReadAsync(cancellation);
                var rest = read.Buffer;
                while (rest.PositionOf((byte)'\n') is { } newline)
                {
                    var line = rest.Slice(0, newline);
                    CheckLength(line.Length, maxBytes, number++);
                    yield return line.ToArray();
                    rest = rest.Slice(rest.GetPosition(1, newline));
                }
                CheckLength(rest.Length, maxBytes, number);
                if (read.IsCompleted)
                {
                    if (!rest.IsEmpty)
                        yield return rest.ToArray();
                    yield break;
                }
                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private static void CheckLength(long length, int maxBytes, int number)
    {
        if (length > maxBytes)
            throw new FormatException($"Line {number} is longer than {maxBytes} bytes.");
    }
}
