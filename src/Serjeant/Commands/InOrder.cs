using System.Threading.Channels;

namespace Serjeant.Commands;

/// <summary>Judges many things on every core and writes the answers in the order of the input. Memory does not grow with how many there are.</summary>
internal static class InOrder
{
    /// <summary>Returns how many could not be read.</summary>
    /// <param name="answer">What to write about one, and whether it could not be read; called on any thread.</param>
    internal static Task<long> RunAsync<T>(IAsyncEnumerable<T> things, Func<T, (string Text, bool Bad)> answer, TextWriter output, CancellationToken cancel) =>
        RunAsync(things, thing => Task.FromResult(answer(thing)), output, cancel);

    /// <inheritdoc cref="RunAsync{T}(IAsyncEnumerable{T}, Func{T, ValueTuple{string, bool}}, TextWriter, CancellationToken)" />
    internal static async Task<long> RunAsync<T>(IAsyncEnumerable<T> things, Func<T, Task<(string Text, bool Bad)>> answer, TextWriter output, CancellationToken cancel)
    {
        var waiting = Channel.CreateBounded<Task<(string Text, bool Bad)>>(new BoundedChannelOptions(Environment.ProcessorCount * 2) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var writing = WriteAsync(waiting.Reader, output, stop);
        try
        {
            await foreach (var thing in things.WithCancellation(stop.Token))
                await waiting.Writer.WriteAsync(Task.Run(() => answer(thing), stop.Token), stop.Token);
            waiting.Writer.Complete();
        }
        catch (Exception e)
        {
            waiting.Writer.TryComplete(e);
            await stop.CancelAsync();
            // The writer may be the one that failed; then its own error is the one to tell.
            if (e is not OperationCanceledException || cancel.IsCancellationRequested)
            {
                await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }
        return await writing;
    }

    private static async Task<long> WriteAsync(ChannelReader<Task<(string Text, bool Bad)>> waiting, TextWriter output, CancellationTokenSource stop)
    {
        try
        {
            var bad = 0L;
            await foreach (var judging in waiting.ReadAllAsync(stop.Token))
            {
                var (text, wrong) = await judging;
                if (wrong) bad++;
                await output.WriteLineAsync(text.AsMemory(), stop.Token);
            }
            await output.FlushAsync(stop.Token);
            return bad;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
