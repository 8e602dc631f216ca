using System.Globalization;
using System.Text;
using Serjeant.Outside.Capture.Recording;

namespace Serjeant.Outside.Capture.Network;

/// <summary>Passes a body on as it comes, and keeps it without its chunk marks (RFC 9112 §7.1) where it is recorded.</summary>
internal sealed class BodyCopy(HttpReader from, Stream to, Traffic traffic, Spool? kept)
{
    private const int LongestLine = 8 * 1024;
    private const int MostTrailers = 100;
    private readonly byte[] buffer = new byte[32 * 1024];

    /// <summary>True when the whole body came and was passed on.</summary>
    public Task<bool> RunAsync(BodyFraming framing, CancellationToken cancel) => framing.End switch
    {
        BodyEnd.Nobody => Task.FromResult(true),
        BodyEnd.Length => BytesAsync(framing.Length, cancel),
        BodyEnd.Chunks => ChunksAsync(cancel),
        _ => ToTheEndAsync(cancel),
    };

    private async Task<bool> BytesAsync(long length, CancellationToken cancel)
    {
        while (length > 0)
        {
            var read = await SomeAsync(length, cancel);
            if (read == 0)
                return false;
            length -= read;
        }

        return true;
    }

    private async Task<bool> ToTheEndAsync(CancellationToken cancel)
    {
        while (await SomeAsync(long.MaxValue, cancel) > 0)
        {
            // It ends where the site closes.
        }

        return !traffic.IsOver;
    }

    private async Task<bool> ChunksAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (await from.LineAsync(LongestLine, cancel) is not { } line
                || !long.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0
                || !await LineOnAsync(line, cancel))
                return false;
            if (size == 0)
                return await TrailersAsync(cancel);
            if (!await BytesAsync(size, cancel) || await from.LineAsync(LongestLine, cancel) is not "" || !await LineOnAsync("", cancel))
                return false;
        }
    }

    private async Task<bool> TrailersAsync(CancellationToken cancel)
    {
        for (var trailer = 0; trailer < MostTrailers; trailer++)
        {
            if (await from.LineAsync(LongestLine, cancel) is not { } line || !await LineOnAsync(line, cancel))
                return false;
            if (line.Length == 0)
                return true;
        }

        return false;
    }

    private async Task<bool> LineOnAsync(string line, CancellationToken cancel)
    {
        var bytes = Encoding.Latin1.GetBytes(line + "\r\n");
        if (!traffic.Count(bytes.Length))
            return false;
        await to.WriteAsync(bytes, cancel);
        return true;
    }

    /// <summary>0 at the end, and when the byte limit is reached.</summary>
    private async Task<int> SomeAsync(long most, CancellationToken cancel)
    {
        var read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most)), cancel);
        if (read == 0 || !traffic.Count(read))
            return 0;
        if (kept is not null)
            await kept.WriteAsync(buffer.AsMemory(0, read), cancel);
        await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        return read;
    }
}
