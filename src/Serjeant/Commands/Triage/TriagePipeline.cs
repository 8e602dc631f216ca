using System.Buffers;
using System.Threading.Channels;
using Serjeant.Moderation;

namespace Serjeant.Commands.Triage;

/// <summary>Reads, judges on every core, and writes in the order of the input. Memory does not grow with the input.</summary>
internal sealed class TriagePipeline(IJudge judge)
{
    /// <summary>Returns how many lines could not be read.</summary>
    internal async Task<long> RunAsync(Stream source, Stream target, CancellationToken cancel)
    {
        // Judged pieces wait here in order; a full channel holds the reader back.
        var pieces = Channel.CreateBounded<Task<Piece>>(new BoundedChannelOptions(Environment.ProcessorCount * 2) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var writing = WriteAsync(pieces.Reader, target, stop);
        try
        {
            var reader = new LineReader(source);
            while (await reader.ReadAsync(stop.Token) is { } lines)
                if (lines.Count > 0) await pieces.Writer.WriteAsync(Task.Run(() => Judge(lines), stop.Token), stop.Token);
            pieces.Writer.Complete();
        }
        catch (Exception e)
        {
            // The writer may be the one that failed; then its own error, awaited below, is the one to tell.
            pieces.Writer.TryComplete(e);
            await stop.CancelAsync();
            if (e is not OperationCanceledException || cancel.IsCancellationRequested)
            {
                await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }
        return await writing;
    }

    private Piece Judge(List<RawLine> lines)
    {
        var output = new ArrayBufferWriter<byte>(lines.Count * 128);
        var bad = 0;
        using var writer = new TriageWriter(output);
        foreach (var line in lines)
        {
            var entry = TriageLine.Read(line);
            if (entry.Error is null) writer.Write(entry, judge.Judge(entry.Text!));
            else
            {
                bad++;
                writer.WriteError(entry);
            }
        }
        return new Piece(output.WrittenMemory, bad);
    }

    private static async Task<long> WriteAsync(ChannelReader<Task<Piece>> pieces, Stream target, CancellationTokenSource stop)
    {
        try
        {
            var bad = 0L;
            await foreach (var judging in pieces.ReadAllAsync(stop.Token))
            {
                var piece = await judging;
                bad += piece.Bad;
                await target.WriteAsync(piece.Bytes, stop.Token);
                // Nothing waits behind this one: let whoever reads along see it.
                if (!pieces.TryPeek(out _)) await target.FlushAsync(stop.Token);
            }
            return bad;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private readonly record struct Piece(ReadOnlyMemory<byte> Bytes, int Bad);
}
